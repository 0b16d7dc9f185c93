"""Evidence and warnings are told in the language of the person, none is forgotten."""

from pathlib import Path

import pytest
from msgspec import json

from cardscan.language import speaking
from cardscan.model import OcrPage
from cardscan.parse.confidence import ALWAYS
from cardscan.parse.parser import parse_page
from cardscan.parse.words import words
from cardscan.signs import sign_told, warning_told

PAGES = Path(__file__).parent / "data" / "pages"


def untold(signs: set[str]) -> list[str]:
    """Return what stays English in Japanese; if a test fails with it: cardscan/signs.py."""
    with speaking("ja"):
        return sorted(it for it in signs if sign_told(it) == it)


def test_every_sign_that_has_a_weight_is_told_in_japanese() -> None:
    signs = {row.split("\t")[1] for row in words("confidence")}
    assert untold(signs - {ALWAYS}) == []


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.json")), ids=lambda path: path.stem)
def test_what_a_page_shows_of_its_fields_is_told_in_japanese(path: Path) -> None:
    card = parse_page(json.decode(path.read_bytes(), type=OcrPage))
    assert untold({sign for field in card.fields for sign in field.evidence}) == []


def test_a_warning_names_the_field_in_japanese_too() -> None:
    warning = "the QR code gives another email than the print"
    assert warning_told(warning) == warning
    with speaking("ja"):
        assert "メール" in warning_told(warning)
        assert warning_told("email and url have different domains") != "email and url"
