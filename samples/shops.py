"""Invented shops, whose cards name nobody: what they are called, where they are, when they open."""

from dataclasses import replace
from random import Random

from samples.extras import hours, with_social
from samples.model import Company, Name, Person
from samples.people import invent
from samples.tables import group, part, rows
from samples.western import ascii_letters, stems


def invent_shop(rng: Random, *, lang: str, split: str = "tune") -> Person:
    """Invent a shop; lang and split as in people.invent. Its name as a person is empty."""
    somebody = invent(rng, lang=lang, split=split)
    stem, roman = _stem(rng, lang, split)
    form, slogan = rng.choice(group("shops", lang))
    ending = somebody.company.domain.partition(".")[2]
    domain = f"{ascii_letters(roman) or 'shop'}.{ending}"
    company = Company(form.format(stem), form.format(stem), domain, slogan)
    mail = rng.choice((f"info@{domain}", f"shop@{domain}", f"contact@{domain}", "", ""))
    shop = replace(
        somebody,
        name=Name("", ""),
        company=company,
        departments=(),
        titles=(),
        qualifications=(),
        departments_roman=(),
        titles_roman=(),
        email=mail,
        url=somebody.url.replace(somebody.company.domain, domain),
        phones=replace(somebody.phones, mobile=""),
        notes=hours(rng, lang),
    )
    return with_social(rng, shop, split) if rng.random() < 0.4 else shop


def _stem(rng: Random, lang: str, split: str) -> tuple[str, str]:
    if lang == "ja":
        stem, roman = rng.choice(part(rows("japanese_stems"), split))
        return stem, roman
    if lang.startswith("zh"):
        simplified, traditional, roman = rng.choice(part(rows("chinese_stems"), split))
        return simplified if lang == "zh-Hans" else traditional, roman
    stem = rng.choice(part(stems(lang), split))
    return stem, stem
