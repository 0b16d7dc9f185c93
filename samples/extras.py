"""What some cards say beside the usual: other offices, second posts, accounts, licences, hours.

In the table of notes ``#`` stands for any digit. The numbers belong to nobody: Japanese corporate
numbers begin with a check digit from 1 to 9, so none begins with 0; licences have fewer digits
than these; no register of the West gives out numbers that begin with so many zeros.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from samples.companies import invent_departments, invent_titles
from samples.model import Office, Person, Social
from samples.phones import invent_phones
from samples.places import invent_japanese_place, invent_western_place
from samples.tables import group
from samples.western import ascii_letters

BRANCHES = (
    "大阪支店", "名古屋営業所", "福岡支店", "札幌営業所", "仙台営業所", "東京支社", "横浜工場",
    "本社工場", "ショールーム", "物流センター", "広島出張所", "第二工場", "関西支社",
)  # fmt: skip
MAIN = ("本社", "本社", "東京本社", "本店", "本部", "［本社］", "■本社", "本 社")
WESTERN_BRANCHES = {
    "en": ("Branch:", "Also at:", "Sales office:", "Workshop:"),
    "de": ("Niederlassung:", "Werk II:", "Büro Süd:"),
    "fr": ("Agence :", "Atelier :", "Bureau :"),
    "es": ("Delegación:", "Almacén:", "Sucursal:"),
    "pt": ("Filial:", "Armazém:", "Fábrica:"),
    "it": ("Filiale:", "Sede operativa:", "Magazzino:"),
    "sv": ("Filial:", "Lager:"),
    "da": ("Afdeling:", "Lager:"),
    "no": ("Avdeling:", "Lager:"),
}
NETWORKS = {
    "ja": ("LINE ID: {}", "LINE：@{}", "Instagram：@{}", "X：@{}", "Instagram: {}", "Facebook: {}"),
    "zh-Hans": ("微信：{}", "WeChat: {}", "QQ：{}"),
    "zh-Hant": ("LINE ID：{}", "LINE：@{}", "Instagram：@{}", "WeChat: {}"),
    "": (
        "Instagram: @{}", "X: @{}", "LinkedIn: linkedin.com/in/{}", "linkedin.com/in/{}",
        "github.com/{}", "GitHub: {}", "facebook.com/{}", "www.xing.com/profile/{}",
    ),
}  # fmt: skip


def enriched(rng: Random, person: Person, split: str) -> Person:
    """Return somebody with what stands on some cards only; of most people nothing more."""
    for share, add in EXTRAS:
        if rng.random() < share:
            person = add(rng, person, split)
    return person


def _with_offices(rng: Random, person: Person, split: str) -> Person:
    japanese = person.lang == "ja"
    if not japanese and person.lang not in WESTERN_BRANCHES:
        return person
    names = rng.sample(BRANCHES, 2) if japanese else [rng.choice(WESTERN_BRANCHES[person.lang])]
    offices = []
    for name in names[: rng.choice((1, 1, 2))]:
        if japanese:
            place = invent_japanese_place(rng, split)
        else:
            place = invent_western_place(rng, person.country, split)
        phones = invent_phones(rng, person.country, abroad=person.phones.phone.startswith("+"))
        offices.append(Office(name, place, phones.phone, phones.fax if rng.random() < 0.5 else ""))
    main = rng.choice(MAIN) if japanese else ""
    return replace(person, offices=tuple(offices), main_office=main)


def hours(rng: Random, lang: str) -> tuple[str, ...]:
    """Return when a shop or office is open, on a line or two."""
    known = group("hours", lang)
    return tuple(line for (line,) in rng.sample(known, rng.choice((1, 1, 2))))


def with_social(rng: Random, person: Person, _: str) -> Person:
    """Return somebody, or a shop, with an account or two in social networks."""
    names = [ascii_letters(person.name.western), person.company.domain.partition(".")[0]]
    handle = f"{rng.choice([name for name in names if name])[:14]}_example"
    forms = NETWORKS.get(person.lang, NETWORKS[""])
    accounts = []
    for form in rng.sample(forms, rng.choice((1, 1, 2))):
        value = form.rpartition("：" if "：" in form else " ")[2].format(handle)
        accounts.append(Social(form.format(handle), value))
    return replace(person, socials=tuple(accounts))


def _with_note(rng: Random, person: Person, _: str) -> Person:
    known = group("notes", person.country)
    notes = tuple(_filled(rng, note) for (note,) in rng.sample(known, rng.choice((1, 1, 2))))
    return replace(person, notes=(*person.notes, *notes))


def _with_hours(rng: Random, person: Person, _: str) -> Person:
    return replace(person, notes=(*person.notes, *hours(rng, person.lang)))


def _with_direct_line(rng: Random, person: Person, _: str) -> Person:
    abroad = person.phones.phone.startswith("+")
    phones = invent_phones(rng, person.country, abroad=abroad)
    return replace(person, phones=replace(person.phones, direct=phones.phone))


def _with_extension(rng: Random, person: Person, _: str) -> Person:
    extension = str(rng.randint(10, 9999))
    return replace(person, phones=replace(person.phones, ext=extension))


def _with_second_post(rng: Random, person: Person, _: str) -> Person:
    if person.lang != "ja" or not person.titles or not person.departments:
        return person
    departments, titles = invent_departments(rng)[0], invent_titles(rng)[0]
    if not departments or not titles:
        return person
    return replace(person, second_post=(departments[-1], titles[-1]))


def _filled(rng: Random, note: str) -> str:
    return "".join(rng.choice("0123456789") if sign == "#" else sign for sign in note)


EXTRAS: tuple[tuple[float, Callable[[Random, Person, str], Person]], ...] = (
    (0.08, _with_offices),
    (0.1, with_social),
    (0.15, _with_note),
    (0.05, _with_hours),
    (0.05, _with_direct_line),
    (0.06, _with_extension),
    (0.08, _with_second_post),
)
