"""Pieces of one line are joined."""

from cardscan.model import Direction, Quad
from cardscan.ocr.lines import joined, united

from .found import column, row, texts


def test_a_letter_spaced_name_found_as_two_boxes_is_one_line() -> None:
    (line,) = joined([row("西村", 100, 50, 120, 60), row("俊介", 300, 52, 120, 60)])
    assert line.text == "西村 俊介"
    assert line.readings[0].text == "西村 俊介"
    assert (line.quad.left, line.quad.right) == (100, 420)


def test_evenly_set_single_characters_are_one_word() -> None:
    lines = [row(text, 100 * at, 50, 60, 60) for at, text in enumerate("山田太郎")]
    assert texts(joined(lines)) == ["山田太郎"]


def test_the_wider_gap_between_single_characters_is_the_space_of_the_name() -> None:
    lefts = (0, 100, 300, 400)
    lines = [row(text, left, 50, 60, 60) for left, text in zip(lefts, "山田太郎", strict=True)]
    assert texts(joined(lines)) == ["山田 太郎"]


def test_the_last_character_of_a_widely_set_name_belongs_to_it() -> None:
    """Two ems between characters: the detector finds 大久保 さく and, apart, ら."""
    pieces = [row("大久保 さく", 83, 336, 1142, 122), row("ら", 1198, 347, 99, 91)]
    assert texts(joined(pieces)) == ["大久保 さくら"]


def test_two_words_of_an_address_set_solid_stay_apart() -> None:
    assert len(joined([row("神奈川県横浜市", 0, 0, 160, 30), row("西区", 190, 0, 45, 30)])) == 2


def test_a_label_is_not_joined_to_what_follows() -> None:
    assert len(joined([row("TEL", 0, 0, 50), row("03", 60, 0, 50)])) == 2


def test_a_title_in_smaller_type_is_not_joined_to_the_name() -> None:
    assert len(joined([row("部長", 0, 20, 60, 28), row("山田", 80, 0, 120, 60)])) == 2


def test_pieces_of_one_column_are_joined_from_the_top() -> None:
    pieces = [column("太郎", 100, 200, 80, 40), column("山田", 100, 50, 80, 40)]
    assert texts(joined(pieces)) == ["山田 太郎"]


def test_overlapping_pieces_of_one_line_are_read_as_one() -> None:
    pieces = (Quad.of_box(380, 350, 520, 780), Quad.of_box(376, 716, 530, 1070))
    (quad,) = united(pieces)
    assert (quad.top, quad.bottom) == (350, 1070)


def test_a_box_that_touches_the_line_below_stays_apart() -> None:
    assert len(united((Quad.of_box(0, 0, 300, 32), Quad.of_box(0, 28, 280, 60)))) == 2


def _askew(left: float, top: float, width: float) -> Quad:
    """Return a row 30 pixels high that falls a pixel in fifteen."""
    fall = width / 15
    right = left + width
    return Quad(
        (left, top), (right, top + fall), (right - 2, top + fall + 30), (left - 2, top + 30)
    )


def test_rows_that_lie_askew_stay_apart_though_boxes_around_them_overlap() -> None:
    above, below = _askew(0, 0, 600), _askew(-2, 36, 180)
    assert united((above, below)) == (above, below)


def test_pieces_of_a_row_that_lies_askew_are_one() -> None:
    (row,) = united((_askew(0, 0, 300), _askew(270, 18, 300)))
    assert (row.left, row.right) == (-2, 570)


def test_pieces_of_a_reading_are_joined_though_they_are_long() -> None:
    pieces = [column("シマ", 100, 50, 90), column("ユウイチロウ", 100, 145, 190)]
    assert texts(joined(pieces)) == ["シマユウイチロウ"]


def test_a_character_alone_below_a_column_belongs_to_it() -> None:
    pieces = [column("熊谷", 617, 83, 214, 90), row("綾", 618, 412, 90, 100)]
    (line,) = joined(pieces)
    assert (line.text, line.direction) == ("熊谷 綾", Direction.VERTICAL)


def test_characters_alone_in_a_row_are_no_columns() -> None:
    pieces = [
        row(sign, left, 50, 60, 60) for sign, left in zip("山田太", (0, 90, 180), strict=True)
    ]
    (line,) = joined([*pieces, row("長", 90, 130, 60, 60)])[:1]
    assert (line.text, line.direction) == ("山田太", Direction.HORIZONTAL)
