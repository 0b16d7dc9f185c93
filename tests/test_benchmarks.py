"""Benchmarks count what they say they count; the engines themselves are measured, not tested."""

import math
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from rapidfuzz.distance import Levenshtein

from benchmarks.calibration import fitted
from benchmarks.choices import TOPICS
from benchmarks.crowd import Crowd
from benchmarks.crowd_truth import Score, hard_pairs, score, sharing_a_fact, true_pairs
from benchmarks.judging import Judged, judged
from benchmarks.lines import Errors, line_errors, nearest
from benchmarks.places import best_overlap, overlap
from benchmarks.tables import renewed, share, table
from benchmarks.understanding import reliability
from cardscan.model import Field, Kind, ParsedCard, Quad, Source, Status

SQUARE = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]


def test_the_nearest_stretch_of_a_text_is_the_least_edit_distance_of_any() -> None:
    rng = Random(3)  # noqa: S311 - the same strings each time
    for _ in range(100):
        line = "".join(rng.choices("abc", k=rng.randint(1, 6)))
        text = "".join(rng.choices("abcd", k=rng.randint(0, 10)))
        errors, begin, end = nearest(line, text)
        stretches = ["", *(text[a:b] for a, b in combinations(range(len(text) + 1), 2))]
        assert errors == min(Levenshtein.distance(line, one) for one in stretches)
        assert errors == Levenshtein.distance(line, text[begin:end])


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (["山田 太郎", "TEL 03-1234-5678"], 0),
        (["TEL ０３ー１２３４ー５６７８", "山田太郎"], 0),
        (["山田", "太郎 TEL 03-1234", "-5678"], 0),
        (["山田 大郎", "TEL 03-1234-5673"], 2),
        (["TEL 03-1234-5678"], 4),
        ([], 19),
        (["a logo", "山田 太郎", "TEL 03-1234-5678", "noise"], 0),
    ],
)
def test_wrong_characters_are_counted_however_lines_are_cut(read: list[str], wrong: int) -> None:
    assert line_errors(["山田 太郎", "TEL 03-1234-5678"], read) == Errors(wrong, 19)


def test_one_line_that_was_read_does_not_serve_two_printed_ones() -> None:
    assert line_errors(["03-1234-5678", "03-1234-5679"], ["03-1234-5678"]) == Errors(12, 24)


def test_quads_overlap_by_intersection_over_union() -> None:
    half = [[5.0, 0.0], [15.0, 0.0], [15.0, 10.0], [5.0, 10.0]]
    assert overlap(SQUARE, SQUARE) == pytest.approx(1)
    assert overlap(SQUARE, half) == pytest.approx(1 / 3)
    assert overlap(SQUARE, [[x + 20, y] for x, y in SQUARE]) == 0
    assert best_overlap(SQUARE, [{"source": {"quad": None}}, {"source": {"quad": half}}]) > 0.3


def test_a_table_is_renewed_whole_and_the_page_around_it_stays() -> None:
    page = "before\n<!-- begin a -->\nold\nolder\n<!-- end a -->\nafter\n"
    assert renewed(page, "a", "new \\1") == (
        "before\n<!-- begin a -->\nnew \\1\n<!-- end a -->\nafter\n"
    )
    with pytest.raises(SystemExit, match="begin b"):
        renewed(page, "b", "new")


def test_the_page_has_a_place_for_every_table() -> None:
    page = (Path(__file__).parents[1] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    read = ("speed 3", "speed 12", "memory", "accuracy", "finding", "stages")
    kept = ("scale", "understanding")
    for name in (*read, *kept, *(f"choice {topic}" for topic in TOPICS)):
        renewed(page, name, "")


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (share(1, 3), share(0, 0)) == ("0.333", "–")
    assert list(table(("a", "b"), [("1", "2")]))[1:] == ["| --- | ---: |", "| 1 | 2 |"]


def test_a_crowd_is_the_same_for_the_same_seed_and_tells_who_is_who() -> None:
    rows = list(Crowd().rows(400))
    assert rows == list(Crowd().rows(400))
    true, hard = true_pairs(rows), hard_pairs(rows)
    assert true
    assert hard
    assert all(rows[a].person == rows[b].person for a, b in true)
    assert all(rows[a].person != rows[b].person for a, b in hard)
    assert sharing_a_fact(rows, true) < true


def test_pairs_are_scored_by_what_was_claimed_and_wanted() -> None:
    claimed = score({(1, 2), (3, 4)}, {(1, 2), (5, 6), (7, 8), (9, 10)})
    assert (claimed.precision, claimed.recall) == (0.5, 0.25)
    assert claimed.f1 == pytest.approx(1 / 3)
    assert Score(0, 0, 4).f1 == 0


def judged_field(kind: Kind, evidence: str, *, right: bool, confidence: float = 0.5) -> Judged:
    accepted = Status.ACCEPTED if confidence > 0.9 else Status.REVIEW
    return Judged(Field(kind, "", "", confidence, accepted, "", (evidence,)), "horizontal", right)


def test_weights_make_likely_what_was_right() -> None:
    good = [judged_field(Kind.NAME, "two readers agree", right=True)] * 99
    slip = [judged_field(Kind.NAME, "two readers agree", right=False)]
    poor = [judged_field(Kind.NAME, "faint ink", right=at % 2 == 0) for at in range(60)]
    weights = fitted([*good, *slip, *poor])
    sure = sum(w for (_, sign), w in weights.items() if sign in {"always", "two readers agree"})
    unsure = sum(w for (_, sign), w in weights.items() if sign in {"always", "faint ink"})
    assert 1 / (1 + math.exp(-sure)) == pytest.approx(0.99, abs=0.02)
    assert 1 / (1 + math.exp(-unsure)) == pytest.approx(0.5, abs=0.1)


def test_departments_are_right_one_by_one_or_together() -> None:
    printed = {"fields": {"department": ["営業本部", "第一課"]}, "layout": "horizontal"}
    quad = [[0, 0], [9, 0], [9, 9], [0, 9]]
    truth = [{"file": "a.png", "cards": [{**printed, "quad": quad}]}]

    def rights(*values: str) -> list[bool]:
        fields = tuple(
            Field(Kind.DEPARTMENT, value, value, 0.9, Status.ACCEPTED, "") for value in values
        )
        whole = Quad.of_box(0, 0, 9, 9)
        card = ParsedCard(Source("a.png", 0, 0, whole), fields, ())
        return [one.right for one in judged(truth, {"a.png": [card]})]

    assert rights("営業本部第一課") == [True]
    assert rights("営業本部", "第一課") == [True, True]
    assert rights("営業本部", "第一謀") == [True, False]
    assert rights("営業本部", "第一課", "郵便局") == [True, True, False]


def test_the_reliability_table_counts_each_field_in_its_bin() -> None:
    fields = [
        judged_field(Kind.NAME, "", right=True, confidence=0.999),
        judged_field(Kind.NAME, "", right=False, confidence=0.6),
    ]
    rows = list(reliability(fields))
    assert len(rows) == 2 + 10
    assert "| 0.995 to 1 | 1 | 0.999 | 1.000 |" in rows
    assert "| 0.5 to 0.7 | 1 | 0.600 | 0.000 |" in rows
