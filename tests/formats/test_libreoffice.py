"""LibreOffice opens what people open in a spreadsheet: nothing runs, no digit is eaten."""

import csv
import subprocess
from pathlib import Path

import openpyxl
import pytest

from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named
from tests.formats.people import EVERYBODY, MALLORY, TAKAHASHI, ZOE

AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"  # UTF-8, as shown
FROM_CSV = "--infilter=CSV:44,34,76,1"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have it open a workbook and a CSV, and save each as the other."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("xlsx", "csv"):
        export_contacts(EVERYBODY, profile_named(name), folder / f"{name}.{name}")
    office = ("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless")
    into = ("--outdir", folder / "out")
    for words in (
        ("--convert-to", AS_CSV, *into, folder / "xlsx.xlsx"),
        (FROM_CSV, "--convert-to", "xlsx", *into, folder / "csv.csv"),
    ):
        subprocess.run([*office, *words], check=True, capture_output=True, timeout=120)  # noqa: S603 - our own
    return folder / "out"


def test_a_workbook_shows_every_text_as_it_is(opened: Path) -> None:
    with (opened / "xlsx.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [one.id for one in EVERYBODY]
    takahashi, _, zoe, mallory, _ = rows
    assert takahashi["name"] == TAKAHASHI.name.text
    assert takahashi["phone 1"] == "03-0000-1111 内線12"
    assert takahashi["address 1 postal code"] == "100-0001"
    assert takahashi["note"] == TAKAHASHI.notes[0]
    assert (zoe["company"], zoe["phone 1"]) == (ZOE.company, "(+44) 20 7946 0958")
    assert (mallory["name"], mallory["company"]) == (MALLORY.name.text, MALLORY.company)


def test_no_cell_of_a_csv_runs_and_no_number_loses_its_zero(opened: Path) -> None:
    sheet = openpyxl.load_workbook(opened / "csv.xlsx").worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    assert "f" not in {cell.data_type for row in sheet for cell in row}
    rows = [dict(zip(headers, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    assert rows[0]["fax 1"] == "03-0000-3333"
    assert rows[0]["note"] == TAKAHASHI.notes[0]
    assert rows[2]["phone 1"] == "(+44) 20 7946 0958"
    assert rows[3]["name"] == f"'{MALLORY.name.text}"
