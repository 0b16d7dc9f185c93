"""Invented people: names whose kanji, kana and romaji belong together, and their company."""

import re
import unicodedata
from dataclasses import astuple, replace
from random import Random

from samples import companies
from samples.model import Company, Name, Person, Phones, Place
from samples.phones import invent_phones
from samples.places import invent_japanese_place, invent_western_place
from samples.tables import part, rows

COUNTRIES = {"en": ("US", "GB"), "de": ("DE", "DE", "CH", "AT"), "fr": ("FR", "FR", "CH")}
ABROAD = ("NL", "IT", "ES", "DK", "SE", "PT")  # their cards are printed in English
LATIN = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae"})


def invent(rng: Random, *, lang: str, split: str = "tune") -> Person:
    """Invent one person; lang is ja, en, de or fr, split tune or held-out."""
    return _japanese(rng, split) if lang == "ja" else _western(rng, lang, split)


def english_side(person: Person) -> Person:
    """Return a Japanese person as the English side of their card introduces them."""
    street, *towns = person.place.roman.split(", ")
    town = ", ".join(towns)
    place = Place(
        postal_code=person.place.postal_code,
        lines=(street, f"{town} {person.place.postal_code}", "Japan"),
        country="JP",
    )
    phones = Phones(*(_abroad(number) for number in astuple(person.phones)))
    return replace(
        person,
        lang="en",
        name=Name(person.name.family_roman, person.name.given_roman),
        company=replace(person.company, name=person.company.roman),
        departments=person.departments_roman,
        titles=person.titles_roman,
        qualifications=(),
        place=place,
        phones=phones,
    )


def _abroad(number: str) -> str:
    return f"+81-{number.removeprefix('0')}" if number else ""


def _japanese(rng: Random, split: str) -> Person:
    family, family_kana, family_roman = rng.choice(part(rows("japanese_family"), split))
    given, given_kana, given_roman = rng.choice(part(rows("japanese_given"), split))
    name = Name(family, given, family_kana, given_kana, family_roman, given_roman)
    company = companies.invent_japanese_company(rng, split)
    departments, departments_roman = rng.choice(companies.DEPARTMENTS)
    titles, titles_roman = rng.choice(companies.TITLES)
    return Person(
        id=_identity(rng),
        lang="ja",
        country="JP",
        name=name,
        company=company,
        departments=departments,
        titles=titles,
        place=invent_japanese_place(rng, split),
        phones=invent_phones(rng, "JP"),
        email=_email(rng, given_roman, family_roman, company),
        url=_url(rng, company),
        qualifications=(rng.choice(companies.QUALIFICATIONS),) if rng.random() < 0.12 else (),
        departments_roman=departments_roman,
        titles_roman=titles_roman,
    )


def _western(rng: Random, lang: str, split: str) -> Person:
    country = rng.choice(COUNTRIES[lang])
    foreign = lang == "en" and rng.random() < 0.2
    if foreign:
        country = rng.choice(ABROAD)
    table = "xx" if foreign else lang
    family, given = (
        rng.choice(part([row[1] for row in rows(name) if row[0] == table], split))
        for name in ("western_family", "western_given")
    )
    prefix = rng.choice(("Dr.", "Prof. Dr.")) if rng.random() < 0.08 else ""
    suffix = rng.choice(("Jr.", "PhD", "MBA")) if lang == "en" and rng.random() < 0.06 else ""
    company = companies.invent_western_company(rng, lang, country, split)
    title = rng.choice(companies.WESTERN_TITLES[lang])
    has_department = rng.random() < 0.4
    return Person(
        id=_identity(rng),
        lang=lang,
        country=country,
        name=Name(family, given, prefix=prefix, suffix=suffix),
        company=company,
        departments=(rng.choice(companies.WESTERN_DEPARTMENTS[lang]),) if has_department else (),
        titles=(title,),
        place=invent_western_place(rng, country, split),
        phones=invent_phones(rng, country),
        email=_email(rng, given, family, company),
        url=_url(rng, company),
    )


def _email(rng: Random, given: str, family: str, company: Company) -> str:
    first, last = _ascii(given), _ascii(family)
    local = rng.choice(
        (
            f"{first}.{last}",
            f"{first[0]}.{last}",
            last,
            f"{last}.{first}",
            f"{last}_{first[0]}",
            f"{first}-{last}",
        )
    )
    return f"{local}@{company.domain}"


def _url(rng: Random, company: Company) -> str:
    form = rng.choice(("https://www.{}/", "https://{}", "http://www.{}", "www.{}", "www.{}/jp"))
    return form.format(company.domain)


def _ascii(name: str) -> str:
    """Write a name as an address does: Zoë is zoe, van der Berg vanderberg."""
    bare = unicodedata.normalize("NFD", name.translate(LATIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", bare.lower())


def _identity(rng: Random) -> str:
    return f"p{rng.getrandbits(32):08x}"
