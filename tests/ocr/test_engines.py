"""The real readers on a few sample cards; everything else is tested without them."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from cardscan.model import CardImage, Direction, OcrPage, PreparedCard
from cardscan.ocr.engine import engine_named
from cardscan.ocr.images import read_images
from cardscan.ocr.prepare import prepare_cards
from cardscan.scan import Recipe, scan_image
from samples.drawing.desks import draw_desk

pytestmark = pytest.mark.engine

SAMPLES = Path(__file__).parents[2] / "samples"
JAPANESE, ENGLISH, VERTICAL = "01-japanese.png", "11-english.png", "06-vertical-kana.png"

WATCHED = """
import sys
events = []
CALLS = {f"socket.{name}" for name in ("connect", "getaddrinfo", "sendto", "sendmsg")}
sys.addaudithook(lambda event, _: events.append(event) if event in CALLS else None)
import numpy as np
from cardscan.model import PreparedCard, Source
from cardscan.ocr.engine import engine_named
blank = np.full((300, 500, 3), 255, np.uint8)
for name in ("rapidocr", "fused"):
    engine_named(name).read(PreparedCard(Source("blank", 0, 0), "", blank))
assert "openvino" in sys.modules
print(events, sys.modules["openvino_telemetry"])
"""


@cache
def fields_of(name: str, turns: int) -> list[tuple[str, str]]:
    """Return kinds and values of a card whose picture is turned by so many times 90°."""
    image = image_of(name)
    turned = replace(image, pixels=np.ascontiguousarray(np.rot90(image.pixels, turns)))
    (card,) = scan_image(turned, Recipe())
    return sorted((str(field.kind), field.value) for field in card.card.fields)


@cache
def image_of(name: str) -> CardImage:
    (image,) = read_images(str(SAMPLES / "cards" / name))
    return image


@cache
def page_of(name: str, engine: str) -> OcrPage:
    (card,) = prepare_cards(image_of(name))
    return engine_named(engine).read(card)


def truth_of(name: str) -> dict[str, list[str]]:
    pictures = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    (card,) = next(one["cards"] for one in pictures if one["file"] == name)
    fields: dict[str, list[str]] = card["fields"]
    return fields


def text_of(page: OcrPage) -> str:
    """Return what was read without spaces, which readers set as they like."""
    return "".join("".join(line.text.split()) for line in page.lines)


def without_tesseract(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run cardscan where no program can be found."""
    settings = tmp_path / "config.toml"
    settings.touch()
    environment = {**os.environ, "PATH": str(tmp_path), "CARDSCAN_CONFIG": str(settings)}
    command = [sys.executable, "-m", "cardscan", "read", "--json", "--jobs", "0", *words]
    return subprocess.run(  # noqa: S603 - our own command
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_pp_ocr_alone_reads_a_japanese_card() -> None:
    truth, text = truth_of(JAPANESE), text_of(page_of(JAPANESE, "rapidocr"))
    for kind in ("title", "postal_code", "email"):
        assert truth[kind][0] in text
    assert truth["address"][0].split()[0] in text
    assert truth["name"][0].split()[1] in text


def test_a_reader_is_not_held_to_one_core() -> None:
    """All workers would be held to the same one, and wait for each other."""
    cores_of: Callable[[int], set[int]] = getattr(os, "sched_getaffinity", lambda _: set())
    (card,) = prepare_cards(image_of(JAPANESE))
    reader, reading = engine_named("rapidocr"), threading.get_native_id()
    reader.read(card)  # loading looks at each core
    free, seen, done = cores_of(reading), set[frozenset[int]](), threading.Event()

    def watch() -> None:
        while not done.wait(0.001):
            seen.add(frozenset(cores_of(reading)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        reader.read(card)
    finally:
        done.set()
        watcher.join()
    assert seen == {frozenset(free)}


def test_tesseract_alone_reads_an_english_card() -> None:
    truth, page = truth_of(ENGLISH), page_of(ENGLISH, "tesseract")
    lines = [line.text for line in page.lines]
    assert truth["name"][0] in lines
    assert truth["email"][0] in text_of(page)
    assert {reading.reader for line in page.lines for reading in line.readings} == {"tesseract"}


def test_a_value_read_surely_needs_one_reader() -> None:
    (card,) = scan_image(image_of(ENGLISH), Recipe())
    (email,) = [field for field in card.card.fields if field.kind == "email"]
    assert (email.value, email.status) == (truth_of(ENGLISH)["email"][0], "accepted")


def test_a_vertical_card_is_read_in_columns_from_the_right() -> None:
    page = page_of(VERTICAL, "fused")
    columns = [line for line in page.lines if line.direction is Direction.VERTICAL]
    assert len(columns) > len(page.lines) / 2
    middles = [column.quad.center[0] for column in columns]
    assert middles == sorted(middles, reverse=True)
    (postal_code,) = truth_of(VERTICAL)["postal_code"]
    figures = str.maketrans("0123456789", "〇一二三四五六七八九")
    assert any(postal_code.translate(figures)[:3] in column.text for column in columns)
    assert ("postal_code", postal_code) in fields_of(VERTICAL, 0)


@pytest.mark.parametrize(
    ("name", "turns"), [(JAPANESE, 1), (JAPANESE, 2), (JAPANESE, 3), (VERTICAL, 2), (ENGLISH, 3)]
)
def test_a_turned_picture_gives_the_same_fields(name: str, turns: int) -> None:
    assert fields_of(name, turns) == fields_of(name, 0)


def test_a_blank_picture_has_no_lines() -> None:
    (card,) = prepare_cards(image_of(ENGLISH))
    blank = PreparedCard(card.source, "", np.full((300, 500, 3), 255, np.uint8))
    for engine in ("rapidocr", "tesseract", "fused"):
        assert engine_named(engine).read(blank).lines == ()


def test_without_tesseract_the_other_reader_goes_on_with_a_warning(tmp_path: Path) -> None:
    result = without_tesseract(tmp_path, str(SAMPLES / "cards" / ENGLISH))
    assert result.returncode == 0
    (card,) = map(json.loads, result.stdout.splitlines())
    assert {reader for field in card["fields"] for reader in field["readers"]} == {"rapidocr"}
    assert truth_of(ENGLISH)["email"][0] in [field["value"] for field in card["fields"]]
    assert "sudo apt-get install tesseract-ocr" in result.stderr


def test_asking_for_tesseract_where_there_is_none_names_the_command(tmp_path: Path) -> None:
    card = str(SAMPLES / "cards" / ENGLISH)
    result = without_tesseract(tmp_path, "--engine", "tesseract", card)
    assert (result.returncode, result.stdout) == (3, "")
    assert "sudo apt-get install tesseract-ocr tesseract-ocr-jpn" in result.stderr


def test_the_readers_call_nobody() -> None:
    command = [sys.executable, "-c", WATCHED]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - as above
    assert (result.stdout, result.stderr) == ("[] None\n", "")


@pytest.mark.parametrize("seed", [1, 4])
def test_a_desk_without_a_card_gives_none(seed: int) -> None:
    """Papers, a phone and a cup have edges and marks; only a card has text that reads."""
    desk = draw_desk(Random(seed), (1600, 1200), clutter=True)  # noqa: S311 - repeatable, not secret
    assert scan_image(CardImage("desk.jpg", 0, "digest", desk), Recipe()) == ()
