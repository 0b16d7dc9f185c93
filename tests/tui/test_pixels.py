"""Pictures as cells: cut, laid out, boxed, and never larger than their room."""

from io import BytesIO

from PIL import Image
from textual.geometry import Size

from cardscan.model import Quad
from cardscan.tui.pixels import half_cells, marked, opened, part_of

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG")
    return written.getvalue()


def test_what_is_no_picture_is_none() -> None:
    assert opened(b"\xff\xd8 no picture") is None
    assert opened(b"") is None
    whole = jpeg(Image.new("RGB", (80, 50)))
    assert opened(whole[:-100]) is None
    assert opened(whole) is not None


def test_a_picture_fills_its_room_and_no_more() -> None:
    for size in ((400, 100), (100, 400), (3, 3), (4000, 1)):
        strips = half_cells(Image.new("RGB", size), Size(40, 10))
        assert 1 <= len(strips) <= 10
        assert all(1 <= strip.cell_length <= 40 for strip in strips)


def test_a_cell_holds_two_pixels() -> None:
    image = Image.new("RGB", (2, 2), WHITE)
    image.putpixel((0, 1), BLACK)
    ((left, right),) = half_cells(image, Size(2, 1))
    assert (left.style.color.triplet, left.style.bgcolor.triplet) == (WHITE, BLACK)  # type: ignore[union-attr]
    assert right.style.bgcolor.triplet == WHITE  # type: ignore[union-attr]


def test_a_part_is_cut_out_with_a_margin_even_at_the_edge() -> None:
    image = Image.new("RGB", (400, 240), WHITE)
    assert part_of(image, Quad.of_box(100, 100, 200, 120)).size == (114, 34)
    assert part_of(image, Quad.of_box(-50, -50, 20, 20)).size == (44, 44)
    assert part_of(image, Quad.of_box(900, 900, 901, 901)).size == (1, 1)


def test_a_column_is_laid_out_in_pieces_that_lose_nothing() -> None:
    image = Image.new("RGB", (100, 700), WHITE)
    image.paste(BLACK, (40, 640, 60, 660))  # the last character
    laid = part_of(image, Quad.of_box(30, 30, 70, 670))
    assert laid.width > 2 * laid.height
    last = laid.crop((laid.width - 60, 0, laid.width, laid.height))
    assert BLACK in (colour for _, colour in last.getcolors(100_000) or [])


def test_boxes_are_drawn_and_the_picture_stays_as_it_was() -> None:
    image = Image.new("RGB", (200, 100), WHITE)
    boxed = marked(image, [Quad.of_box(50, 25, 150, 75)])
    assert boxed.getpixel((50, 50)) != WHITE
    assert boxed.getpixel((100, 50)) == WHITE
    assert image.getpixel((50, 50)) == WHITE
    assert marked(image, []) is image
