"""Every file that is no picture, or too much of one, ends soon and with a word that names it."""

import os
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cardscan.errors import ImageTooLarge, ImageUnreadable, InputError, InputMissing
from cardscan.ocr import images
from cardscan.ocr.decoder import bounded_pages
from cardscan.ocr.images import captured_on, read_images
from tests.conftest import without_rights
from tests.ocr.marked import DATA, HEIGHT, WIDTH, is_marked, pdf, picture, saved


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


# A program in PostScript, which Pillow would hand to Ghostscript.
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 300 200\n%%EndComments\nshowpage\n%%EOF\n"

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


def test_no_picture_starts_ghostscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ghostscript = tmp_path / "gs"
    ghostscript.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    ghostscript.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    (tmp_path / "one.jpg").write_bytes(EPS)
    Image.init()  # as if somebody else in this process had asked for all of Pillow's decoders
    with pytest.raises(ImageUnreadable):
        list(read_images(str(tmp_path / "one.jpg")))
    assert not (tmp_path / "started").exists()


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


def test_a_file_without_permission_is_named(everybodys: Path) -> None:
    path = saved(everybodys / "card.png")
    list(read_images(path))  # brings in what nobody could import
    Path(path).chmod(0)
    with without_rights(), pytest.raises(InputMissing, match="no right to open it"):
        next(read_images(path))
