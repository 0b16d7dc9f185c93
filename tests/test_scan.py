import pickle
from pathlib import Path

import pytest
from PIL import Image

from cardscan.errors import CardFailed, EngineMissing, ImageUnreadable, UnknownName
from cardscan.executors import open_executor
from cardscan.model import Kind
from cardscan.ocr.images import read_images
from cardscan.scan import Recipe, check_engine, read_pages, scan_file, scan_files

from .beside import LEE, YAMADA, put_card

pytestmark = pytest.mark.usefixtures("engines")

RECIPE = Recipe(engine="beside")


def test_a_card_comes_with_its_fields_its_file_and_its_picture(tmp_path: Path) -> None:
    (page,) = scan_file(put_card(tmp_path / "lee.png", *LEE), RECIPE)
    (scanned,) = page.cards
    assert [field.value for field in scanned.card.of(Kind.EMAIL)] == ["ann.lee@acme.example"]
    assert scanned.digest == page.digest
    assert len(page.digest) == 64
    assert scanned.picture.startswith(b"\xff\xd8")


def test_the_region_says_how_a_bare_number_is_read(tmp_path: Path) -> None:
    path = put_card(tmp_path / "card.png", "Ann Lee", "TEL 020 7946 0000")
    (page,) = scan_file(path, Recipe(engine="beside", region="GB"))
    assert [field.value for field in page.cards[0].card.of(Kind.PHONE)] == ["+442079460000"]


@pytest.mark.parametrize("texts", [("A Short History of Tea", "II"), ("線形代数",)])
def test_the_cover_of_a_book_is_no_card(tmp_path: Path, texts: tuple[str, ...]) -> None:
    (page,) = scan_file(put_card(tmp_path / "book.png", *texts), RECIPE)
    assert page.cards == ()
    assert page.error is None


def test_where_an_outline_holds_what_says_nothing_print_tells_where_the_card_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = next(read_images(put_card(tmp_path / "whole.png", *LEE)))
    of_print = list(read_pages(whole, RECIPE.engine))
    monkeypatch.setattr("cardscan.scan.cards_of_print", lambda *_: iter(of_print))
    (page,) = scan_file(put_card(tmp_path / "part.png", "Acme", "since"), RECIPE)
    (scanned,) = page.cards
    assert [field.value for field in scanned.card.of(Kind.EMAIL)] == ["ann.lee@acme.example"]


def test_an_address_alone_is_no_card(tmp_path: Path) -> None:
    (page,) = scan_file(
        put_card(tmp_path / "parcel.png", "〒100-0005", "東京都千代田区丸の内1-9-1"), RECIPE
    )
    assert page.cards == ()


def test_pages_before_a_damaged_one_are_kept(tmp_path: Path) -> None:
    put_card(tmp_path / "stack.png", *LEE)
    page = Image.open(tmp_path / "stack.png")
    tiff = tmp_path / "stack.tif"
    page.save(tiff, save_all=True, append_images=[page.rotate(180)], compression="tiff_lzw")
    data = tiff.read_bytes()
    start = len(data) * 3 // 4
    tiff.write_bytes(data[:start] + b"\xff" * 500 + data[start + 500 :])
    pages = scan_file(str(tiff), RECIPE)
    assert [bool(page.cards) for page in pages] == [True, False]
    assert isinstance(pages[1].error, ImageUnreadable)


def test_what_a_worker_returns_can_travel(tmp_path: Path) -> None:
    pages = scan_file(put_card(tmp_path / "lee.png", *LEE), RECIPE)
    pages += scan_file(str(tmp_path / "missing.jpg"), RECIPE)
    again = pickle.loads(pickle.dumps(pages))  # noqa: S301 - our own bytes
    assert again[0] == pages[0]
    assert str(again[1].error) == str(pages[1].error)


def test_an_engine_that_breaks_on_a_card_is_that_cards_result(tmp_path: Path) -> None:
    files = [put_card(tmp_path / "1.png", "FAIL"), put_card(tmp_path / "2.png", *YAMADA)]
    with open_executor(0, time_limit=60) as executor:
        first, second = scan_files(executor, files, RECIPE, jobs=0)
    assert isinstance(first.error, CardFailed)
    assert "1.png" in str(first.error)
    assert second.cards


def test_a_missing_engine_is_known_before_any_work() -> None:
    with pytest.raises(EngineMissing):
        check_engine(Recipe(engine="missing"))
    with pytest.raises(UnknownName):
        check_engine(Recipe(engine="nonesuch"))


def test_a_name_makes_a_card_with_a_post_beside_it_not_on_a_book(tmp_path: Path) -> None:
    book = put_card(tmp_path / "book.png", "Mountains of the North", "A short history", "Ann Lee")
    post = put_card(tmp_path / "post.png", "Ann Lee", "Sales Manager")
    assert [len(scan_file(file, RECIPE)[0].cards) for file in (book, post)] == [0, 1]
