from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from cardscan.contact import Contact
from cardscan.errors import ImportFailed
from cardscan.exchange import ExportReport, export_contacts
from cardscan.formats.incoming import ReadContact
from cardscan.formats.profiles import profile_named, profile_names
from cardscan.formats.reading import open_contacts
from tests.formats.people import EVERYBODY, MALLORY, TAKAHASHI

PROFILES = [profile_named(name) for name in profile_names()]


def sheet_of(*contacts: Contact) -> tuple[Any, ExportReport]:
    stream = BytesIO()
    report = export_contacts(contacts, profile_named("xlsx"), stream)
    return openpyxl.load_workbook(BytesIO(stream.getvalue())).worksheets[0], report


def column(sheet: Any, header: str) -> Any:
    headers = [cell.value for cell in sheet[1]]
    return sheet.cell(2, headers.index(header) + 1)


def test_every_cell_is_text_so_that_nothing_runs_and_no_zero_is_eaten() -> None:
    sheet, _ = sheet_of(*EVERYBODY)
    types = {cell.data_type for row in sheet for cell in row if cell.value is not None}
    assert types == {"s"}
    assert column(sheet, "phone 1").value == "03-0000-1111 内線12"
    mallory, _ = sheet_of(MALLORY)
    assert column(mallory, "company").value == "+1+1"
    assert column(mallory, "name").value == "=cmd|'/c calc'!A0"


def test_the_header_stays_in_sight_and_filters() -> None:
    sheet, _ = sheet_of(*EVERYBODY)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("6")
    assert sheet.cell(1, 1).font.b
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width / 2


def test_what_a_cell_cannot_hold_is_told() -> None:
    sheet, report = sheet_of(Contact("x", company="見本", notes=("長" * 40_000,)))
    assert len(column(sheet, "note").value) == 32_767
    assert dict(report.left_out) == {"note beyond 32767 characters": 1}


def test_a_sheet_that_people_made_is_read_below_its_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["取引先一覧"])
    sheet.append([])
    sheet.append(["氏名", "会社名", "電話番号", "郵便番号", "住所"])
    sheet.append(["山田 太郎", "見本", "090-0000-2222", 1000001, "東京都千代田区千代田1-2-3"])
    book.save(tmp_path / "list.xlsx")
    opened = open_contacts(tmp_path / "list.xlsx", PROFILES)
    (one,) = opened.contacts
    assert isinstance(one, ReadContact)
    assert (one.row, one.contact.name.text) == (4, "山田 太郎")
    assert one.contact.addresses[0].postal_code == "100-0001"


def test_a_workbook_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ausgaben", "Betrag"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(ImportFailed, match=r"x\.xlsx: no columns of contacts"):
        open_contacts(tmp_path / "x.xlsx", PROFILES)


def test_a_spreadsheet_of_many_contacts_is_read_back_the_same(tmp_path: Path) -> None:
    export_contacts([TAKAHASHI] * 300, profile_named("xlsx"), tmp_path / "x.xlsx")
    rows = list(open_contacts(tmp_path / "x.xlsx", PROFILES).contacts)
    assert {one.contact.name.text for one in rows if isinstance(one, ReadContact)} == {"髙橋 太郎"}
    assert len(rows) == 300


def test_a_card_can_stand_beside_its_row() -> None:
    picture = BytesIO()
    Image.new("RGB", (910, 550), "red").save(picture, "JPEG")
    profile = replace(
        profile_named("xlsx"),
        picture_of=lambda one: picture.getvalue() if one == TAKAHASHI else b"",
    )
    stream = BytesIO()
    export_contacts((MALLORY, TAKAHASHI), profile, stream)
    sheet = openpyxl.load_workbook(BytesIO(stream.getvalue())).worksheets[0]
    (image,) = sheet._images
    assert (image.anchor._from.row, image.width, image.height) == (2, 149, 90)
    assert sheet.row_dimensions[3].height > 60
    assert column(sheet, "name").value == MALLORY.name.text
