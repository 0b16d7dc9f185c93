"""Whatever the format, a picture comes out upright, in its own colours and page by page."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageCms, TiffImagePlugin

from cardscan.ocr.images import captured_on, read_images
from tests.ocr.marked import DATA, HEIGHT, RED, WIDTH, is_marked, only, pdf, picture, saved

# As a camera stores an upright picture for each value of the EXIF orientation tag.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize(
    "name", ["c.jpg", "c.png", "c.webp", "c.tif", "c.avif", "c.gif", "c.bmp", "c.jp2"]
)
def test_every_format_gives_the_same_pixels(tmp_path: Path, name: str) -> None:
    assert is_marked(only(saved(tmp_path / name)))


def test_a_heic_photo_from_a_phone_on_its_side_is_turned_once() -> None:
    assert is_marked(only(str(DATA / "turned.heic")))


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    assert is_marked(only(saved(tmp_path / "scan.dat", format="PNG")))


def test_each_page_of_a_tiff_is_an_image_of_the_same_file(tmp_path: Path) -> None:
    more = [picture((20, 160, 20)), picture((20, 20, 200))]
    path = saved(tmp_path / "stack.tif", save_all=True, append_images=more)
    pages = list(read_images(path))
    assert [page.page for page in pages] == [0, 1, 2]
    assert [tuple(page.pixels[10, 15]) for page in pages] == [RED, (20, 160, 20), (20, 20, 200)]
    assert {page.path for page in pages} == {path}
    assert len({page.digest for page in pages}) == 1


def test_a_preview_inside_a_tiff_is_not_a_page(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    with TiffImagePlugin.AppendingTiffWriter(str(path), new=True) as tiff:
        picture().save(tiff, "TIFF")
        tiff.newFrame()
        picture((20, 160, 20)).save(tiff, "TIFF", tiffinfo={254: 1})
        tiff.newFrame()
        picture((20, 20, 200)).save(tiff, "TIFF")
    marks = [tuple(page.pixels[10, 15]) for page in read_images(str(path))]
    assert marks == [RED, (20, 20, 200)]


def test_an_animation_gives_its_first_frame_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = saved(tmp_path / "card.gif", save_all=True, append_images=[picture((20, 160, 20))])
    assert is_marked(only(path))
    assert "only its first frame" in caplog.text


def test_each_page_of_a_pdf_is_drawn_on_white(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    picture().save(path, save_all=True, append_images=[picture()], resolution=100)  # dpi, of 400
    pages = list(read_images(str(path)))
    assert [page.page for page in pages] == [0, 1]
    assert pages[0].pixels.shape[:2] == pytest.approx((HEIGHT * 4, WIDTH * 4), abs=1)
    assert tuple(pages[0].pixels[5, -5]) == (255, 255, 255)
    assert np.all(np.abs(pages[0].pixels[40, 60].astype(int) - RED) < 40)


def pdf_of(path: Path, *, page: tuple[int, int], card: tuple[int, int, int, int]) -> str:
    """Write a PDF with a black card (left, bottom, width, height) on a page, all in points."""
    content = b"%d %d %d %d re f" % card
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R >>" % page,
        b"<< /Length %d >> stream\n" % len(content) + content + b"\nendstream",
    )
    path.write_bytes(pdf(objects, b"<< /Size 5 /Root 1 0 R >>"))
    return str(path)


def test_a_page_as_large_as_a_poster_is_drawn_coarser(tmp_path: Path) -> None:
    path = pdf_of(tmp_path / "poster.pdf", page=(3000, 2000), card=(0, 0, 3000, 2000))
    height, width, _ = only(path).shape
    assert width * height == pytest.approx(40_000_000, rel=0.01)
    assert width / height == pytest.approx(1.5, rel=0.01)


def test_a_card_on_a_page_of_five_metres_is_drawn_large_enough(tmp_path: Path) -> None:
    path = pdf_of(tmp_path / "huge.pdf", page=(14_400, 14_400), card=(5000, 5000, 252, 144))
    assert only(path).shape[:2] == pytest.approx((800, 1400), abs=8)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "YCbCr"])
def test_every_colour_mode_becomes_rgb(tmp_path: Path, mode: str) -> None:
    name = "card.png" if mode in {"L", "P"} else "card.tif"
    color = (80, 80, 80) if mode == "L" else RED
    assert is_marked(only(saved(tmp_path / name, picture().convert(mode))), color)


def test_lab_paper_is_white(tmp_path: Path) -> None:
    channels = [Image.new("L", (WIDTH, HEIGHT), value) for value in (255, 128, 128)]
    assert only(saved(tmp_path / "card.tif", Image.merge("LAB", channels))).min() > 250


def test_a_cmyk_photo_from_a_print_shop_is_not_inverted(tmp_path: Path) -> None:
    assert is_marked(only(saved(tmp_path / "print.jpg", picture().convert("CMYK"), quality=95)))


def test_a_cmyk_photo_without_the_mark_of_adobe_is_not_inverted(tmp_path: Path) -> None:
    plain = ImageChops.invert(picture().convert("CMYK"))  # Pillow inverts it back on saving
    path = tmp_path / "print.jpg"
    plain.save(path, quality=95)
    data = path.read_bytes()
    start = data.index(b"\xff\xee")  # APP14, by which Adobe says that its ink is inverted
    path.write_bytes(data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4]) :])
    assert is_marked(only(str(path)))


def profile_with_red_and_blue_swapped() -> bytes:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return plain.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ")


@pytest.mark.parametrize("name", ["card.jpg", "card.png", "card.webp", "card.tif", "card.avif"])
def test_colours_are_those_that_the_profile_means(tmp_path: Path, name: str) -> None:
    stored = picture(RED[::-1])
    profile = profile_with_red_and_blue_swapped()
    assert is_marked(only(saved(tmp_path / name, stored, icc_profile=profile, quality=95)))


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_a_profile_that_is_broken_or_of_another_kind_is_ignored(tmp_path: Path, mode: str) -> None:
    whole = profile_with_red_and_blue_swapped()
    profile = whole[:200] if mode == "RGB" else whole
    color = (80, 80, 80) if mode == "L" else RED
    path = saved(tmp_path / "card.jpg", picture().convert(mode), icc_profile=profile, quality=95)
    assert is_marked(only(path), color)


def test_one_bit_fax_paper_is_white(tmp_path: Path) -> None:
    image = picture((0, 0, 0)).convert("1")
    assert is_marked(only(saved(tmp_path / "fax.tif", image, compression="group4")), (0, 0, 0))


@pytest.mark.parametrize("name", ["deep.png", "deep.tif"])
def test_sixteen_bit_gray_spreads_over_what_the_scanner_used(tmp_path: Path, name: str) -> None:
    gray = np.full((HEIGHT, WIDTH), 4095, np.uint16)  # a 12-bit scanner's white
    gray[: HEIGHT // 4, : WIDTH // 4] = 0
    assert is_marked(only(saved(tmp_path / name, Image.fromarray(gray))), (0, 0, 0))


def test_sixteen_bit_gray_in_which_white_is_zero_is_not_inverted(tmp_path: Path) -> None:
    gray = np.zeros((HEIGHT, WIDTH), np.uint16)
    gray[: HEIGHT // 4, : WIDTH // 4] = 65535
    path = saved(tmp_path / "deep.tif", Image.fromarray(gray), tiffinfo={262: 0})
    assert is_marked(only(path), (0, 0, 0))


def test_floating_point_gray_with_holes_is_read(tmp_path: Path) -> None:
    gray = np.full((HEIGHT, WIDTH), 1.0, np.float32)
    gray[: HEIGHT // 4, : WIDTH // 4] = 0.0
    assert is_marked(only(saved(tmp_path / "deep.tif", Image.fromarray(gray))), (0, 0, 0))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white_paper(tmp_path: Path, mode: str) -> None:
    if mode == "P":
        image = Image.new("P", (WIDTH, HEIGHT), 0)
        image.putpalette([0, 0, 0, *RED])
        image.paste(1, (0, 0, WIDTH // 4, HEIGHT // 4))
        path = saved(tmp_path / "card.png", image, transparency=0)
    else:
        image = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
        image.paste((*RED, 255), (0, 0, WIDTH // 4, HEIGHT // 4))
        path = saved(tmp_path / "card.png", image.convert(mode))
    assert is_marked(only(path), (80, 80, 80) if mode == "LA" else RED)


def test_light_print_on_nothing_stands_on_black_paper(tmp_path: Path) -> None:
    image = Image.new("RGBA", (WIDTH, HEIGHT), (255, 255, 255, 0))
    image.paste((255, 250, 230, 255), (40, 40, 90, 60))
    pixels = only(saved(tmp_path / "logo.png", image))
    assert tuple(pixels[50, 60]) == (255, 250, 230)
    assert pixels[5, 5].max() == 0


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp", "photo.tif"])
@pytest.mark.parametrize("orientation", STORED)
def test_what_the_camera_says_of_its_orientation_is_applied_once(
    tmp_path: Path, name: str, orientation: int
) -> None:
    turn = STORED[orientation]
    stored = picture() if turn is None else picture().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path / name, stored, exif=exif, quality=95)
    assert is_marked(only(path))


def test_a_nonsense_orientation_is_ignored(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 77
    assert is_marked(only(saved(tmp_path / "photo.jpg", exif=exif)))


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_large_photo_is_decoded_small_and_whole_where_that_is_asked_for(
    tmp_path: Path, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    large = Image.linear_gradient("L").resize((4001, 3000)).convert("RGB")
    (small,) = read_images(saved(tmp_path / "photo.jpg", large, exif=exif))
    sizes = [(2001, 1500), (4001, 3000)]
    expected = [size[::-1] if orientation == 1 else size for size in sizes]
    assert [page.pixels.shape[:2] for page in (small, small.whole)] == expected
    assert small.scale == pytest.approx(0.5, rel=1e-3)
    assert small.whole.whole.scale == 1


def test_the_day_comes_from_the_camera(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:02 10:20:30"
    assert captured_on(saved(tmp_path / "photo.jpg", exif=exif)) == date(2026, 11, 2)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "yesterday", ""])
def test_a_camera_whose_clock_was_never_set_gives_no_day(tmp_path: Path, taken: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = taken
    assert captured_on(saved(tmp_path / "photo.jpg", exif=exif)) is None


def test_a_pdf_gives_no_day(tmp_path: Path) -> None:
    assert captured_on(saved(tmp_path / "card.pdf")) is None
