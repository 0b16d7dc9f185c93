from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
from PIL import Image

from cardscan.model import CardImage, Pixels, PreparedCard, Quad, Source
from cardscan.ocr.images import read_images
from cardscan.ocr.prepare import LARGEST, SMALLEST, flattened, prepare_cards, turned
from tests.ocr.scenes import Places, card, laid, overlap, plain, turned_places, wood

RED, GREEN, BLUE, GRAY = (200, 30, 30), (30, 160, 30), (30, 30, 200), (120, 120, 120)


def image_of(pixels: Pixels, page: int = 0) -> CardImage:
    return CardImage(path="stack/one.jpg", page=page, digest="d" * 64, pixels=pixels)


def marked(width: int, height: int) -> Pixels:
    """Draw a card whose quarters are red, green, blue and gray, clockwise from the top left."""
    pixels = np.empty((height, width, 3), np.uint8)
    middle, center = height // 2, width // 2
    pixels[:middle, :center], pixels[:middle, center:] = RED, GREEN
    pixels[middle:, center:], pixels[middle:, :center] = BLUE, GRAY
    return pixels


def quarters(pixels: Pixels) -> list[tuple[int, int, int]]:
    """Name the colours of the quarters, clockwise from the top left."""
    height, width = pixels.shape[:2]
    places = [(0.25, 0.25), (0.25, 0.75), (0.75, 0.75), (0.75, 0.25)]
    seen = [pixels[round(y * height), round(x * width)].astype(int) for y, x in places]
    colors = (RED, GREEN, BLUE, GRAY)
    return [min(colors, key=lambda color: int(np.abs(value - color).sum())) for value in seen]


def quad(places: Places) -> Quad:
    return Quad(*places)


def aspect(pixels: Pixels) -> float:
    return float(pixels.shape[1] / pixels.shape[0])


def seen_by_a_camera(tilt: float, turn: float) -> Places:
    """Return where a pinhole camera sees the corners of a 91 × 55 mm card in 1600 × 1200."""
    flat = np.array([(-45.5, -27.5, 0), (45.5, -27.5, 0), (45.5, 27.5, 0), (-45.5, 27.5, 0)])
    rotation, _ = cv2.Rodrigues(np.radians((tilt, tilt / 2, turn)))
    points = flat @ rotation.T + (0, 0, 180)
    return [(float(1700 * x / z + 800), float(1700 * y / z + 600)) for x, y, z in points]


@pytest.mark.parametrize(("tilt", "turn"), [(0, 0), (25, 10), (-35, -20), (40, 35)])
def test_a_card_at_a_slant_gets_its_own_shape_back(tilt: float, turn: float) -> None:
    places = seen_by_a_camera(tilt, turn)
    scene = laid(plain(1600, 1200, (40, 40, 44)), marked(910, 550), places)
    flat = flattened(scene, quad(places))
    assert aspect(flat) == pytest.approx(91 / 55, rel=0.04)
    assert quarters(flat) == [RED, GREEN, BLUE, GRAY]


def test_a_portrait_card_stays_upright() -> None:
    places = turned_places((600, 450), 400, 662, 10)
    flat = flattened(laid(plain(1200, 900, (40, 40, 44)), marked(550, 910), places), quad(places))
    assert aspect(flat) == pytest.approx(55 / 91, rel=0.03)
    assert quarters(flat) == [RED, GREEN, BLUE, GRAY]


@pytest.mark.parametrize(
    ("width", "expected"), [(500, SMALLEST), (1400, 1400), (4000, LARGEST)], ids=str
)
def test_the_long_side_stays_within_the_limits(width: int, expected: int) -> None:
    pixels = marked(width, round(width * 0.6))
    flat = flattened(pixels, Quad.of_box(0, 0, width, round(width * 0.6)))
    assert max(flat.shape) == expected
    assert aspect(flat) == pytest.approx(1 / 0.6, rel=0.01)


def test_thin_strokes_of_a_large_photo_survive() -> None:
    pixels = np.full((2400, 4000, 3), 255, np.uint8)
    pixels[::40, :] = 0  # hair lines, which sampling every other pixel could miss
    flat = flattened(pixels, Quad.of_box(0, 0, 4000, 2400))
    dark = flat[:, 900, 0] < 225
    starts = np.count_nonzero(dark[1:] & ~dark[:-1])
    assert starts == pytest.approx(60, abs=1)


