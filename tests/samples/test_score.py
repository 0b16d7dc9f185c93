import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from samples.score import Score, fallen, report, risen, score

SQUARE = [[0, 0], [900, 0], [900, 500], [0, 500]]
FIELDS = {
    "name": ["髙橋 健一"],
    "name_kana": ["たかはし けんいち"],
    "name_roman": ["Kenichi Takahashi"],
    "company": ["株式会社桜庭精機"],
    "department": ["営業本部", "第一営業部"],
    "title": ["部長"],
    "phone": ["+81301234567"],
    "mobile": ["+819001234567"],
    "email": ["k.takahashi@sakuraba.example.co.jp"],
    "url": ["https://www.sakuraba.example.co.jp/"],
    "postal_code": ["100-0005"],
    "address": ["東京都千代田区丸の内1-2-3 青葉ビル2F"],
}
TRUTH = [{"file": "a.png", "cards": [{"quad": SQUARE, "fields": FIELDS}]}]

Card = dict[str, Any]


def read(**changes: list[str]) -> Card:
    """Return the card as it was read, some kinds otherwise than printed."""
    values = {**FIELDS, **changes}
    fields = [{"kind": kind, "value": one} for kind, several in values.items() for one in several]
    lines = [{"text": one["value"]} for one in fields]
    return {"source": {"path": "in/a.png", "quad": SQUARE}, "fields": fields, "lines": lines}


def scored(*cards: Card) -> Score:
    return score(deepcopy(TRUTH), cards)


def test_a_card_read_as_printed_is_wholly_right() -> None:
    result = scored(read())
    assert (result.recall, result.precision, result.line_recall) == (1.0, 1.0, 1.0)
    assert (result.cards, result.cards_found, result.cards_right) == (1, 1, 1)
    assert result.misses == []


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_a_wrong_value_of_any_kind_costs(kind: str) -> None:
    result = scored(read(**{kind: ["x1"]}))
    assert result.recall < 1
    assert result.precision < 1
    assert result.shares[kind] == 0
    assert kind in "".join(result.misses)


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_a_missing_value_costs_recall_alone(kind: str) -> None:
    result = scored(read(**{kind: []}))
    assert result.recall < 1
    assert result.precision == 1


@pytest.mark.parametrize("kind", ["fax", "note", "phone"])
def test_a_value_that_is_not_printed_costs_precision_alone(kind: str) -> None:
    result = scored(read(**{kind: [*FIELDS.get(kind, []), "+81309999999"]}))
    assert result.precision < 1
    assert result.recall == 1
    assert result.cards_right == 0


@pytest.mark.parametrize(
    ("printed", "value", "is_right"),
    [
        ("㈱桜庭精機", "(株)桜庭精機", True),
        ("㈱桜庭精機", "（株）桜庭精機", True),
        ("㈱桜庭精機", "株式会社桜庭精機", False),
        ("桜庭精機 株式会社", "桜庭精機株式会社", True),
        ("株式会社桜庭精機", "桜庭精機株式会社", False),
        ("株式会社髙山", "株式会社高山", False),
    ],
)
def test_a_company_is_right_as_printed_not_as_spelled_out(
    printed: str, value: str, *, is_right: bool
) -> None:
    truth = [{"file": "a.png", "cards": [{"quad": SQUARE, "fields": {"company": [printed]}}]}]
    result = score(truth, [read(company=[value])])
    assert result.right["company"] == is_right


@pytest.mark.parametrize(
    ("kind", "value", "is_right"),
    [
        ("name", "高橋 健一", False),
        ("name", "髙橋健一", False),
        ("name", "髙橋　健一", True),
        ("name_kana", "タカハシ ケンイチ", True),
        ("name_roman", "KENICHI TAKAHASHI", True),
        ("email", "K.Takahashi@sakuraba.example.co.jp", True),
        ("url", "http://sakuraba.example.co.jp", True),
        ("phone", "+81301234568", False),
        ("postal_code", "1000005", False),
        ("address", "東京都千代田区丸の内一―二―三青葉ビル2F", True),
        ("address", "東京都千代田区丸の内1-2-8 青葉ビル2F", False),
        ("department", "営業本部 第一営業部", True),
        ("department", "第一営業部", False),
    ],
)
def test_typography_is_forgiven_and_content_is_not(
    kind: str, value: str, *, is_right: bool
) -> None:
    assert scored(read(**{kind: [value]})).right[kind] == is_right


def test_a_card_read_elsewhere_in_the_picture_is_another_card() -> None:
    elsewhere = read()
    elsewhere["source"]["quad"] = [[x + 1000, y] for x, y in SQUARE]
    result = scored(elsewhere)
    assert (result.cards_found, result.recall) == (0, 0.0)


def test_an_error_is_a_card_not_found() -> None:
    result = scored({"source": {"path": "a.png", "quad": None}, "error": {"code": "x"}})
    assert (result.cards_found, result.recall, result.precision) == (0, 0.0, 0.0)


def test_the_report_names_each_miss() -> None:
    text = "\n".join(report(scored(read(title=["課長"]))))
    assert "a.png card 0: title: printed ['部長'], read ['課長']" in text


def test_a_floor_rises_and_never_sinks() -> None:
    floor = risen(scored(read(title=[])).shares, {})
    assert floor["title"] == 0
    assert floor["name"] == 1
    higher = risen(scored(read(name=[])).shares, floor)
    assert (higher["title"], higher["name"]) == (1, 1)


def test_what_fell_below_the_floor_is_named() -> None:
    floor = risen(scored(read()).shares, {})
    assert fallen(scored(read()).shares, floor) == {}
    assert set(fallen(scored(read(fax=["+81309999999"])).shares, floor)) == {"precision"}
    assert set(fallen(scored(read(title=[])).shares, floor)) == {"title", "recall"}


def test_the_recorded_floor_covers_every_kind_on_the_sample_cards() -> None:
    samples = Path(__file__).parents[2] / "samples"
    truth, floor = (
        json.loads((samples / name).read_text(encoding="utf-8"))
        for name in ("truth.json", "floor.json")
    )
    kinds = {kind for one in truth for card in one["cards"] for kind in card["fields"]}
    assert set(floor) == {*kinds, "recall", "precision"}
    assert floor["recall"] >= 0.95
