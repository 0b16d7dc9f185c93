import re
from dataclasses import replace
from random import Random
from unicodedata import normalize

import pytest

from cardscan.model import Kind
from samples.drawing import texts
from samples.drawing.canvas import Canvas, DoesNotFitError
from samples.drawing.cards import draw_card
from samples.drawing.channels import channels, formed
from samples.drawing.columns import cells
from samples.drawing.contact import contact_lines
from samples.drawing.decor.ornaments import PLAIN
from samples.drawing.look import FORMS, HABITS, Look, invent_look
from samples.drawing.stack import Stack
from samples.extras import enriched
from samples.model import Person
from samples.people import LANGUAGES, invent
from samples.score import score
from samples.tables import HELD_OUT, TUNE, group, part, rows
from samples.western import stems


def look(lang: str = "ja") -> Look:
    """Return a design without habits, with everything printed."""
    plain = replace(invent_look(Random(1), lang), icons=False, phones_share_line=False)
    return replace(plain, fax=True, mobile=True, number_form="", number_habit="")


def somebody(lang: str = "ja") -> Person:
    return invent(Random(lang), lang=lang)


def crowd(lang: str) -> list[Person]:
    rng = Random(f"enriched {lang}")
    return [enriched(rng, invent(rng, lang=lang), TUNE) for _ in range(150)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_of_the_numbers_stands_on_its_line(lang: str) -> None:
    for person in crowd(lang):
        design = invent_look(Random(person.id), lang)
        for line in contact_lines(person, design):
            digits = re.sub(r"\D", "", normalize("NFKC", line.text))
            for kind, value in line.marks:
                if kind in {"phone", "fax", "mobile"}:
                    number, _, ext = value.partition(";ext=")
                    assert number[-7:] in digits, (line.text, value)
                    assert digits.endswith(ext) or len(line.marks) > 1
                elif kind in {"email", "social"}:
                    assert value in line.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_kinds_of_marks_are_kinds_of_fields(lang: str) -> None:
    known = {str(kind) for kind in Kind}
    for person in crowd(lang):
        for line in contact_lines(person, invent_look(Random(person.id), lang)):
            assert {kind for kind, _ in line.marks} <= known


@pytest.mark.parametrize("form", FORMS)
def test_a_number_keeps_its_digits_in_every_form(form: str) -> None:
    printed = formed("03-0123-4567", form)
    assert printed != "03-0123-4567"
    assert re.sub(r"\D", "", str(int(re.sub(r"\D", "", printed)))).endswith("301234567")


def test_one_number_for_phone_and_fax_is_both() -> None:
    person, shared = somebody(), replace(look(), number_habit="shared")
    first = next(channels(person, shared))
    assert first.text.startswith("TEL/FAX ")
    assert [kind for kind, _ in first.marks] == ["phone", "fax"]
    assert len({value for _, value in first.marks}) == 1


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("lang", ["ja", "de", "zh-Hans"])
def test_signs_stand_for_labels(habit: str, lang: str) -> None:
    design = replace(look(lang), icons=True, number_habit=habit)
    lines = list(channels(somebody(lang), design))
    assert lines[0].icon == "phone"
    assert all(line.icon for line in lines)


def test_a_reading_is_told_as_it_is_printed() -> None:
    person = somebody()
    for form, signs in (("hiragana", "[ぁ-ゖー ]+"), ("katakana", "[ァ-ヶー ]+")):
        line = texts.kana(person, form)
        assert re.fullmatch(signs, line.text)
        assert line.marks == (("name_kana", line.text),)
    narrow = texts.kana(person, "half-width")
    assert re.fullmatch("[ｦ-ﾟ ]+", narrow.text)
    assert narrow.marks == texts.kana(person, "katakana").marks


def test_a_second_post_has_a_department_and_a_title() -> None:
    person = replace(somebody(), second_post=("経営企画室", "室長"))
    *_, last = texts.roles(person, one_line=False)
    assert last.text == "兼 経営企画室 室長"
    assert last.marks == (("department", "経営企画室"), ("title", "室長"))


def test_other_offices_are_addresses_too() -> None:
    people = [person for person in crowd("ja") if person.offices]
    assert people
    for person in people:
        marks = [mark for line in contact_lines(person, look()) for mark in line.marks]
        for office in person.offices:
            assert ("address", office.place.text) in marks
            assert ("postal_code", office.place.postal_code) in marks


@pytest.mark.parametrize(
    ("table", "least"),
    [("japanese_family", 300), ("japanese_given", 300), ("japanese_stems", 200)],
)
def test_the_japanese_tables_are_large(table: str, least: int) -> None:
    assert len({row[0] for row in rows(table)}) == len(rows(table)) >= least


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "pt", "it"])
def test_the_western_tables_are_large(lang: str) -> None:
    families, givens = (group(f"western_{name}", lang) for name in ("family", "given"))
    assert len(set(families)) == len(families) >= 150
    assert len(set(givens)) == len(givens) >= 150
    assert len({*stems(lang), *(name for (name,) in families)}) >= 200


def test_what_a_company_is_called_is_held_out_too() -> None:
    for lang in ("en", "es", "no"):
        tune, held_out = (set(part(stems(lang), split)) for split in (TUNE, HELD_OUT))
        assert held_out
        assert not tune & held_out


@pytest.mark.parametrize(
    ("numerals", "printed"),
    [
        ("kanji", ("三", "―", "一", "二", "　", "一", "〇", "F")),
        ("upright", ("3", "―", "1", "2", "　", "1", "0", "F")),
        ("side by side", ("3", "―", "12", "　", "10", "F")),
    ],
)
def test_figures_stand_in_columns_as_wished(numerals: str, printed: tuple[str, ...]) -> None:
    assert cells("3-12 10F", numerals) == printed


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("plain", "Kenichi Takahashi"),
        ("capital family", "Kenichi TAKAHASHI"),
        ("family first", "TAKAHASHI Kenichi"),
        ("capitals", "KENICHI TAKAHASHI"),
    ],
)
def test_a_latin_name_is_told_as_it_is_printed(form: str, printed: str) -> None:
    name = replace(somebody().name, given_roman="Kenichi", family_roman="Takahashi")
    line = texts.roman(replace(somebody(), name=name), form)
    assert line == texts.Text(printed, (("name_roman", printed),))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_of_the_truth_stands_in_the_print(lang: str) -> None:
    rng = Random(f"printed {lang}")
    layouts = ("horizontal", "portrait", *(("vertical",) if lang == "ja" else ()))
    for at in range(6 * len(layouts)):
        person = enriched(rng, invent(rng, lang=lang), TUNE)
        try:
            card = draw_card(
                rng, person, layout=layouts[at % len(layouts)], scale=3.0, ornaments=PLAIN
            )
        except DoesNotFitError:
            continue
        lines = [{"text": line.text} for line in card.printed]
        read = {"source": {"path": "a.png"}, "fields": [], "lines": lines}
        corners = [[0, 0], [1, 0], [1, 1], [0, 1]]
        truth = {"file": "a.png", "cards": [{"fields": card.fields, "quad": corners}]}
        assert score([truth], [read]).line_recall == 1.0, (card.fields, lines)


def test_a_sign_does_not_leave_the_card() -> None:
    canvas = Canvas(91.0, 55.0, scale=3.0, paper=(255, 255, 255))
    line = texts.Text("03-0123-4567", icon="phone")
    with pytest.raises(DoesNotFitError, match="sign"):
        Stack(canvas, 0.5, 10.0).put(line, look().text)
    Stack(canvas, 2.0, 20.0).put(line, look().text)
