"""What the other reader saw, cut out of the line that both read."""

from cardscan.model import Field, Kind, Line, ParsedCard, Quad, Reading, Source, Status
from cardscan.witnesses import other_texts

INK, ELSEWHERE = Quad.of_box(0, 0, 100, 20), Quad.of_box(0, 40, 100, 60)


def seen(value: str, raw: str, own: str, *others: str) -> tuple[str, ...]:
    readings = tuple(Reading(str(n), text, 0.5) for n, text in enumerate((own, *others)))
    lines = (
        Line("別の行", 0.9, ELSEWHERE, readings=(Reading("0", "別の竹", 0.5),)),
        Line(own, 0.9, INK, readings=readings),
    )
    field = Field(Kind.NOTE, value, raw, 0.5, Status.REVIEW, "test", quad=INK)
    return other_texts(ParsedCard(Source("a.jpg", 0, 0), (field,), lines), field)


def test_a_whole_line_is_the_other_readers_whole_line() -> None:
    assert seen("髙橋 直樹", "髙橋 直樹", "髙橋 直樹", "高橋 直樹") == ("高橋 直樹",)


def test_a_label_beside_the_value_stays_out() -> None:
    raw, own = "03-1234-5678", "TEL 03-1234-5678 FAX 03-1234-5679"
    assert seen("+81312345678", raw, own, "TEL 03-1284-5678 FAX 03-1234-5679") == ("03-1284-5678",)


def test_blanks_dashes_and_width_are_no_other_text() -> None:
    assert seen("山田 太郎", "山田太郎", "山田太郎", "山 田 太 郎") == ()
    assert seen("011-121-9786", "011(121)9786", "011(121)9786", "０１１（１２１）９７８６") == ()


def test_a_value_that_is_not_on_its_line_has_no_other_text() -> None:
    assert seen("山田", "山田", "〒100-0001", "〒100-0007") == ()
    assert seen("", "", "", "x") == ()
