import os
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cardscan.config import OnDuplicate
from cardscan.contact import Filed, Outcome
from cardscan.inputs import Count
from cardscan.intake import IntakeOptions, file_cards
from cardscan.scan import Recipe
from cardscan.store.library import Library

from .beside import LEE, YAMADA, put_card

pytestmark = pytest.mark.usefixtures("engines")

RECIPE = Recipe(engine="beside")
YAMADA_LATER = ("例示株式会社", "代表取締役", "山田 太郎", "taro.yamada@mihon.example.co.jp")
YAMADA_ELSEWHERE = ("例示株式会社", "代表取締役", "山田 太郎", "TEL 03-1234-0000")
YAMADA_BACK = ("Mihon Shoji Co., Ltd.", "Taro Yamada", "taro.yamada@mihon.example.co.jp")

File = Callable[..., list[Filed]]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "contacts.db") as library:
        yield library


@pytest.fixture
def file(library: Library) -> File:
    def file(*paths: object, **options: Any) -> list[Filed]:
        given = IntakeOptions(**{"jobs": 0, **options})
        return list(file_cards(library, [str(path) for path in paths], RECIPE, given))

    return file


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    put_card(tmp_path / "in/1.png", *YAMADA)
    put_card(tmp_path / "in/2.png", *LEE)
    return tmp_path / "in"


def outcomes(filed: list[Filed]) -> list[str]:
    return [str(one.outcome) for one in filed]


def test_a_stack_is_filed_in_order(file: File, stack: Path, library: Library) -> None:
    filed = file(stack)
    assert [Path(one.source.path).name for one in filed] == ["1.png", "2.png"]
    assert outcomes(filed) == ["new", "new"]
    assert library.count() == 2


def test_running_again_changes_nothing(file: File, stack: Path, library: Library) -> None:
    first = file(stack)
    before = list(library.history())
    second = file(stack)
    assert outcomes(second) == ["known", "known"]
    assert [one.card_id for one in second] == [one.card_id for one in first]
    assert list(library.history()) == before


def test_a_known_file_is_known_under_another_name(file: File, stack: Path) -> None:
    (first, _) = file(stack)
    shutil.copy(stack / "1.png", stack / "copy.png")
    (known,) = file(stack / "copy.png")
    assert (known.outcome, known.contact_id) == (Outcome.KNOWN, first.contact_id)
    assert known.source.path == str(stack / "copy.png")


def test_twins_in_the_stack_are_dropped(file: File, stack: Path, library: Library) -> None:
    shutil.copy(stack / "1.png", stack / "3.png")
    filed = file(stack)
    assert outcomes(filed) == ["new", "new", "known"]
    assert filed[2].contact_id == filed[0].contact_id
    assert library.stats().cards == 2


def test_a_run_that_stops_half_way_is_taken_up_again(
    file: File, stack: Path, library: Library
) -> None:
    running = file_cards(library, [str(stack)], RECIPE, IntakeOptions(jobs=0))
    assert next(running).outcome is Outcome.NEW
    running.close()  # type: ignore[attr-defined]  # it is a generator
    assert library.count() == 1
    assert outcomes(file(stack)) == ["known", "new"]
    assert library.count() == 2


def test_what_fails_is_told_and_tried_again(file: File, stack: Path, library: Library) -> None:
    put_card(stack / "0.png", "FAIL", picture=0)
    assert outcomes(file(stack)) == ["failed", "new", "new"]
    put_card(stack / "0.png", "Zoë Müller", "zoe@muster.example", picture=0)
    assert outcomes(file(stack)) == ["new", "known", "known"]
    assert library.count() == 3


