"""Invented people: names whose kanji, kana and romaji belong together, and their company."""

from dataclasses import replace
from random import Random

from samples import chinese, companies, western
from samples.model import Company, Name, Person, Phones, Place
from samples.phones import invent_phones
from samples.places import invent_japanese_place, invent_western_place
from samples.tables import group, part, rows

COUNTRIES = {
    "en": ("US", "GB"),
    "de": ("DE", "DE", "CH", "AT"),
    "fr": ("FR", "FR", "CH"),
    "es": ("ES",),
    "pt": ("BR", "BR", "PT"),
    "it": ("IT",),
    "sv": ("SE",),
    "da": ("DK",),
    "no": ("NO",),
}
LANGUAGES = ("ja", *COUNTRIES, *chinese.COUNTRIES)
ABROAD = ("NL", "IT", "ES", "DK", "SE", "PT")  # their cards are printed in English
PREFIXES = {
    "de": ("Dr.", "Prof. Dr.", "Dr.-Ing.", "Dipl.-Ing.", "Dr. med."),
    "fr": ("Dr", "Pr", "Me"),
    "es": ("Dr.", "Dra.", "Ing.", "Lic."),
    "pt": ("Dr.", "Dra.", "Eng.", "Prof."),
    "it": ("Dott.", "Dott.ssa", "Ing.", "Avv.", "Arch."),
}
SUFFIXES = ("Jr.", "PhD", "MBA", "P.E.", "CPA", "M.D.")


def invent(rng: Random, *, lang: str, split: str = "tune") -> Person:
    """Invent one person; lang as in LANGUAGES, split tune or held-out."""
    if lang == "ja":
        return _japanese(rng, split)
    return _chinese(rng, lang, split) if lang in chinese.COUNTRIES else _western(rng, lang, split)


def english_side(person: Person) -> Person:
    """Return a Japanese person as the English side of their card introduces them."""
    street, *towns = person.place.roman.split(", ")
    town = ", ".join(towns)
    place = Place(
        postal_code=person.place.postal_code,
        lines=(street, f"{town} {person.place.postal_code}", "Japan"),
        country="JP",
    )
    phones = person.phones
    phones = Phones(*map(_abroad, (phones.phone, phones.fax, phones.mobile)))
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
        second_post=("", ""),
        offices=(),
        main_office="",
        notes=(),
    )


def _abroad(number: str) -> str:
    return f"+81-{number.removeprefix('0')}" if number else ""


def _japanese(rng: Random, split: str) -> Person:
    family, family_kana, family_roman = rng.choice(part(rows("japanese_family"), split))
    given, given_kana, given_roman = rng.choice(part(rows("japanese_given"), split))
    name = Name(family, given, family_kana, given_kana, family_roman, given_roman)
    company = companies.invent_japanese_company(rng, split)
    departments, departments_roman = companies.invent_departments(rng)
    titles, titles_roman = companies.invent_titles(rng)
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
        url=_url(rng, company, "jp"),
        qualifications=(companies.invent_qualification(rng),) if rng.random() < 0.12 else (),
        departments_roman=departments_roman,
        titles_roman=titles_roman,
    )


def _western(rng: Random, lang: str, split: str) -> Person:
    country = rng.choice(COUNTRIES[lang])
    foreign = lang == "en" and rng.random() < 0.2
    if foreign:
        country = rng.choice(ABROAD)
    family, given = _western_names(rng, "xx" if foreign else lang, split)
    prefixes = PREFIXES.get(lang, ("Dr.", "Prof. Dr."))
    prefix = rng.choice(prefixes) if rng.random() < 0.08 else ""
    suffix = rng.choice(SUFFIXES) if lang == "en" and rng.random() < 0.08 else ""
    company = western.invent_western_company(rng, lang, country, split)
    (title,) = rng.choice(group("western_titles", lang))
    department = rng.choice(group("western_departments", lang)) if rng.random() < 0.4 else ()
    return Person(
        id=_identity(rng),
        lang=lang,
        country=country,
        name=Name(family, given, prefix=prefix, suffix=suffix),
        company=company,
        departments=department,
        titles=(title,),
        place=invent_western_place(rng, country, split),
        phones=invent_phones(rng, country, abroad=foreign),
        email=_email(rng, given, family, company),
        url=_url(rng, company, lang),
    )


def _chinese(rng: Random, lang: str, split: str) -> Person:
    country = rng.choice(chinese.COUNTRIES[lang])
    name = chinese.invent_chinese_name(rng, lang, country, split)
    company = chinese.invent_chinese_company(rng, lang, split)
    departments, titles = chinese.invent_chinese_role(rng, lang)
    return Person(
        id=_identity(rng),
        lang=lang,
        country=country,
        name=name,
        company=company,
        departments=departments,
        titles=titles,
        place=chinese.invent_chinese_place(rng, country, split),
        phones=invent_phones(rng, country),
        email=_email(rng, name.given_roman, name.family_roman, company),
        url=_url(rng, company, lang),
    )


def _western_names(rng: Random, lang: str, split: str) -> tuple[str, str]:
    """Draw family and given name; Iberians may have two family names, Anglo-Saxons initials."""
    lang = western.NAMES_OF.get(lang, lang)
    families, givens = (
        [name for (name,) in part(group(table, lang), split)]
        for table in ("western_family", "western_given")
    )
    family, given = rng.choice(families), rng.choice(givens)
    if lang in {"es", "pt"} and rng.random() < 0.4 and " " not in family:
        family = f"{family} {rng.choice([one for one in families if ' ' not in one])}"
    if lang == "en" and rng.random() < 0.12 and "." not in given:
        given = f"{given} {rng.choice('ABCDEFGHJKLMRSTW')}."
    return family, given


def _email(rng: Random, given: str, family: str, company: Company) -> str:
    first, last = western.ascii_letters(given), western.ascii_letters(family)
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


def _url(rng: Random, company: Company, lang: str) -> str:
    forms = ("https://www.{}/", "https://{}", "http://www.{}", "www.{}", f"www.{{}}/{lang[:2]}")
    form = rng.choice(forms)
    return form.format(company.domain)


def _identity(rng: Random) -> str:
    return f"p{rng.getrandbits(32):08x}"
