"""Invented people and their cards, filed as a scan would file them."""

from datetime import date
from hashlib import sha256

from cardscan.contact import Filing, Outcome, Reason
from cardscan.model import Field, Kind, Line, ParsedCard, Quad, ScannedCard, Source, Status
from cardscan.store.library import Library

INK = Quad.of_box(0, 0, 100, 20)


def field(
    kind: Kind,
    value: str,
    *,
    confidence: float = 0.98,
    parts: tuple[tuple[str, str], ...] = (),
) -> Field:
    status = Status.ACCEPTED if confidence > 0.9 else Status.REVIEW
    readers = ("rapidocr", "tesseract") if confidence > 0.9 else ("tesseract",)
    return Field(
        kind, value, value, confidence, status, "test", quad=INK, readers=readers, parts=parts
    )


def scanned(*fields: Field, leftover: str = "", warning: str = "") -> ScannedCard:
    digest = sha256("\n".join(field.value for field in fields).encode()).hexdigest()
    source = Source(f"in/{digest[:8]}.jpg", 0, 0, INK)
    lines = tuple(Line(text, 0.91, INK) for text in [leftover] if text)
    card = ParsedCard(source, fields, lines, lines, tuple([warning] if warning else ()))
    return ScannedCard(card, digest, b"\xff\xd8picture")


def person(name: str, kana: str = "", company: str = "", *more: Field) -> ScannedCard:
    known = ((Kind.NAME, name), (Kind.NAME_KANA, kana), (Kind.COMPANY, company))
    return scanned(*(field(kind, value) for kind, value in known if value), *more)


MAY = date(2026, 5, 1)


def file_card(
    library: Library, card: ScannedCard, met: date = MAY, contact_id: str | None = None
) -> str:
    filed = library.add_card(card, Filing(met=met, contact_id=contact_id))
    assert filed.contact_id
    return filed.contact_id


def file_everybody(library: Library) -> None:
    tanaka = file_card(
        library,
        person(
            "田中 健一",
            "たなか けんいち",
            "例示工業株式会社",
            field(Kind.TITLE, "係長"),
            field(Kind.EMAIL, "tanaka@example.co.jp"),
        ),
        date(2021, 4, 1),
    )
    newer = person(
        "田中 健一",
        "たなか けんいち",
        "株式会社サンプル商事",
        field(Kind.TITLE, "代表取締役社長"),
        field(Kind.PHONE, "+81312345678", confidence=0.61),
        field(Kind.FAX, "+81312345679"),
        field(Kind.POSTAL_CODE, "100-0001"),
        field(Kind.ADDRESS, "東京都千代田区千代田1-1 サンプルビル3F"),
    )
    known = Filing(
        met=date(2026, 11, 1),
        outcome=Outcome.JOINED,
        contact_id=tanaka,
        reasons=(Reason("same name and reading", 0.4),),
        event="展示会 東京",
    )
    library.add_card(newer, known)
    file_card(library, person("髙橋 ゆゐ", "たかはし ゆい", "株式会社サンプル商事"))
    file_card(library, person("田中 次郎", "たなか じろう", "邊見印刷"))
    file_card(library, person("Zoë O'Connor", "", "Example GmbH", field(Kind.TITLE, "CEO")))
    file_card(
        library,
        scanned(
            field(Kind.EMAIL, "info@example.net"), leftover="品質第一", warning="no name found"
        ),
    )


def file_many(library: Library, number: int) -> None:
    with library.atomic():
        for place in range(number):
            file_card(library, person(f"山本 {place:04d}", f"やまもと {place:04d}", "サンプル"))
