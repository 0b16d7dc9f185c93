"""Export, import: the same contacts, up to what the profile says that it cannot hold."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardscan.contact import Contact
from cardscan.exchange import ExportReport, export_contacts
from cardscan.folding import fold
from cardscan.formats.incoming import ReadContact
from cardscan.formats.limits import limits_of
from cardscan.formats.profiles import profile_named, profile_names
from cardscan.formats.reading import Opened, open_contacts
from cardscan.model import Kind
from tests.formats.strategies import contacts

PROFILES = [profile_named(name) for name in profile_names()]
TABLES = [profile for profile in PROFILES if profile.columns]

READABLE = [profile.name for profile in PROFILES if profile.name not in {"labels", "sheet"}]

LISTS = {
    "department": "departments",
    "title": "titles",
    "email": "emails",
    "url": "urls",
    "social": "socials",
    "qualification": "qualifications",
    "note": "notes",
    "tag": "tags",
}


def there_and_back(
    people: Sequence[Contact], name: str, folder: Path
) -> tuple[list[Contact], Opened, ExportReport]:
    target = folder / name
    report = export_contacts(people, profile_named(name), target)
    opened = open_contacts(target, TABLES)
    read = list(opened.contacts)
    assert [one for one in read if not isinstance(one, ReadContact)] == []
    return [one.contact for one in read if isinstance(one, ReadContact)], opened, report


def texts_of(contact: Contact, field: str) -> list[str]:
    """Return the values of a field as they can be compared."""
    if field in LISTS:
        return list(getattr(contact, LISTS[field]))
    if field in {Kind.PHONE, Kind.MOBILE, Kind.FAX}:
        return [phone.value for phone in contact.phones if phone.kind == field]
    if field == "address":
        return [fold(address.text) for address in contact.addresses]
    value = getattr(contact, field)
    text = value if isinstance(value, str) else value.text
    return [text] if text else []


@pytest.mark.parametrize("name", READABLE)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(contact=contacts)
def test_what_goes_out_comes_back_or_is_told(name: str, tmp_path: Path, contact: Contact) -> None:
    limits = limits_of(profile_named(name))
    ((back,), opened, report) = there_and_back([contact], name, tmp_path)
    assert (opened.profile, opened.unknown) == (name, ())
    lost = {one.character for one in report.lost}
    told = Counter(dict(report.left_out))
    for field in (*LISTS, *Kind):
        if field in {"postal_code"} or (name == "hubspot" and field in {"phone", "mobile"}):
            continue
        before, after = texts_of(contact, field), texts_of(back, field)
        if lost & set("".join(before)):
            continue
        before = [
            text.encode(report.encoding, "replace").decode(report.encoding) for text in before
        ]
        if field in limits.joined:
            assert letters(before) == letters(after)
        elif field in limits.left_out or field in limits.first_only:
            kept = len(before) - told[field]
            assert after == before[:kept], field
        else:
            assert sorted(after) == sorted(before), field


def letters(texts: Sequence[str]) -> list[str]:
    """Return what is left when it does not matter where one text ends and the next begins."""
    return list("".join("".join(texts).replace("/", "").replace("・", "").split()))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=st.lists(contacts, min_size=1, max_size=4))
def test_json_lines_hold_everything(tmp_path: Path, people: list[Contact]) -> None:
    back, _, _ = there_and_back(people, "jsonl", tmp_path)
    assert back == people
