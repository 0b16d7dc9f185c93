"""A folder of broken and odd inputs, each with what may come of it.

``python -m fuzz.corpus FOLDER`` makes them; with ``--check`` each is given to the decoder, and a
line of JSON says what came of it, in how many seconds, and how much memory that took.
"""

import argparse
import json
import os
import resource
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cardscan.errors import InputError
from cardscan.ocr.images import MAX_BYTES, read_images
from fuzz import documents, pictures

READ, REFUSED = "read", "refused"
EITHER = (READ, REFUSED)  # as the decoder of the format likes; but nothing else

WRONG = {
    "text.jpg": b"Dear colleague,\nplease find attached",
    "empty.jpg": b"",
    "one-byte.jpg": b"\xff",
    "mark-only.jpg": b"\xff\xd8\xff\xe0",
    "page.jpg": b"<!doctype html><script>alert(1)</script>",
    "script.svg.png": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "postscript.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n(%pipe%id) (w) file\n",
    "designer.jpg": b"8BPS\x00\x01" + bytes(100),
    "archive.png": b"PK\x03\x04" + bytes(200),
    "program.png": b"\x7fELF\x02\x01\x01" + bytes(200),
    "film.jpg": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(200),
    "zeros.tif": bytes(5000),
    "ones.webp": b"\xff" * 5000,
    "magick.png": b"push graphic-context\nviewbox 0 0 9 9\nfill 'url(https://evil.example/)'\n",
}
NAMES = (
    b"-rf.png",
    b"--json.png",
    b"new\nline.png",
    b"tab\tand\rreturn.png",
    b"latin-\xe9.png",
    b"\xff\xfe.png",
    b"sjis-\x96\xbc\x8e\x68.png",
    "right-\u202egnp.\u202c.png".encode(),
    b"\x1b[31mred\x07.png",
    b"quote'\"`$(id);&|.png",
    b"%s%n%00.png",
    b"[bold]markup.png",
    "名刺　全角.png".encode(),
    "e\u0301 decomposed.png".encode(),
    b" leading and trailing .png",
    b"..hidden..png",
    b"a" * 251 + b".png",
    b"UPPER.PNG",
)


@dataclass(frozen=True, slots=True)
class Input:
    """One input, and what may come of it."""

    path: bytes
    outcomes: tuple[str, ...]


def make(folder: Path) -> list[Input]:
    """Make every input in an empty folder and return them."""
    written = [Input(_written(folder, name, data), outcomes) for name, data, outcomes in _files()]
    return [*written, *odd_inputs(folder)]


def odd_inputs(folder: Path) -> Iterator[Input]:
    """Make those that are odd by their name or their kind, not by what is in them."""
    for name in NAMES:
        yield Input(_written(folder, name, pictures.encoded("png")), (READ,))
    yield Input(_written(folder, b"text.jpg", WRONG["text.jpg"]), (REFUSED,))
    yield from _special(folder)


def _files() -> Iterator[tuple[bytes, bytes, tuple[str, ...]]]:
    for form in (*pictures.FORMS, "heic"):
        whole = pictures.encoded(form)
        yield f"whole.{form}".encode(), whole, (READ,)
        for name, data in pictures.cut_short(whole):
            yield f"{name}.{form}".encode(), data, (REFUSED,)
        for name, data in pictures.flipped(whole):
            yield f"{name}.{form}".encode(), data, EITHER
        other = "png" if form != "png" else "jpg"
        yield f"{form}-in-truth.{other}".encode(), whole, (READ,)
    for name, data in pictures.in_modes():
        yield f"mode-{name}.png".encode(), data, EITHER
    for name, data in pictures.bombs():
        yield f"bomb-{name}".encode(), data, (REFUSED,) if "pixels" in name else EITHER
    yield from ((name.encode(), data, (REFUSED,)) for name, data in WRONG.items())
    yield b"whole.pdf", documents.whole(), (READ,)
    yield b"pdf-in-truth.jpg", documents.whole(), (READ,)
    for name, data in (*documents.locked(), *documents.broken()):
        yield f"{name}.pdf".encode(), data, (REFUSED,)
    yield from ((f"{name}.pdf".encode(), data, EITHER) for name, data in documents.odd())


def _written(folder: Path, name: bytes, data: bytes) -> bytes:
    path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118 - names of any bytes
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(data)
    return path


def _special(folder: Path) -> Iterator[Input]:
    """Make what is no regular file, or one that only claims to be large."""
    os.mkfifo(folder / "pipe.jpg")
    (folder / "folder.jpg").mkdir()
    (folder / "one.jpg").symlink_to("two.jpg")
    (folder / "two.jpg").symlink_to("one.jpg")
    (folder / "dangling.jpg").symlink_to("nowhere.jpg")
    (folder / "zero.jpg").symlink_to("/dev/zero")
    (folder / "inner").mkdir()
    (folder / "inner" / "round").symlink_to(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(folder)  # the path of a socket may be no longer than 107 bytes
        listening.bind("socket.jpg")
    with (folder / "huge.jpg").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    (folder / "linked.png").symlink_to("UPPER.PNG")
    names = ("pipe", "folder", "one", "two", "dangling", "zero", "socket", "huge")
    yield from (Input(os.fsencode(folder / f"{name}.jpg"), (REFUSED,)) for name in names)
    yield Input(os.fsencode(folder / "linked.png"), (READ,))
    yield Input(os.fsencode(folder / "missing.jpg"), (REFUSED,))
    yield Input(os.fsencode(folder) + b"/" + b"x" * 5000, (REFUSED,))


def outcome_of(path: bytes) -> str:
    """Give one input to the decoder and say what came of it."""
    try:
        for image in read_images(os.fsdecode(path)):
            del image
    except InputError as error:
        return REFUSED if os.fsdecode(path) in str(error) else f"no name in: {error}"
    except Exception as error:  # what this is looking for
        return f"{type(error).__name__}: {error}"
    return READ


def main() -> None:
    """Make the inputs, and check them when asked."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    inputs = make(given.folder.absolute())
    for one in inputs if given.check else ():
        started = time.monotonic()
        told = {
            "name": os.path.basename(one.path).decode("utf-8", "backslashreplace"),  # noqa: PTH119
            "outcome": outcome_of(one.path),
            "allowed": one.outcomes,
            "seconds": round(time.monotonic() - started, 2),
        }
        print(json.dumps(told))
    peak = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({"inputs": len(inputs), "mebibytes": max(peak) // 1024}))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
