"""Lines are ordered as a person reads them."""

from cardscan.model import Line, Quad, Reading
from cardscan.ocr.ordering import in_reading_order

from .found import column, row, texts


def test_rows_are_read_from_the_top_and_from_the_left() -> None:
    lines = [row("c", 0, 100, 50), row("b", 200, 2, 50), row("a", 0, 0, 50)]
    assert texts(in_reading_order(lines)) == ["a", "b", "c"]


def test_two_columns_of_text_do_not_mix() -> None:
    left = [row(f"left office line {at}", 0, 40 * at, 200) for at in range(3)]
    right = [row(f"right office line {at}", 300, 40 * at, 200) for at in range(3)]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    assert texts(in_reading_order(mixed)) == texts((*left, *right))


def test_a_column_of_labels_stays_beside_its_values() -> None:
    labels = [row(text, 0, 40 * at, 50) for at, text in enumerate(("TEL", "FAX", "Mail"))]
    values = [row(f"the value number {at}", 150, 40 * at, 250) for at in range(3)]
    ordered = texts(in_reading_order([*values, *labels]))
    assert ordered == [
        text
        for pair in zip(texts(tuple(labels)), texts(tuple(values)), strict=True)
        for text in pair
    ]


def test_a_headline_above_two_columns_comes_first() -> None:
    head = row("a company over everything", 0, 0, 500)
    left = [row(f"left office line {at}", 0, 60 + 40 * at, 200) for at in range(2)]
    right = [row(f"right office line {at}", 300, 60 + 40 * at, 200) for at in range(2)]
    assert texts(in_reading_order([*right, *left, head])) == texts((head, *left, *right))


def test_columns_of_vertical_writing_are_read_from_the_right() -> None:
    lines = [column("住所は左にある", 50, 50, 300), column("会社は右にある", 400, 50, 300)]
    mail = row("a@example.jp", 50, 500, 200)
    assert texts(in_reading_order([mail, *lines])) == [
        "会社は右にある",
        "住所は左にある",
        "a@example.jp",
    ]


def test_posts_above_a_name_are_read_from_the_right() -> None:
    posts = [
        column(text, 300 - 30 * at, 50 - at, 80, 25) for at, text in enumerate(("部", "課", "兼"))
    ]
    name = column("松田あゆみ", 225, 150, 300, 100)
    assert texts(in_reading_order([name, *posts])) == ["部", "課", "兼", "松田あゆみ"]


def test_columns_come_before_the_rows_that_stand_below_them() -> None:
    lines = [
        row("045-074-1199", 50, 700, 200),
        row("info@hosei.example.jp", 50, 740, 300),
        column("豊成紙業", 400, 50, 200),
        column("松田あゆみ", 300, 100, 300),
        column("埼玉県桜区上大久保", 100, 50, 400),
    ]
    ordered = texts(in_reading_order(lines))
    assert ordered[0] == "豊成紙業"
    assert ordered[-2:] == ["045-074-1199", "info@hosei.example.jp"]


def test_an_address_is_not_torn_by_what_stands_beside_it_closely() -> None:
    """Flush left beside flush right, with less white between them than between words."""
    left = [row("625 Peachtree Street NE", 70, 440, 322), row("Burlington, VT 05401", 70, 482, 270)]
    right = [
        row("Fax: +1-617-555-0126", 694, 398, 283),
        row("dylan.cunningham@brightview.example", 410, 440, 567),
        row("https://brightview.example", 595, 482, 382),
    ]
    ordered = texts(in_reading_order([*right, *left]))
    at = ordered.index("625 Peachtree Street NE")
    assert ordered[at + 1] == "Burlington, VT 05401"
    assert [text for text in ordered if text in texts(tuple(right))] == texts(tuple(right))


def test_signs_of_a_map_do_not_come_between_the_lines_of_an_address() -> None:
    lines = [row("Breite Straße 8", 740, 352, 193), row("18055 Rostock", 745, 390, 189)]
    ordered = texts(in_reading_order([row("Hbf", 171, 375, 50), *lines]))
    assert ordered.index("18055 Rostock") == ordered.index("Breite Straße 8") + 1


def test_the_icon_before_an_address_does_not_part_its_lines() -> None:
    lines = [
        row("9", 60, 405, 26, 24),
        row("54 Union Street", 103, 402, 220),
        row("Reading RG1 1DX", 102, 444, 265),
        row("C", 60, 487, 30, 20),
        row("029 2018 0517", 95, 486, 215),
    ]
    ordered = texts(in_reading_order(lines))
    assert ordered.index("Reading RG1 1DX") == ordered.index("54 Union Street") + 1
    assert ordered.index("C") + 1 == ordered.index("029 2018 0517")


def test_an_icon_beside_two_lines_comes_before_the_first() -> None:
    lines = [
        row("123 Union Street,", 575, 187, 229, 32),
        row("9", 499, 200, 50, 49),
        row("Reading RG1 1DX", 572, 219, 241, 30),
        row("029 2018 0517", 564, 266, 204, 30),
    ]
    ordered = texts(in_reading_order(lines))
    assert ordered == ["9", "123 Union Street,", "Reading RG1 1DX", "029 2018 0517"]


def test_lines_that_lie_askew_follow_each_other_nevertheless() -> None:
    def askew(text: str, top: float, width: float) -> Line:
        fall = 0.035 * width
        corners = ((86, top), (86 + width, top + fall), (86 + width, top + fall + 48))
        quad = Quad(*corners, (86, top + 48))
        return Line(text, 0.9, quad, readings=(Reading("one", text, 0.9),))

    widths = (411, 791, 649, 683, 625, 402, 174)
    lines = [askew(f"line {at} of it", 360 + 49 * at, width) for at, width in enumerate(widths)]
    assert texts(in_reading_order(lines[::-1])) == texts(tuple(lines))
