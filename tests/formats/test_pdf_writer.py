from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from cardscan.contact import Contact
from cardscan.errors import FontMissing
from cardscan.exchange import ExportReport, export_contacts
from cardscan.formats.paper import japanese_font
from cardscan.formats.profiles import profile_named
from tests.formats.people import EVERYBODY, TAKAHASHI, ZOE


def printed(name: str, *contacts: Contact) -> tuple[list[str], bytes, ExportReport]:
    """Return the text of each page, the document, and the report."""
    stream = BytesIO()
    report = export_contacts(contacts, profile_named(name), stream)
    document = pypdfium2.PdfDocument(stream.getvalue())
    pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    return pages, stream.getvalue(), report


def test_a_label_is_addressed_as_the_post_reads_it() -> None:
    (page,), document, report = printed("labels", TAKAHASHI)
    assert page.splitlines() == [
        "〒100-0001",
        "東京都千代田区千代田1−2−3",
        "見本ビル4F",
        "㈱見本商事",
        "営業本部 第①営業部 部長",
        "髙橋 太郎 様",
    ]
    assert b"/FontFile3" in document  # embedded
    assert report.lost == ()


def test_a_label_abroad_begins_with_the_name_and_ends_with_the_country() -> None:
    (page,), _, report = printed("labels", ZOE)
    lines = page.splitlines()
    assert (lines[0], lines[-1]) == ("Zoë O'Connor", "GB")
    assert [one.character for one in report.lost] == ["😀"]


def test_who_has_no_address_gets_no_label_and_is_told() -> None:
    (page,), _, report = printed("labels", *EVERYBODY)
    assert page.count("様") == 2
    assert [one.contact_id for one in report.missing] == ["04mallory", "05nobody"]


def test_the_twenty_second_label_begins_a_page() -> None:
    pages, _, _ = printed("labels", *[TAKAHASHI] * 22)
    assert [page.count("様") for page in pages] == [21, 1]


def test_a_sheet_shows_the_pictures_of_cards() -> None:
    picture = BytesIO()
    Image.new("RGB", (91, 55), "red").save(picture, "JPEG")
    profile = replace(profile_named("sheet"), picture_of=lambda _: picture.getvalue())
    stream = BytesIO()
    export_contacts([TAKAHASHI], profile, stream)
    page = pypdfium2.PdfDocument(stream.getvalue())[0]
    colors = {color for _, color in page.render().to_pil().getcolors() or ()}
    assert any(red > 200 and green < 50 for red, green, _ in colors)
    assert "090-0000-2222" in page.get_textpage().get_text_range()


def test_a_machine_without_a_japanese_font_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FontMissing, match="fonts-noto-cjk"):
        japanese_font(known=())
