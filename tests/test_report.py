import stat
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cardscan.contact import Filed, Outcome, Reason
from cardscan.errors import ExportError
from cardscan.language import speaking
from cardscan.model import Kind, ScannedCard, Source, Status
from cardscan.report import open_report
from tests.conftest import without_rights
from tests.store.conftest import card_of, field

HOSTILE = '<script src="https://evil.example/x.js">\u202e</script>'


def picture() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (900, 500), "white").save(stream, "JPEG")
    return stream.getvalue()


def filed(value: str, *, path: str = "in/card.jpg", status: Status = Status.ACCEPTED) -> Filed:
    card = card_of(field(Kind.COMPANY, value, status=status), path=path)
    scanned = ScannedCard(card, "", picture())
    reasons = (Reason("same email", 0.6),)
    return Filed(card.source, Outcome.NEW, "c1", "p1", reasons, scanned=scanned)


def test_a_report_shows_cards_doubts_and_failures_and_loads_nothing(tmp_path: Path) -> None:
    with open_report(str(tmp_path / "report.html")) as report:
        report.add(filed("株式会社見本"))
        report.add(filed("Acme", path="in/doubt.jpg", status=Status.REVIEW))
        report.add(Filed(Source("in/bad.jpg", 0, 0), Outcome.FAILED, error="in/bad.jpg: empty"))
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "1 failed, 2 new" in page
    assert "株式会社見本" in page
    assert 'class="doubt" title="please check, 97%"><bdi>Acme' in page
    assert "in/bad.jpg: empty" in page
    assert '<a href="#2"><bdi>in/doubt.jpg' in page
    assert "src=" not in page.replace('src="data:image/jpeg;base64,', "")
    assert stat.S_IMODE((tmp_path / "report.html").stat().st_mode) == 0o600


def test_a_report_is_in_the_language_of_the_person(tmp_path: Path) -> None:
    with speaking("ja"), open_report(str(tmp_path / "report.html")) as report:
        report.add(filed("株式会社見本", status=Status.REVIEW))
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="ja">' in page
    assert "<th>会社</th>" in page
    assert "1 新規" in page
    assert "メールが同じ" in page


def test_what_a_stranger_wrote_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    with open_report(str(tmp_path / "report.html")) as report:
        report.add(filed(HOSTILE, path=f"in/{HOSTILE}\udcff.jpg"))
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script" in page


def test_an_interrupted_run_leaves_a_report_of_what_was_done(tmp_path: Path) -> None:
    collecting = open_report(str(tmp_path / "report.html"))
    collecting.__enter__().add(filed("Acme"))
    collecting.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "Acme" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["missing/report.html", "."])
def test_a_place_that_cannot_be_written_is_told_before_the_run(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="the report cannot be written"):
        open_report(str(tmp_path / name)).__enter__()


def test_a_folder_without_rights_is_told_before_the_run(everybodys: Path) -> None:
    everybodys.chmod(0o500)
    with without_rights(), pytest.raises(ExportError, match="Permission denied"):
        open_report(str(everybodys / "report.html")).__enter__()
