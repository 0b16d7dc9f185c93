"""Pictures here are white with a red mark at their top left, so that a turn would show."""

import os
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageCms, TiffImagePlugin

from cardscan.errors import ImageTooLarge, ImageUnreadable, InputError, InputMissing
from cardscan.model import Pixels
from cardscan.ocr import images
from cardscan.ocr.decoder import bounded_pages
from cardscan.ocr.images import captured_on, read_images

WIDTH, HEIGHT = 160, 120
RED = (220, 20, 20)
DATA = Path(__file__).parents[1] / "data" / "pictures"

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


def picture(color: tuple[int, int, int] = RED) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    image.paste(color, (0, 0, WIDTH // 4, HEIGHT // 4))
    return image


def saved(path: Path, image: Image.Image | None = None, **options: Any) -> str:
    (image or picture()).save(path, **options)
    return str(path)


def only(path: str) -> Pixels:
    (image,) = read_images(path)
    return image.pixels


def is_marked(pixels: Pixels, color: tuple[int, int, int] = RED) -> bool:
    """Say whether the mark has its colour and stands at the top left alone."""
    if pixels.shape != (HEIGHT, WIDTH, 3) or pixels.dtype != np.uint8:
        return False
    mark, right, below = pixels[10, 15], pixels[10, WIDTH - 15], pixels[HEIGHT - 10, 15]
    return bool(
        np.all(np.abs(mark.astype(int) - color) < 40) and right.min() > 235 and below.min() > 235
    )


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


def bomb() -> bytes:
    """Return a small PNG that claims 60000 × 60000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        mark = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + mark

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def cut_short(form: str) -> bytes:
    whole = BytesIO()
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    Image.fromarray(noise).save(whole, form)
    return whole.getvalue()[: len(whole.getvalue()) // 2]


def of_size(width: int, height: int) -> bytes:
    whole = BytesIO()
    Image.new("RGB", (width, height)).save(whole, "PNG")
    return whole.getvalue()


def pdf(objects: Sequence[bytes], trailer: bytes) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    return body + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF" % (trailer, len(body))


def bomb_pdf() -> bytes:
    """Return a PDF whose page says the same line millions of times, compressed twice."""
    content = zlib.compress(zlib.compress(b"0 0 m 1 1 l S\n" * 20_000_000, 1), 9)
    filters = b"[/FlateDecode /FlateDecode]"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 255 155] /Contents 4 0 R >>",
        b"<< /Length %d /Filter %s >> stream\n" % (len(content), filters)
        + content
        + b"\nendstream",
    )
    return pdf(objects, b"<< /Size 5 /Root 1 0 R >>")


def encrypted_pdf() -> bytes:
    """Return a PDF whose user password is not empty (standard security handler, revision 2)."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 255 155] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> >>",
    )
    return pdf(objects, b"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00><00>] >>")


BAD = {
    "text named jpg": (b"Dear colleague,\nplease find attached", ImageUnreadable, "not a picture"),
    "empty": (b"", ImageUnreadable, "empty"),
    "only a jpeg mark": (b"\xff\xd8\xff\xe0", ImageUnreadable, ""),
    "jpeg cut short": (cut_short("JPEG"), ImageUnreadable, "damaged or cut short"),
    "png cut short": (cut_short("PNG"), ImageUnreadable, "damaged or cut short"),
    "webp cut short": (cut_short("WEBP"), ImageUnreadable, ""),
    "tiff cut short": (cut_short("TIFF"), ImageUnreadable, ""),
    "bmp cut short": (cut_short("BMP"), ImageUnreadable, "damaged or cut short"),
    "avif cut short": (cut_short("AVIF"), ImageUnreadable, ""),
    "heic cut short": ((DATA / "turned.heic").read_bytes()[:400], ImageUnreadable, ""),
    "gif cut short": (cut_short("GIF"), ImageUnreadable, "damaged or cut short"),
    "bomb": (bomb(), ImageTooLarge, "too many pixels"),
    "one pixel": (of_size(1, 1), ImageUnreadable, "1×1 pixels, too small"),
    "strip": (of_size(20_000, 3), ImageUnreadable, "20000×3 pixels, too small"),
    "a format for designers": (b"8BPS\x00\x01" + bytes(100), ImageUnreadable, "not a picture"),
    "encrypted pdf": (encrypted_pdf(), ImageUnreadable, "encrypted"),
    "broken pdf": (b"%PDF-1.7\n%%EOF", ImageUnreadable, "broken"),
    "pdf without its end": (encrypted_pdf()[:120], ImageUnreadable, "broken"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_gets_a_clear_word_with_its_name(tmp_path: Path, what: str) -> None:
    data, kind, word = BAD[what]
    path = tmp_path / "名刺 one.jpg"
    path.write_bytes(data)
    started = time.monotonic()
    with pytest.raises(InputError) as caught:
        list(read_images(str(path)))
    assert caught.type is kind
    assert str(caught.value).startswith(f"{path}: ")
    assert word in str(caught.value)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("what", ["text named jpg", "empty", "bomb", "one pixel"])
def test_asking_a_bad_file_for_its_day_gets_the_same_word(tmp_path: Path, what: str) -> None:
    data, kind, word = BAD[what]
    path = tmp_path / "one.jpg"
    path.write_bytes(data)
    with pytest.raises(kind, match=word):
        captured_on(str(path))


def many_scans() -> bytes:
    """Return a small JPEG of 70 megapixels that repeats a scan two thousand times."""
    whole = BytesIO()
    picture().save(whole, "JPEG", progressive=True)
    data = bytearray(whole.getvalue())
    frame, last = data.index(b"\xff\xc2"), data.rindex(b"\xff\xda")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 8400, 8400)
    return bytes(data[:-2] + data[last:-2] * 2000 + data[-2:])


def nearly_too_large() -> bytes:
    """Return a small PNG of 79 megapixels."""
    whole = BytesIO()
    Image.new("LA", (8900, 8900)).save(whole, "PNG", compress_level=1)
    return whole.getvalue()


def test_work_without_end_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(ImageTooLarge, match=r"one\.jpg: takes too many seconds"):
        next(bounded_pages("one.jpg", many_scans(), seconds=0))
    assert time.monotonic() - started < 20  # 2 of CPU


MEASURED = """
import re, resource, sys
from pathlib import Path
from cardscan.errors import InputError
from cardscan.ocr.images import read_images
try:
    print(next(read_images(sys.argv[1])).pixels.shape)
except InputError as error:
    print(error)
# Of its own peak: what getrusage says includes that of the process which started this one.
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""


@pytest.mark.parametrize(
    ("data", "word"),
    [(bomb_pdf, "more than 1000 MB"), (nearly_too_large, "(8900, 8900, 3)")],
)
def test_the_worst_files_take_little_memory(
    tmp_path: Path, data: Callable[[], bytes], word: str
) -> None:
    path = tmp_path / "worst"
    path.write_bytes(data())
    command = (sys.executable, "-c", MEASURED, str(path))
    run = subprocess.run(  # noqa: S603 - no user text
        command, capture_output=True, text=True, check=True, timeout=60
    )
    told, peak = run.stdout.splitlines()
    assert word in told
    assert int(peak) < 1024  # MiB
    assert run.stderr == ""


def test_pages_before_a_damaged_one_are_read(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    whole = BytesIO()
    picture().save(
        whole,
        "TIFF",
        save_all=True,
        append_images=[Image.fromarray(noise)],
        compression="tiff_deflate",
    )
    data = bytearray(whole.getvalue())
    data[-30_000:-10_000] = bytes(20_000)
    path = tmp_path / "stack.tif"
    path.write_bytes(data)
    pages = read_images(str(path))
    assert is_marked(next(pages).pixels)
    with pytest.raises(ImageUnreadable, match="damaged"):
        next(pages)


def test_too_many_bytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_BYTES", 100)
    with pytest.raises(ImageTooLarge, match="split it"):
        next(read_images(saved(tmp_path / "card.png")))


def test_too_many_pages_of_a_tiff_are_refused(tmp_path: Path) -> None:
    page = Image.new("1", (WIDTH, HEIGHT))
    path = saved(tmp_path / "stack.tif", page, save_all=True, append_images=[page] * 500)
    with pytest.raises(ImageTooLarge, match="501 pages, more than 500"):
        next(read_images(path))


def test_too_many_pages_of_a_pdf_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "stack.pdf"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count 501 >>" % (b"3 0 R " * 501),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 255 155] >>",
    )
    path.write_bytes(pdf(objects, b"<< /Size 4 /Root 1 0 R >>"))
    with pytest.raises(ImageTooLarge, match="501 pages, more than 500"):
        next(read_images(str(path)))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(InputMissing, match=r"nowhere/card\.jpg: no such file"):
        next(read_images("nowhere/card.jpg"))


def test_a_name_that_no_system_allows_is_missing() -> None:
    with pytest.raises(InputMissing, match="cannot be opened"):
        next(read_images("card\0.jpg"))


def test_a_folder_is_not_a_picture(tmp_path: Path) -> None:
    with pytest.raises(ImageUnreadable, match="not a regular file"):
        next(read_images(str(tmp_path)))


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "card.jpg")
    with pytest.raises(ImageUnreadable, match="not a regular file"):
        next(read_images(str(tmp_path / "card.jpg")))


def test_links_that_lead_in_a_circle_are_named(tmp_path: Path) -> None:
    (tmp_path / "one.jpg").symlink_to("two.jpg")
    (tmp_path / "two.jpg").symlink_to("one.jpg")
    with pytest.raises(InputMissing, match=r"one\.jpg: cannot be opened \(Too many levels"):
        next(read_images(str(tmp_path / "one.jpg")))


def test_a_name_of_any_bytes_is_named_in_the_error(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/-\xff\n.jpg")
    Path(path).write_bytes(b"%PDF-1.7\n%%EOF")
    with pytest.raises(ImageUnreadable) as caught:
        next(read_images(path))
    assert str(caught.value).startswith(f"{path}: this PDF is broken")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "card.png")
    Path(path).chmod(0)
    with pytest.raises(InputMissing, match="no right to open it"):
        next(read_images(path))
