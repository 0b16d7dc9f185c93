"""The sample set holds every kind of card that cardscan promises to read."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cardscan.ocr.codes import read_codes
from cardscan.ocr.images import captured_on
from samples.draw import truth_of, write_truth
from samples.make import draw_samples

SAMPLES = Path(__file__).parents[2] / "samples"
CARDS = SAMPLES / "cards"

Card = dict[str, Any]
Truth = dict[str, Card]


@pytest.fixture(scope="module")
def truth() -> Truth:
    """Return the pictures of the set by file name."""
    pictures = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    return {picture["file"]: picture for picture in pictures}


@pytest.fixture(scope="module")
def cards(truth: Truth) -> list[Card]:
    return [
        {**card, "file": name, "quality": picture["quality"]}
        for name, picture in truth.items()
        for card in picture["cards"]
    ]


def test_the_truth_is_what_the_generator_draws(tmp_path: Path) -> None:
    drawn = [truth_of(one.name, one.quality, one.picture) for one in draw_samples()]
    write_truth(tmp_path / "truth.json", sorted(drawn, key=lambda picture: str(picture["file"])))
    again, kept = (folder / "truth.json" for folder in (tmp_path, SAMPLES))
    assert again.read_bytes() == kept.read_bytes(), "run: python -m samples.make"


def test_every_picture_has_its_truth(truth: Truth) -> None:
    assert sorted(truth) == sorted(file.name for file in CARDS.iterdir())


def test_there_are_at_least_sixteen_cards(cards: list[Card]) -> None:
    assert len(cards) >= 16


KINDS: dict[str, Callable[[Card], bool]] = {
    "horizontal": lambda card: card["layout"] == "horizontal" and card["lang"] == "ja",
    "vertical": lambda card: card["layout"] == "vertical" and card["lang"] == "ja",
    "portrait": lambda card: card["layout"] == "portrait" and card["lang"] == "ja",
    "kana": lambda card: "name_kana" in card["fields"],
    "no kana": lambda card: card["lang"] == "ja" and "name_kana" not in card["fields"],
    "romaji": lambda card: "name_roman" in card["fields"],
    "no romaji": lambda card: card["lang"] == "ja" and "name_roman" not in card["fields"],
    "English": lambda card: card["lang"] == "en" and card["side"] == "front",
    "German": lambda card: card["lang"] == "de",
    "French": lambda card: card["lang"] == "fr",
    "at an angle on a desk": lambda card: card["quality"] == "desk" and is_slanted(card["quad"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_card_is_there(cards: list[Card], kind: str) -> None:
    assert any(map(KINDS[kind], cards))


def is_slanted(quad: list[list[float]]) -> bool:
    """Say whether no two opposite sides of a card are seen equally long."""
    sides = [
        np.hypot(x2 - x1, y2 - y1)
        for (x1, y1), (x2, y2) in zip(quad, [*quad[1:], quad[0]], strict=True)
    ]
    return bool(abs(sides[0] - sides[2]) > 3 and abs(sides[1] - sides[3]) > 3)


@pytest.mark.parametrize("letters", ["髙", "﨑", "邊", "齋", "ー", "Zoë", "O'Connor", "Müller"])
def test_hard_letters_are_there(cards: list[Card], letters: str) -> None:
    said = [
        value for card in cards for kind in ("name", "company") for value in kind_of(card, kind)
    ]
    assert any(letters in value for value in said)


def kind_of(card: Card, kind: str) -> list[str]:
    values: list[str] = card["fields"].get(kind, [])
    return values


def test_there_are_dark_cards(truth: Truth) -> None:
    clean = [name for name, picture in truth.items() if picture["quality"] == "clean"]
    dark = [name for name in clean if brightness(CARDS / name) < 80]
    assert {truth[name]["cards"][0]["lang"] for name in dark} == {"ja", "en"}


def brightness(path: Path) -> float:
    return float(np.median(np.asarray(Image.open(path).convert("L"))))


def test_a_sheet_holds_six_cards(truth: Truth) -> None:
    assert [len(one["cards"]) for one in truth.values() if one["quality"] == "sheet"] == [6]


def test_a_card_has_a_japanese_front_and_an_english_back(cards: list[Card]) -> None:
    (back,) = [card for card in cards if card["side"] == "back"]
    (front,) = [card for card in cards if card["file"] == back["file"].replace("back", "front")]
    assert (front["lang"], back["lang"]) == ("ja", "en")
    assert front["person"] == back["person"]


def test_a_card_carries_its_contact_as_a_code(truth: Truth) -> None:
    pixels = np.asarray(Image.open(CARDS / "17-vcard-qr.png").convert("RGB"))
    (code,) = read_codes(pixels)
    fields = truth["17-vcard-qr.png"]["cards"][0]["fields"]
    assert code.text.startswith("BEGIN:VCARD")
    assert f"EMAIL:{fields['email'][0]}" in code.text


def test_a_person_has_an_older_card_from_another_company(truth: Truth) -> None:
    new, old = (truth[name]["cards"][0] for name in ("01-japanese.png", "18-older-card.jpg"))
    assert new["person"] == old["person"]
    assert new["fields"]["name"] == old["fields"]["name"]
    assert new["fields"]["company"] != old["fields"]["company"]
    assert captured_on(str(CARDS / "18-older-card.jpg")) == date(2019, 5, 14)


def test_a_card_was_photographed_twice(truth: Truth) -> None:
    one, other = (truth[name] for name in ("02-kana-scan.jpg", "19-same-card-again.jpg"))
    assert one["cards"][0]["fields"] == other["cards"][0]["fields"]
    assert one["quality"] != other["quality"]
