"""A folder of cards becomes a library: everything real, over the sample cards."""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cardscan.cli.main import app
from cardscan.contact import Contact, Filed, Outcome, StoredCard
from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named
from cardscan.intake import IntakeOptions, file_cards
from cardscan.scan import Recipe
from cardscan.store.library import Library
from samples.score import Score, fallen, report, score

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[1] / "samples"
ENOUGH = 0.95  # of the printed fields, whatever the floor says


@dataclass(frozen=True)
class Scanned:
    """The library of the sample cards, and how it came about."""

    library: Library
    path: Path
    folder: Path
    filed: tuple[Filed, ...]

    def of(self, name: str) -> list[Filed]:
        """Return what became of the cards of one picture."""
        return [one for one in self.filed if Path(one.source.path).name == name]

    def contact_of(self, name: str) -> Contact:
        """Return the contact to which the one card of a picture belongs."""
        (filed,) = self.of(name)
        return self.library.contact(str(filed.contact_id))


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanned]:
    """Scan the sample cards once for all tests here; these only look."""
    home = tmp_path_factory.mktemp("end-to-end")
    folder, path = home / "cards", home / "contacts.db"
    shutil.copytree(SAMPLES / "cards", folder)
    with Library.open(path) as library:
        options = IntakeOptions(jobs=2, tags=("展示会",), event="Tokyo")
        filed = tuple(file_cards(library, [str(folder)], Recipe(), options))
        yield Scanned(library, path, folder, filed)


@pytest.fixture(scope="module")
def result(scanned: Scanned) -> Score:
    """Score every card as the library keeps it."""
    truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    contacts = scanned.library.search("")
    cards = [card for contact in contacts for card in scanned.library.cards(contact.id)]
    return score(truth, map(as_read, cards))


def as_read(stored: StoredCard) -> dict[str, Any]:
    """Return a card as ``cardscan read --json`` shows it, as far as the score looks."""
    source = stored.card.source
    return {
        "source": {"path": source.path, "quad": source.quad.points if source.quad else None},
        "fields": [{"kind": str(field.kind), "value": field.value} for field in stored.card.fields],
        "lines": [{"text": line.text} for line in stored.card.lines],
    }


def truth_of(name: str) -> dict[str, list[str]]:
    pictures = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    (card,) = next(one["cards"] for one in pictures if one["file"] == name)
    fields: dict[str, list[str]] = card["fields"]
    return fields


def names(contacts: Iterator[Contact]) -> list[str]:
    return [contact.name.text for contact in contacts]


def cardscan(scanned: Scanned, *words: str) -> str:
    """Run a command on the library; return what it prints, or fail with what it says."""
    settings = scanned.path.with_name("config.toml")
    settings.write_text(f'library = "{scanned.path}"\n', encoding="utf-8")
    runner = CliRunner(env={"CARDSCAN_CONFIG": str(settings), "CARDSCAN_LIBRARY": None})
    done = runner.invoke(app, words)
    assert done.exit_code == 0, done.stderr
    return done.stdout_bytes.decode("utf-8")


def test_every_card_is_found_and_filed(scanned: Scanned, result: Score) -> None:
    assert [one.error for one in scanned.filed if one.outcome is Outcome.FAILED] == []
    assert (result.cards_found, len(scanned.filed)) == (result.cards, result.cards)
    assert {card.source.path for card in scanned.filed} == {
        str(file) for file in scanned.folder.iterdir()
    }


def test_nearly_all_fields_are_right(result: Score) -> None:
    assert result.recall >= ENOUGH, "\n".join(report(result))


def test_no_kind_of_field_is_read_worse_than_before(result: Score) -> None:
    floor = json.loads((SAMPLES / "floor.json").read_text(encoding="utf-8"))
    assert fallen(result.shares, floor) == {}, "\n".join(report(result))


def test_two_sides_are_one_card_of_one_person(scanned: Scanned) -> None:
    (front,) = scanned.of("16-two-sided_front.jpg")
    (back,) = scanned.of("16-two-sided_back.jpg")
    assert (front.outcome, back.outcome) == (Outcome.NEW, Outcome.BACK)
    assert front.contact_id == back.contact_id
    contact = scanned.contact_of("16-two-sided_front.jpg")
    assert contact.cards == 1
    assert contact.name.text == truth_of("16-two-sided_front.jpg")["name"][0]
    assert contact.name_roman.text == truth_of("16-two-sided_back.jpg")["name"][0]


