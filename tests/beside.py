"""An engine that reads the text file beside a picture: real cards of every trouble, no OCR."""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cardscan.errors import EngineFailed, EngineMissing
from cardscan.model import Line, OcrPage, PreparedCard, Quad, Reading


class BesideEngine:
    """Takes each line of the text file for a line of the card."""

    name = "beside"

    def read(self, card: PreparedCard) -> OcrPage:
        height, width = card.pixels.shape[:2]
        texts = Path(card.source.path).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        if texts == ["FAIL"]:
            raise EngineFailed("the engine lost its way.")
        lines = tuple(line_of(text, number) for number, text in enumerate(texts))
        return OcrPage(card.source, width, height, lines)


def line_of(text: str, number: int) -> Line:
    quad = Quad.of_box(40, 30 + 50 * number, 40 + 20 * len(text), 60 + 50 * number)
    readings = tuple(Reading(reader, text, 0.99) for reader in ("rapidocr", "tesseract"))
    return Line(text, 0.99, quad, readings=readings)


def engine() -> BesideEngine:
    return BesideEngine()


def missing() -> BesideEngine:
    raise EngineMissing("The program is not installed. Run: sudo apt-get install program")


def buggy() -> BesideEngine:
    raise ZeroDivisionError("secret name")


def interrupted() -> BesideEngine:
    raise KeyboardInterrupt


def put_card(path: Path, *texts: str, picture: int | None = None) -> str:
    """Put a picture of a card and its text into a folder; each text makes another picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".txt").write_text("\n".join(texts), encoding="utf-8")
    dice = random.Random(picture if picture is not None else "\n".join(texts))  # noqa: S311
    image = Image.new("RGB", (910, 550), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(32)
    for number in range(6):
        words = "".join(dice.choices("aceimnorstuvwx ", k=24))
        draw.text((80, 60 + 70 * number), words, fill="black", font=font)
    image.save(path)
    return str(path)


YAMADA = (
    "株式会社見本商事",
    "営業部 部長",
    "山田 太郎",
    "〒100-0001 東京都千代田区千代田1-2-3",
    "TEL 03-1234-0000",
    "E-mail taro.yamada@mihon.example.co.jp",
)
LEE = ("Acme Inc.", "Ann Lee", "Sales Manager", "ann.lee@acme.example")
