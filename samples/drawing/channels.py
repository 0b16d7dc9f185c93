"""The lines of a card with numbers, e-mail, web and social addresses, as real cards set them."""

import re
from collections.abc import Iterator

import phonenumbers

from samples.drawing.canvas import Mark
from samples.drawing.look import Look
from samples.drawing.texts import Text, with_scheme
from samples.model import Person
from samples.phones import NATIONAL, PATTERNS

JAPANESE = re.compile(r"(0\d+)-(\d+)-(\d+)")
FORMED = {
    "": "{0}-{1}-{2}",
    "brackets": "{0}({1}){2}",
    "wide brackets": "{0}（{1}）{2}",
    "round": "({0}) {1}-{2}",
    "dots": "{0}.{1}.{2}",
    "spaces": "{0} {1} {2}",
    "abroad": "+81-{3}-{1}-{2}",
    "wide": "{0}-{1}-{2}",
}
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
EXTENSIONS = {
    "ja": "（内線{}）",
    "en": " ext. {}",
    "de": " DW {}",
    "fr": " poste {}",
    "es": " ext. {}",
    "pt": " ramal {}",
    "it": " int. {}",
    "zh-Hans": " 转 {}",
    "zh-Hant": " 分機 {}",
}
DIRECT = {
    "ja": "直通",
    "en": "Direct ",
    "de": "Durchwahl ",
    "fr": "Ligne directe ",
    "es": "Directo ",
    "pt": "Direto ",
    "it": "Diretto ",
    "zh-Hans": "直线 ",
    "zh-Hant": "專線 ",
}
SHARED = {"ja": "TEL/FAX ", "zh-Hans": "电话/传真：", "zh-Hant": "電話/傳真："}


def channels(person: Person, look: Look) -> Iterator[Text]:
    """Yield the lines of numbers and addresses, with their labels or signs."""
    labels = ("",) * 5 if look.icons else look.labels
    yield from _phones(person, look, labels)
    mobile, email, url = labels[2:]
    if look.mobile and person.phones.mobile:
        printed = formed(person.phones.mobile, look.number_form)
        yield Text(f"{mobile}{printed}", number("mobile", person), _icon(look, "mobile"))
    if person.email:
        yield Text(f"{email}{person.email}", (("email", person.email),), _icon(look, "email"))
    if look.url:
        yield Text(f"{url}{person.url}", (("url", with_scheme(person.url)),), _icon(look, "url"))
    for social in person.socials:
        yield Text(social.printed, (("social", social.handle),))


def _phones(person: Person, look: Look, labels: tuple[str, ...]) -> Iterator[Text]:
    """Yield the land lines: alone, with the fax beside them, or one for both."""
    phones, japanese = person.phones, person.lang == "ja"
    printed = formed(phones.phone, look.number_form)
    marks = number("phone", person)
    if look.number_habit == "shared" and look.fax and not look.icons and not phones.direct:
        label, value = SHARED.get(person.lang, "Tel/Fax "), marks[0][1].partition(";")[0]
        yield Text(f"{label}{printed}{extension(person)}", (*marks, ("fax", value)))
        return
    if look.number_habit == "representative" and japanese:
        printed += "（代表）" if phones.direct else "（代）"
    printed += extension(person)
    lines = [Text(f"{labels[0]}{printed}", marks, _icon(look, "phone"))]
    if phones.direct:
        direct = DIRECT.get(person.lang, "Direct ")
        text = f"{direct}{formed(phones.direct, look.number_form)}"
        lines.append(Text(text, number("direct", person)))
    if look.fax and phones.fax:
        text = f"{labels[1]}{formed(phones.fax, look.number_form)}"
        lines.append(Text(text, number("fax", person), _icon(look, "fax")))
    yield from _together(lines, look, wide=japanese)


def _together(lines: list[Text], look: Look, *, wide: bool) -> Iterator[Text]:
    """Set two numbers on one line when the design does so; signs stand before lines only."""
    slash = look.number_habit == "slash"
    if (look.phones_share_line or slash) and len(lines) == 2 and not look.icons:
        joint = " / " if slash else ("　" if wide else "   ")
        yield Text(joint.join(one.text for one in lines), lines[0].marks + lines[1].marks)
        return
    yield from lines


def formed(printed: str, form: str) -> str:
    """Return a Japanese number as a design punctuates it; others stay as they are.

    >>> formed("03-0123-4567", "wide brackets"), formed("090-0123-4567", "abroad")
    ('03（0123）4567', '+81-90-0123-4567')
    """
    match = JAPANESE.fullmatch(printed)
    if not match:
        return printed
    text = FORMED[form].format(*match.groups(), match[1][1:])
    return text.translate(WIDE) if form == "wide" else text


def extension(person: Person) -> str:
    """Return the extension as it stands behind the number, empty when there is none."""
    if not person.phones.ext:
        return ""
    return EXTENSIONS.get(person.lang, " ext. {}").format(person.phones.ext)


def number(kind: str, person: Person) -> tuple[Mark, ...]:
    """Return a number's value in E.164, nothing when the person has none of the kind."""
    printed = getattr(person.phones, kind)
    if not printed:
        return ()
    value = e164(printed, person.country)
    if kind == "phone" and person.phones.ext:
        value = f"{value};ext={person.phones.ext}"
    return (("phone" if kind == "direct" else kind, value),)


def e164(printed: str, country: str) -> str:
    """Return a number of a country as it is called from everywhere: +81301234567."""
    known = country in NATIONAL or country in PATTERNS
    parsed = phonenumbers.parse(printed, country if known else "GB")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _icon(look: Look, kind: str) -> str:
    return kind if look.icons else ""
