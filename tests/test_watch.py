import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cardscan.contact import Filed, Outcome
from cardscan.errors import InputMissing, LibraryError
from cardscan.intake import IntakeOptions
from cardscan.scan import Recipe
from cardscan.store.library import Library
from cardscan.watch import WatchedFolder, watch_folder

from .beside import LEE, YAMADA, put_card

RECIPE = Recipe(engine="beside")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def watched(folder: Path) -> WatchedFolder:
    return WatchedFolder(str(folder), settle=3)


def names(watched: WatchedFolder, now: float) -> list[str]:
    """Look at a moment and take what is at rest for filed."""
    papers = watched.at_rest(now)
    watched.mark_filed(papers)
    return [os.path.relpath(file, watched.folder) for paper in papers for file in paper.files]


def test_a_file_is_taken_once_it_has_come_to_rest(folder: Path, watched: WatchedFolder) -> None:
    (folder / "1.jpg").write_text("half")
    assert names(watched, 0) == []
    (folder / "1.jpg").write_text("half and half")
    assert names(watched, 2) == []
    assert names(watched, 4) == []
    assert names(watched, 5) == ["1.jpg"]
    assert names(watched, 9) == []


def test_a_file_that_is_saved_again_is_taken_again(folder: Path, watched: WatchedFolder) -> None:
    (folder / "1.jpg").write_text("first")
    assert [names(watched, now) for now in (0, 3)] == [[], ["1.jpg"]]
    (folder / "1.jpg").write_text("second")
    assert [names(watched, now) for now in (4, 7, 10)] == [[], ["1.jpg"], []]


def test_temporary_names_are_passed_over(folder: Path, watched: WatchedFolder) -> None:
    for name in (".1.jpg.k3jf", "~1.jpg", "1.jpg.part", "1.jpg.crdownload", "1.tmp"):
        (folder / name).write_text("half")
    assert [names(watched, now) for now in (0, 3)] == [[], []]
    (folder / "1.tmp").rename(folder / "1.jpg")
    assert [names(watched, now) for now in (4, 7)] == [[], ["1.jpg"]]


def test_a_back_side_that_comes_later_is_taken_with_its_front(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / "lee_front.jpg").touch()
    assert [names(watched, now) for now in (0, 3)] == [[], ["lee_front.jpg"]]
    (folder / "lee_back.jpg").touch()
    assert [names(watched, now) for now in (5, 8)] == [[], ["lee_front.jpg", "lee_back.jpg"]]


def test_a_folder_that_goes_away_and_comes_back_is_as_it_was(
    folder: Path, watched: WatchedFolder, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "1.jpg").touch()
    assert [names(watched, now) for now in (0, 3)] == [[], ["1.jpg"]]
    folder.rename(folder.with_name("elsewhere"))
    assert [names(watched, now) for now in (4, 5)] == [[], []]
    folder.mkdir()  # where it was mounted
    assert names(watched, 6) == []
    folder.rmdir()
    folder.with_name("elsewhere").rename(folder)
    (folder / "2.jpg").touch()
    assert [names(watched, now) for now in (7, 10)] == [[], ["2.jpg"]]
    assert caplog.text.count("away; waiting for it") == 1
    assert "is back" in caplog.text


def test_a_burst_is_taken_at_once_and_in_order(folder: Path, watched: WatchedFolder) -> None:
    for number in range(500):
        (folder / f"{number}.jpg").touch()
    assert names(watched, 0) == []
    assert names(watched, 3) == [f"{number}.jpg" for number in range(500)]


class Ended(Exception):
    """The test has seen enough."""


@pytest.fixture
def watching(folder: Path, tmp_path: Path, engines: None) -> Iterator[Callable[..., list[Filed]]]:  # noqa: ARG001 - wanted for its effect
    with Library.open(tmp_path / "contacts.db") as library:

        def watching(*events: Callable[[], object], library: Library = library) -> list[Filed]:
            """Watch while one event after the other happens, and until all is filed."""
            happening: Iterator[Callable[[], object]] = iter((*events, int, int))
            filed: list[Filed] = []

            def pause() -> None:
                event = next(happening, None)
                if event is None:
                    raise Ended
                event()

            running = watch_folder(
                library, str(folder), RECIPE, IntakeOptions(jobs=0), settle=0, pause=pause
            )
            with pytest.raises(Ended):
                filed.extend(running)
            return filed

        yield watching


def test_what_lands_is_filed_with_its_folder_as_a_tag(
    folder: Path, watching: Callable[..., list[Filed]], tmp_path: Path
) -> None:
    filed = watching(
        lambda: put_card(folder / "展示会/1.png", *YAMADA),
        lambda: put_card(folder / "2.png", *LEE),
        lambda: shutil.copy(folder / "2.png", folder / "3.png"),
    )
    assert [one.outcome for one in filed] == [Outcome.NEW, Outcome.NEW, Outcome.KNOWN]
    with Library.open(tmp_path / "contacts.db") as library:
        assert library.contact(str(filed[0].contact_id)).tags == ("展示会",)


def test_when_the_library_cannot_be_written_the_cards_are_tried_again(
    folder: Path, tmp_path: Path, watching: Callable[..., list[Filed]]
) -> None:
    class Full(Library):
        times = 2

        def add_card(self, *given: object, **named: object) -> Filed:
            Full.times -= 1
            if Full.times >= 0:
                raise LibraryError("The disk is full.")
            return super().add_card(*given, **named)  # type: ignore[arg-type]  # handed on as given

    put_card(folder / "1.png", *YAMADA)
    with Full.open(tmp_path / "contacts.db") as library:
        (filed,) = watching(int, int, library=library)
        assert filed.outcome is Outcome.NEW


def test_a_folder_that_was_never_there_is_an_error(
    folder: Path, watching: Callable[..., list[Filed]]
) -> None:
    folder.rmdir()
    with pytest.raises(InputMissing, match="no such folder"):
        watching()
