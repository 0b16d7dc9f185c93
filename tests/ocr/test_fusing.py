"""Two readings become one text, place by place."""

import pytest

from cardscan.model import Line, Quad, Reading, Word
from cardscan.ocr.fusing import fuse

QUAD = Quad.of_box(0, 0, 400, 40)


def reading(reader: str, *words: tuple[str, float], gap: float = 20) -> Reading:
    placed, left = [], 0.0
    for text, confidence in words:
        width = 10.0 * len(text)
        placed.append(Word(text, confidence, Quad.of_box(left, 0, left + width, 40)))
        left += width + gap
    mean = sum(confidence for _, confidence in words) / len(words) if words else 0.0
    return Reading(reader, " ".join(text for text, _ in words), mean, tuple(placed))


def fused(first: Reading, witness: Reading) -> Line:
    line = Line(first.text, first.confidence, QUAD, readings=(first,))
    return fuse(line, witness)


def test_agreement_leaves_less_doubt_than_one_reader_alone() -> None:
    line = fused(reading("a", ("Tokyo", 0.9)), reading("b", ("Tokyo", 0.8)))
    assert line.text == "Tokyo"
    assert 0.9 < line.confidence < 1.0


def test_disagreement_leaves_more_doubt_than_the_first_reader_had() -> None:
    line = fused(reading("a", ("Tokyo", 0.9)), reading("b", ("Tokxx", 0.8)))
    assert line.text == "Tokyo"
    assert line.confidence < 0.9


def test_the_alternatives_are_kept() -> None:
    line = fused(reading("a", ("Tokyo", 0.9)), reading("b", ("Tokxx", 0.8)))
    assert [one.text for one in line.readings] == ["Tokyo", "Tokxx"]


def test_the_surer_reader_settles_a_doubtful_place() -> None:
    line = fused(reading("a", ("O3-1234", 0.4)), reading("b", ("03-1234", 0.95)))
    assert line.text == "03-1234"


def test_a_reformed_character_seen_by_the_witness_wins_over_a_doubtful_old_one() -> None:
    line = fused(reading("a", ("携帶", 0.9)), reading("b", ("携帯", 0.9)))
    assert line.text == "携帯"


@pytest.mark.parametrize("name", ["渡邊", "髙橋", "山﨑"])
def test_an_old_character_that_is_surely_read_stays(name: str) -> None:
    assert fused(reading("a", (name, 0.999)), reading("b", (name, 0.9))).text == name


def test_a_space_between_words_that_the_first_reader_lost_is_restored() -> None:
    line = fused(
        reading("a", ("SeniorManager", 0.99)), reading("b", ("Senior", 0.9), ("Manager", 0.9))
    )
    assert line.text == "Senior Manager"


def test_a_narrow_gap_between_letters_is_no_space() -> None:
    witness = reading("b", ("di", 0.9), ("gitals", 0.9), gap=3)
    assert fused(reading("a", ("digitals", 0.99)), witness).text == "digitals"


def test_numbers_and_addresses_are_not_torn_apart() -> None:
    witness = reading("b", ("03-1234", 0.9), ("-5678", 0.9))
    assert fused(reading("a", ("03-1234-5678", 0.99)), witness).text == "03-1234-5678"


def test_what_only_the_witness_sees_is_not_added() -> None:
    witness = reading("b", ("©", 0.5), ("ann@example.com", 0.9))
    assert fused(reading("a", ("ann@example.com", 0.99)), witness).text == "ann@example.com"


def test_a_blind_witness_changes_nothing() -> None:
    line = fused(reading("a", ("Tokyo", 0.9)), reading("b"))
    assert (line.text, line.confidence, len(line.readings)) == ("Tokyo", 0.9, 2)


def test_a_postal_mark_that_the_first_reader_does_not_know_is_the_witness_s_to_tell() -> None:
    first, witness = ("所在地：=018-3132", 0.98), ("所在地:〒018-3132", 0.9)
    line = fused(reading("a", first), reading("b", witness))
    assert line.text == "所在地:〒018-3132"


def test_an_old_form_that_names_have_is_not_reformed() -> None:
    assert fused(reading("a", ("渡邊", 0.9)), reading("b", ("渡辺", 0.9))).text == "渡邊"


def test_a_character_missing_at_the_start_is_taken_from_the_witness() -> None:
    """The first reader's dictionary lacks 濵: it reads white where the witness reads 濱."""
    word = Word("田", 0.9, Quad.of_box(40, 0, 80, 40))
    first = Reading("a", "田", 0.9, (word,))
    assert fused(first, reading("b", ("濱田", 0.8))).text == "濱田"


def test_the_surer_reader_tells_small_kana_from_large_ones() -> None:
    first = reading("a", ("ソフトウエア", 0.71))
    assert fused(first, reading("b", ("ソフトウェア", 0.88))).text == "ソフトウェア"


def test_an_accent_that_one_reader_sees_is_kept() -> None:
    assert fused(reading("a", ("Loic", 0.97)), reading("b", ("Loïc", 0.9))).text == "Loïc"