def test_an_older_card_is_on_the_timeline_of_its_person(scanned: Scanned) -> None:
    (old,) = scanned.of("18-older-card.jpg")
    assert old.outcome is Outcome.JOINED
    assert {"same name", "same mobile"} <= {reason.evidence for reason in old.reasons}
    contact = scanned.contact_of("01-japanese.png")
    assert old.contact_id == contact.id
    newer, older = scanned.library.cards(contact.id)
    assert (Path(newer.card.source.path).name, older.met) == ("01-japanese.png", date(2019, 5, 14))
    assert "髙橋" in contact.name.text
    assert "宏陽繊維" in contact.company
    addresses = [truth_of(name)["email"][0] for name in ("01-japanese.png", "18-older-card.jpg")]
    assert list(contact.emails) == addresses


def test_a_card_photographed_twice_is_one_person(scanned: Scanned) -> None:
    (again,) = scanned.of("19-same-card-again.jpg")
    assert again.outcome is Outcome.JOINED
    contact = scanned.contact_of("02-kana-scan.jpg")
    assert (again.contact_id, contact.cards) == (contact.id, 2)


def test_only_cards_of_one_person_were_joined(scanned: Scanned) -> None:
    joined = [one for one in scanned.filed if one.outcome in {Outcome.JOINED, Outcome.BACK}]
    assert len(joined) == 3
    assert scanned.library.count() == len(scanned.filed) - 3
    assert scanned.library.stats().cards == len(scanned.filed) - 1


def test_a_sheet_gives_six_people(scanned: Scanned) -> None:
    filed = scanned.of("15-flatbed-sheet.jpg")
    assert [one.source.index for one in filed] == [0, 1, 2, 3, 4, 5]
    assert len({one.contact_id for one in filed}) == 6


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("髙橋", "髙橋 直樹"),
        ("高橋", "髙橋 直樹"),
        ("渡辺千夏", "渡邊 千夏"),
        ("五十嵐昭二", "五十嵐 昭二"),
        ("saito", "齋藤 亜希子"),
        ("takada", "髙田 千代子"),
        ("やまさき", "山﨑 歩"),
        ("zoe tag:展示会", "Zoë SANDERS"),
        ("o'connor", "Iris O'Connor"),
        ("address:高知県", "河合 海斗"),
        ("090-0250-1998", "髙橋 直樹"),
    ],
)
def test_a_person_is_found(scanned: Scanned, query: str, name: str) -> None:
    assert names(scanned.library.search(query)) == [name]


def test_a_second_scan_finds_everything_known(scanned: Scanned) -> None:
    before = list(scanned.library.history())
    again = list(
        file_cards(scanned.library, [str(scanned.folder)], Recipe(), IntakeOptions(jobs=2))
    )
    assert {one.outcome for one in again} == {Outcome.KNOWN}
    assert [one.card_id for one in again] == [one.card_id for one in scanned.filed]
    assert list(scanned.library.history()) == before


def test_an_export_in_cp932_keeps_the_letters_of_a_name(scanned: Scanned, tmp_path: Path) -> None:
    target = tmp_path / "contacts.csv"
    report = export_contacts(scanned.library.search(""), profile_named("sansan"), target)
    assert (report.encoding, report.rows) == ("cp932", scanned.library.count())
    with target.open(encoding="cp932", newline="") as file:
        said = [" ".join(row) for row in csv.reader(file)]
    assert sum("髙橋" in row for row in said) == 1
    assert sum("山﨑" in row for row in said) == 1


def test_the_command_line_shows_what_the_library_holds(scanned: Scanned) -> None:
    found = cardscan(scanned, "search", "--json", "髙橋")
    (contact,) = map(json.loads, found.splitlines())
    assert contact["cards"] == 2
    shown = cardscan(scanned, "show", contact["id"])
    assert shown.index("宏陽繊維") < shown.index("板垣ソフトウェア")


def test_nothing_is_missing_here(scanned: Scanned) -> None:
    assert "MISSING" not in cardscan(scanned, "doctor")
