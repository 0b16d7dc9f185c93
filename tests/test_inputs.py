from pathlib import Path

import pytest

from cardscan.inputs import Barren, find_files, pair_sides


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    return tmp_path / "stack"


def put(*files: Path) -> None:
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def test_folders_are_read_to_their_depth_in_natural_order(stack: Path) -> None:
    put(stack / "10.jpg", stack / "9.JPG", stack / "2026/1.pdf", stack / "b.heic")
    names = [Path(str(file)).name for file in find_files([str(stack)])]
    assert names == ["9.JPG", "10.jpg", "1.pdf", "b.heic"]


def test_hidden_files_sidecars_and_thumbnails_are_passed_over(stack: Path) -> None:
    put(stack / "a.jpg", stack / "._a.jpg", stack / ".trash/b.jpg", stack / "a.jpg.xmp")
    put(stack / "a.json", stack / "@eaDir/a.jpg", stack / "__MACOSX/a.jpg", stack / "Thumbs.db")
    assert list(find_files([str(stack)])) == [f"{stack}/a.jpg"]


def test_the_pictures_that_a_library_keeps_are_no_new_cards(stack: Path) -> None:
    put(stack / "a.jpg", stack / "contacts.db", stack / "contacts.images/aa/1.jpg")
    put(stack / "old.images/b.jpg")
    assert list(find_files([str(stack)])) == [f"{stack}/a.jpg", f"{stack}/old.images/b.jpg"]


def test_a_file_that_is_named_is_always_tried(stack: Path) -> None:
    put(stack / ".hidden", stack / "card.dat")
    named = [f"{stack}/.hidden", f"{stack}/card.dat", f"{stack}/missing.jpg"]
    assert list(find_files(named)) == named


def test_a_path_stays_as_it_was_given(stack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(stack / "in/a.jpg")
    monkeypatch.chdir(stack)
    assert list(find_files(["./in/"])) == ["./in/a.jpg"]


def test_a_folder_without_pictures_is_an_error_that_names_it(stack: Path) -> None:
    put(stack / "notes.txt")
    (barren,) = find_files([str(stack)])
    assert isinstance(barren, Barren)
    assert barren.path == str(stack)
    assert str(barren.error) == f"{stack}: no pictures in this folder"


def test_links_that_lead_in_circles_are_not_followed(stack: Path) -> None:
    put(stack / "a.jpg")
    (stack / "loop").symlink_to(stack)
    assert list(find_files([str(stack)])) == [f"{stack}/a.jpg"]


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("lee_front.jpg", "lee_back.jpg"),
        ("lee-front.png", "lee-back.jpg"),
        ("lee.jpg", "lee_back.jpg"),
        ("yamada_omote.jpg", "yamada_ura.jpg"),
        ("山田表.jpg", "山田裏.jpg"),
        ("山田_表面.jpg", "山田_裏面.jpg"),
        ("表.jpg", "裏.jpg"),
        ("Front.jpg", "Back.jpg"),
        ("lee-1.jpg", "lee-2.jpg"),
        ("lee_1.jpg", "lee_2.jpg"),
    ],
)
def test_a_back_side_is_known_by_its_name(front: str, back: str) -> None:
    (paper,) = pair_sides([back, front])
    assert (paper.front, paper.back) == (front, back)


def test_sides_that_are_only_counted_say_so() -> None:
    assert [paper.is_named for paper in pair_sides(["a-1.jpg", "a-2.jpg"])] == [False]
    assert [paper.is_named for paper in pair_sides(["a_front.jpg", "a_back.jpg"])] == [True]


@pytest.mark.parametrize(
    "files",
    [
        ["scan-1.jpg", "scan-2.jpg", "scan-3.jpg"],
        ["IMG_0001.jpg", "IMG_0002.jpg"],
        ["feed.jpg", "feedback.jpg"],
        ["a/lee_front.jpg", "b/lee_back.jpg"],
        ["lee_back.jpg"],
        ["lee_1.jpg", "ono_2.jpg"],
    ],
)
def test_other_names_are_cards_of_their_own(files: list[str]) -> None:
    assert [paper.front for paper in pair_sides(files)] == files


def test_a_name_too_long_for_any_file_is_left_for_reading_to_refuse() -> None:
    assert list(find_files(["x" * 5000])) == ["x" * 5000]
