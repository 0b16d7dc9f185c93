"""Draw the sample cards of this repository: ``python -m samples.make``.

The same pictures come out each time; ``samples/truth.json`` says what stands on them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from samples.draw import truth_of, write_picture, write_truth
from samples.drawing.cards import DrawnCard, draw_card
from samples.drawing.decor.ornaments import PLAIN
from samples.drawing.degrade import degraded
from samples.drawing.look import Look, invent_look
from samples.drawing.photos import photographed
from samples.drawing.picture import Picture
from samples.drawing.scans import laid_out
from samples.model import Person
from samples.people import english_side, invent

HERE = Path(__file__).parent
CARDS = HERE / "cards"
MEGAPIXELS = 2.0  # enough for small print, and the repository stays small

Wish = Callable[[Person], bool]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One sample picture with one card."""

    name: str
    lang: str
    quality: str = "clean"
    layout: str = "horizontal"
    wish: Wish = lambda _: True
    dark: bool = False
    kana: bool = False
    roman: bool = False


def _family(family: str) -> Wish:
    return lambda person: person.name.family == family


def _given(given: str) -> Wish:
    return lambda person: person.name.given == given


def _short(person: Person) -> bool:
    return len(person.place.text) < 26 and len(person.company.name) < 14


RECIPES = (
    Recipe("02-kana-scan.jpg", "ja", "scan", wish=_family("山﨑"), kana=True),
    Recipe("03-romaji.png", "ja", wish=_family("渡邊"), roman=True),
    Recipe("04-cluttered-desk.jpg", "ja", "desk", wish=_family("齋藤")),
    Recipe("05-dark.png", "ja", dark=True, roman=True),
    Recipe("06-vertical-kana.png", "ja", layout="vertical", wish=_short, kana=True),
    Recipe("07-vertical-photo.jpg", "ja", "photo", layout="vertical", wish=_short),
    Recipe("08-vertical.png", "ja", layout="vertical", wish=_family("五十嵐")),
    Recipe("09-portrait.png", "ja", layout="portrait", wish=_short),
    Recipe(
        "10-long-vowels.png",
        "ja",
        wish=lambda person: (
            "ー" in person.company.name and person.name.given[0] in "さあみひかまめゆし"
        ),
    ),
    Recipe(
        "11-english.png",
        "en",
        wish=lambda one: one.name.family == "O'Connor" and len(one.name.given) < 5,
    ),
    Recipe("12-english-dark.png", "en", wish=_given("Zoë"), dark=True),
    Recipe("13-german-scan.jpg", "de", "scan", wish=_family("Müller")),
    Recipe("14-french-photo.jpg", "fr", "photo"),
    Recipe("20-hard-photo.jpg", "ja", "hard", wish=_short),
)


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One picture of the set, as it will be written."""

    name: str
    quality: str
    picture: Picture
    taken: str = ""  # the camera's date, 2019:05:14 10:00:00


def main() -> None:
    """Draw every sample and write the truth."""
    CARDS.mkdir(exist_ok=True)
    truth = []
    for sample in draw_samples():
        write_picture(CARDS / sample.name, sample.picture, taken=sample.taken)
        truth.append(truth_of(sample.name, sample.quality, sample.picture))
    write_truth(HERE / "truth.json", sorted(truth, key=lambda picture: picture["file"]))


def draw_samples() -> Iterator[Sample]:
    """Yield every sample of the set; nothing is written."""
    yield from _one_card_each()
    yield from _one_person()
    yield _sheet()
    yield from _two_sides()
    yield _qr_code()


def _one_card_each() -> Iterator[Sample]:
    for recipe in RECIPES:
        rng = Random(recipe.name)
        person = _someone(rng, recipe.lang, recipe.wish)
        look = replace(
            invent_look(rng, recipe.lang, dark=recipe.dark, vertical=recipe.layout == "vertical"),
            kana=recipe.kana,
            roman=recipe.roman,
        )
        card = draw_card(rng, person, layout=recipe.layout, keep=look)
        yield Sample(recipe.name, recipe.quality, _taken(rng, card, recipe.quality))
        if recipe.name.startswith("02"):  # the same card once more, with a camera
            again = photographed(rng, card, tilt=0.1, megapixels=MEGAPIXELS)
            yield Sample("19-same-card-again.jpg", "photo", again)


def _one_person() -> Iterator[Sample]:
    """Draw a person's card, and an older one from the company before."""
    rng = Random("one person")
    person = _someone(rng, "ja", _family("髙橋"))
    before = _someone(rng, "ja", lambda other: other.company != person.company)
    older = replace(
        before,
        id=person.id,
        name=person.name,
        phones=replace(before.phones, mobile=person.phones.mobile),
        email=f"{person.email.split('@')[0]}@{before.company.domain}",
    )
    for name, quality, holder, taken in (
        ("01-japanese.png", "clean", person, ""),
        ("18-older-card.jpg", "scan", older, "2019:05:14 10:30:00"),
    ):
        look = replace(_plain_look(rng), kana=True, mobile=True)
        card = draw_card(rng, holder, keep=look)
        yield Sample(name, quality, degraded(rng, card, quality), taken)


def _sheet() -> Sample:
    rng = Random("sheet")
    languages = ("ja", "ja", "en", "ja", "de", "ja")
    people = [_someone(rng, lang, lambda _: True) for lang in languages]
    cards = tuple(draw_card(rng, person, ornaments=PLAIN) for person in people)
    return Sample("15-flatbed-sheet.jpg", "sheet", laid_out(rng, cards))


def _two_sides() -> Iterator[Sample]:
    rng = Random("two sides")
    person = _someone(rng, "ja", lambda one: bool(one.departments and one.titles) and _short(one))
    front = draw_card(rng, person, keep=replace(_plain_look(rng), roman=False))
    english = english_side(person)
    back = draw_card(rng, english, side="back", keep=invent_look(rng, "en"))
    yield Sample("16-two-sided_front.jpg", "clean", degraded(rng, front, "clean"))
    yield Sample("16-two-sided_back.jpg", "clean", degraded(rng, back, "clean"))


def _qr_code() -> Sample:
    rng = Random("qr code")
    person = _someone(rng, "ja", _short)
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{person.name.family};{person.name.given};;;",
        f"FN:{person.name.japanese}",
        f"ORG:{person.company.name}",
        f"TEL;TYPE=WORK:{person.phones.phone}",
        f"EMAIL:{person.email}",
        "END:VCARD",
    )
    look = replace(_plain_look(rng), url=False, logo=False, band=False)
    card = draw_card(rng, person, qr="\r\n".join(lines), keep=look)
    return Sample("17-vcard-qr.png", "clean", degraded(rng, card, "clean"))


def _someone(rng: Random, lang: str, wish: Wish) -> Person:
    """Invent people until one is as wished; raise LookupError when nobody ever is."""
    for _ in range(20_000):
        person = invent(rng, lang=lang, split=rng.choice(("tune", "held-out")))
        if wish(person):
            return person
    raise LookupError(f"no invented person in {lang} is as wished")


def _plain_look(rng: Random) -> Look:
    return replace(invent_look(rng, "ja"), name_tracking=0.3)


def _taken(rng: Random, card: DrawnCard, quality: str) -> Picture:
    if quality == "desk":
        return photographed(rng, card, tilt=0.2, megapixels=MEGAPIXELS, clutter=True)
    return degraded(rng, card, quality, megapixels=MEGAPIXELS)


if __name__ == "__main__":
    main()