def test_what_lies_outside_the_picture_continues_its_edge() -> None:
    places: Places = [(-100, 100), (800, 100), (800, 640), (-100, 640)]
    flat = flattened(np.full((800, 1000, 3), 180, np.uint8), quad(places))
    assert flat.min() > 170


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (0, [RED, GREEN, BLUE, GRAY]),
        (1, [GREEN, BLUE, GRAY, RED]),
        (2, [BLUE, GRAY, RED, GREEN]),
        (3, [GRAY, RED, GREEN, BLUE]),
        (-1, [GRAY, RED, GREEN, BLUE]),
    ],
)
def test_a_turned_card_keeps_its_quad_on_its_own_top_left(
    turns: int, expected: list[tuple[int, int, int]]
) -> None:
    places: Places = [(100, 80), (1010, 80), (1010, 630), (100, 630)]
    scene = laid(plain(1100, 700, (40, 40, 44)), marked(910, 550), places)
    whole = PreparedCard(
        source=Source("one.jpg", 0, 0, quad(places)),
        digest="d" * 64,
        pixels=flattened(scene, quad(places)),
    )
    card_turned = turned(whole, turns)
    assert quarters(card_turned.pixels) == expected
    assert card_turned.source.quad is not None
    assert quarters(flattened(scene, card_turned.source.quad)) == expected


def test_a_card_remembers_where_it_came_from() -> None:
    places: Places = [(250, 260), (930, 210), (1010, 640), (190, 690)]
    image = image_of(laid(wood(1200, 900), card(), places), page=3)
    (found,) = prepare_cards(image)
    assert (found.source.path, found.source.page, found.source.index) == ("stack/one.jpg", 3, 0)
    assert found.digest == image.digest
    assert found.source.quad is not None
    assert overlap(found.source.quad, places) > 0.95


@pytest.mark.parametrize(("width", "cut_from"), [(2400, 2000), (1200, 4000)])
def test_cards_on_a_large_photo_are_found_small_and_cut_out_sharp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, cut_from: int
) -> None:
    places = turned_places((1900, 1300), width, width * 0.6, 7)
    photo = laid(plain(4000, 3000, (60, 64, 70)), card(1820, 1100), places)
    path = tmp_path / "photo.jpg"
    Image.fromarray(photo).save(path, quality=90)
    widths: list[int] = []

    def cut(pixels: Pixels, quad: Quad) -> Pixels:
        widths.append(pixels.shape[1])
        return flattened(pixels, quad)

    monkeypatch.setattr("cardscan.ocr.prepare.flattened", cut)
    ((found,),) = (prepare_cards(page) for page in read_images(str(path)))
    assert found.source.quad is not None
    assert overlap(found.source.quad, places) > 0.95
    assert widths == [cut_from]


def test_cards_come_in_reading_order_though_none_lies_quite_straight() -> None:
    desk = plain(1500, 1000, (60, 64, 70))
    middles = [(360.0, 280.0), (1080.0, 225.0), (350.0, 700.0), (1100.0, 740.0)]
    for number, middle in enumerate(middles):
        places = turned_places(middle, 520, 314, (-1) ** number * 5)
        desk = laid(desk, card(seed=number), places)
    cards = prepare_cards(image_of(desk))
    centers = [found.source.quad.center for found in cards if found.source.quad]
    assert [found.source.index for found in cards] == [0, 1, 2, 3]
    assert np.allclose(centers, middles, atol=15)


def test_an_empty_desk_gives_no_card() -> None:
    assert prepare_cards(image_of(plain(900, 700, (120, 110, 100)))) == ()


def test_a_back_with_nothing_but_a_code_is_a_card() -> None:
    modules = np.array([*segno.make_qr("https://example.com").matrix_iter(scale=8, border=0)])
    pixels = np.full((550, 910, 3), 255, np.uint8)
    pixels[100 : 100 + len(modules), 300 : 300 + len(modules)] = np.where(modules, 0, 255)[
        ..., None
    ]
    (back,) = prepare_cards(image_of(pixels))
    assert back.source.quad == Quad.of_box(0, 0, 910, 550)
