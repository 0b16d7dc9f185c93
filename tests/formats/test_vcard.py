import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from cardscan.contact import Address, Contact, Name
from cardscan.errors import UsageError
from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named
from tests.formats.people import EVERYBODY, NOBODY, TAKAHASHI, YAMAZAKI


def exported(*contacts: Contact) -> bytes:
    stream = BytesIO()
    export_contacts(contacts, profile_named("vcard"), stream)
    return stream.getvalue()


def read_back(*contacts: Contact) -> list[Any]:
    return list(vobject.readComponents(exported(*contacts).decode("utf-8")))


def test_phones_read_version_3_in_utf_8_without_a_byte_order_mark() -> None:
    written = exported(TAKAHASHI)
    assert written.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert written.endswith(b"END:VCARD\r\n")


def test_a_contact_is_read_back_with_readings_units_and_parts() -> None:
    (card,) = read_back(TAKAHASHI)
    assert (card.n.value.family, card.n.value.given, card.fn.value) == ("髙橋", "太郎", "髙橋 太郎")
    assert card.x_phonetic_last_name.value == "タカハシ"
    assert card.x_phonetic_first_name.value == "タロウ"
    assert card.sort_string.value == "タカハシ タロウ"
    assert card.org.value == ["㈱見本商事", "営業本部", "第①営業部"]
    assert (card.adr.value.code, card.adr.value.city) == ("100-0001", "千代田区")
    assert (card.adr.value.street, card.adr.value.extended) == ("千代田1−2−3", "見本ビル4F")
    assert card.categories.value == ["展示会", "重要"]
    assert [(line.value, line.params["TYPE"]) for line in card.tel_list] == [
        ("+81300001111 ext. 12", ["WORK", "VOICE"]),
        ("+819000002222", ["CELL", "VOICE"]),
        ("+81300003333", ["WORK", "FAX"]),
    ]


def test_what_has_no_property_is_told_in_the_note() -> None:
    (card,) = read_back(TAKAHASHI)
    assert card.note.value.splitlines()[2:] == [
        "name_roman: Taro Takahashi",
        "qualification: 技術士",
    ]


def test_one_file_holds_every_contact() -> None:
    assert [card.uid.value for card in read_back(*EVERYBODY)] == [one.id for one in EVERYBODY]


def test_a_contact_without_any_name_still_has_the_one_that_the_format_asks_for() -> None:
    (nobody, company) = read_back(NOBODY, Contact("x", company="見本"))
    assert (nobody.fn.value, company.fn.value) == ("05nobody", "見本")


def test_a_name_that_nobody_split_is_the_family_name() -> None:
    (card,) = read_back(YAMAZAKI)
    assert (card.n.value.family, card.n.value.given) == ("山﨑花子", "")


def test_the_format_allows_no_other_encoding() -> None:
    with pytest.raises(UsageError, match="vcard is always utf-8"):
        export_contacts((), profile_named("vcard"), BytesIO(), encoding="cp932")


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1).filter(
    lambda text: text == text.strip()
)


@given(family=texts, given_name=texts, company=texts, note=texts, street=texts)
def test_commas_semicolons_and_line_breaks_are_read_back(
    family: str, given_name: str, company: str, note: str, street: str
) -> None:
    contact = Contact(
        "x",
        name=Name(f"{family} {given_name}", family, given_name),
        company=company,
        notes=(note,),
        addresses=(Address(street, street=street),),
    )
    (card,) = read_back(contact)
    assert (card.n.value.family, card.n.value.given) == (family, given_name)
    assert card.org.value == [company]
    assert card.note.value == note
    assert card.adr.value.street == street


def test_khard_lists_every_contact_with_its_numbers(tmp_path: Path) -> None:
    for one in EVERYBODY:
        (tmp_path / f"{one.id}.vcf").write_bytes(exported(one))
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[ours]]\npath = {tmp_path}\n")
    khard = Path(sys.executable).with_name("khard")
    listed = subprocess.run(  # noqa: S603 - installed beside our own interpreter
        [khard, "-c", config, "phone", "--parsable"], capture_output=True, check=True, text=True
    )
    assert sorted(line.split("\t")[:2] for line in listed.stdout.splitlines()) == [
        ["+442079460958", "Zoë O'Connor"],
        ["+81300001111 ext. 12", "太郎 髙橋"],
        ["+81300003333", "太郎 髙橋"],
        ["+819000002222", "太郎 髙橋"],
        ["+819000004444", "山﨑花子"],
    ]