def test_the_twin_of_a_picture_that_failed_is_named_too(file: File, tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_text("no picture")
    first, second = file(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert (first.error_code, second.error_code) == ("image-unreadable", "image-unreadable")
    assert second.error == f"{tmp_path}/b.jpg: the same picture as {tmp_path}/a.jpg, which failed"


def test_a_newer_card_of_the_same_person_joins(file: File, stack: Path, library: Library) -> None:
    first, _ = file(stack, met=date(2021, 4, 1))
    put_card(stack / "later.png", *YAMADA_LATER)
    joined = file(stack, met=date(2026, 4, 1))[-1]
    assert (joined.outcome, joined.contact_id) == (Outcome.JOINED, first.contact_id)
    assert "same email" in [reason.evidence for reason in joined.reasons]
    assert library.contact(str(first.contact_id)).company == "例示株式会社"


def test_a_doubtful_card_waits_for_a_person(file: File, stack: Path, library: Library) -> None:
    first, _ = file(stack)
    doubtful = file(put_card(stack / "else.png", *YAMADA_ELSEWHERE))[0]
    assert doubtful.outcome is Outcome.REVIEW
    assert doubtful.contact_id != first.contact_id
    assert library.contact(str(doubtful.contact_id)).needs_review


def test_a_card_without_a_name_waits_for_a_person(file: File, tmp_path: Path) -> None:
    (filed,) = file(put_card(tmp_path / "card.png", "TEL 03-1234-0000"))
    assert filed.outcome is Outcome.REVIEW
    assert [reason.evidence for reason in filed.reasons] == ["no name was read"]


@pytest.mark.parametrize(
    ("on_duplicate", "sure", "doubtful"),
    [
        (OnDuplicate.REVIEW, "joined", "review"),
        (OnDuplicate.JOIN, "joined", "joined"),
        (OnDuplicate.SKIP, "known", "review"),
        (OnDuplicate.KEEP, "new", "new"),
    ],
)
def test_what_is_done_with_people_who_are_there_can_be_chosen(
    file: File, stack: Path, on_duplicate: OnDuplicate, sure: str, doubtful: str
) -> None:
    file(stack)
    later = put_card(stack / "later.png", *YAMADA_LATER)
    elsewhere = put_card(stack / "else.png", *YAMADA_ELSEWHERE)
    assert outcomes(file(later, on_duplicate=on_duplicate, dry_run=True)) == [sure]
    assert outcomes(file(elsewhere, on_duplicate=on_duplicate)) == [doubtful]
    assert outcomes(file(later, on_duplicate=on_duplicate))[0] in {sure, "review"}


def test_a_dry_run_files_nothing(file: File, stack: Path, library: Library) -> None:
    filed = file(stack, dry_run=True)
    assert [(one.outcome, one.card_id) for one in filed] == [(Outcome.NEW, None)] * 2
    assert library.count() == 0
    assert outcomes(file(stack)) == ["new", "new"]


@pytest.mark.parametrize(
    ("front", "back"), [("y_front.png", "y_back.png"), ("y-1.png", "y-2.png"), ("表.png", "裏.png")]
)
def test_a_back_side_goes_to_the_contact_of_its_front(
    file: File, tmp_path: Path, library: Library, front: str, back: str
) -> None:
    put_card(tmp_path / "in" / front, *YAMADA)
    put_card(tmp_path / "in" / back, *YAMADA_BACK)
    filed = file(tmp_path / "in")
    assert outcomes(filed) == ["new", "back"]
    assert filed[0].contact_id == filed[1].contact_id
    contact = library.contact(str(filed[0].contact_id))
    assert (contact.name.text, contact.cards) == ("山田 太郎", 1)
    assert contact.name_roman.text == "Taro Yamada"
    assert outcomes(file(tmp_path / "in")) == ["known", "known"]


@pytest.mark.parametrize("lines", [(), ("Mihon",), ("Sharing what matters",)])
def test_a_back_with_a_logo_or_nothing_is_filed_as_the_back(
    file: File, tmp_path: Path, library: Library, lines: tuple[str, ...]
) -> None:
    put_card(tmp_path / "in/y_front.png", *YAMADA)
    put_card(tmp_path / "in/y_back.png", *lines)
    filed = file(tmp_path / "in")
    assert outcomes(filed) == ["new", "back"]
    assert filed[0].contact_id == filed[1].contact_id
    contact = library.contact(str(filed[0].contact_id))
    assert (contact.name.text, contact.company, contact.cards) == (
        "山田 太郎",
        "株式会社見本商事",
        1,
    )


def test_a_blank_picture_is_no_contact_without_a_front(file: File, tmp_path: Path) -> None:
    put_card(tmp_path / "in/y_back.png")
    assert file(tmp_path / "in") == []


def test_numbers_alone_do_not_make_two_people_one(
    file: File, tmp_path: Path, library: Library
) -> None:
    put_card(tmp_path / "in/card-1.png", *YAMADA)
    put_card(tmp_path / "in/card-2.png", *LEE)
    assert outcomes(file(tmp_path / "in")) == ["new", "new"]
    assert library.count() == 2


def test_a_picture_without_a_card_is_passed_over(
    file: File, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Image.new("RGB", (900, 500), "white").save(tmp_path / "blank.png")
    assert file(tmp_path / "blank.png") == []
    assert "blank.png: no card found" in caplog.text


def test_the_day_is_the_cameras_else_the_files(
    file: File, tmp_path: Path, library: Library
) -> None:
    plain = put_card(tmp_path / "plain.png", *LEE)
    day = datetime(2024, 5, 6, 12).astimezone().timestamp()
    os.utime(plain, (day, day))
    put_card(tmp_path / "photo.jpg", *YAMADA)
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2025:07:08 09:10:11"
    Image.open(tmp_path / "photo.jpg").save(tmp_path / "photo.jpg", exif=exif)
    contacts = [library.contact(str(one.contact_id)) for one in file(plain, tmp_path / "photo.jpg")]
    assert [contact.met for contact in contacts] == [date(2024, 5, 6), date(2025, 7, 8)]


def test_tags_and_the_event_are_kept(file: File, stack: Path, library: Library) -> None:
    first, _ = file(stack, tags=("展示会",), event="Tokyo")
    assert library.contact(str(first.contact_id)).tags == ("展示会",)
    assert library.cards(str(first.contact_id))[0].event == "Tokyo"


def test_folders_tell_tags_event_and_day(file: File, tmp_path: Path, library: Library) -> None:
    put_card(tmp_path / "in/2026-11-20_展示会/vip/1.png", *YAMADA)
    put_card(tmp_path / "in/leads/2.png", *LEE)
    fair, lead = (library.contact(str(one.contact_id)) for one in file(tmp_path / "in"))
    assert (fair.tags, fair.met) == (("vip",), date(2026, 11, 20))
    assert library.cards(fair.id)[0].event == "展示会"
    assert (lead.tags, lead.met) == (("leads",), date.today())  # noqa: DTZ011 - the user's own day


def test_what_is_typed_counts_more_than_a_folder(
    file: File, tmp_path: Path, library: Library
) -> None:
    card = put_card(tmp_path / "2026-11-20_展示会/1.png", *YAMADA)
    (filed,) = file(card, event="Osaka", met=date(2026, 1, 2), tags=("a",))
    (stored,) = library.cards(str(filed.contact_id))
    assert (stored.event, stored.met) == ("Osaka", date(2026, 1, 2))


@pytest.fixture
def heeded() -> Iterator[None]:
    """Have Ctrl-C heard, also where the tests run in the background and inherit deaf ears."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
def test_ctrl_c_waits_until_a_paper_is_filed_whole(
    file: File, tmp_path: Path, library: Library
) -> None:
    put_card(tmp_path / "in/y_front.png", *YAMADA)
    put_card(tmp_path / "in/y_back.png", *YAMADA_BACK)
    put_card(tmp_path / "in/z.png", *LEE)
    running = file_cards(library, [str(tmp_path / "in")], RECIPE, IntakeOptions(jobs=0))
    assert next(running).outcome is Outcome.NEW
    os.kill(os.getpid(), signal.SIGINT)
    assert next(running).outcome is Outcome.BACK
    with pytest.raises(KeyboardInterrupt):
        next(running)
    assert outcomes(file(tmp_path / "in")) == ["known", "known", "new"]


def test_the_count_tells_how_far_a_run_is(library: Library, stack: Path) -> None:
    count = Count()
    running = file_cards(library, [str(stack)], RECIPE, IntakeOptions(jobs=0), count)
    next(running)
    assert (count.files, count.done, count.left) == (2, 1, 1)
