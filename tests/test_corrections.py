"""What a person says stands in the place of what was read."""

import pytest

from cardscan.contact import Address, Contact, Name, Phone
from cardscan.corrections import corrected, name_in
from cardscan.model import Kind

READ = Contact(
    "person",
    Name("田中 健一", "田中", "健一"),
    phones=(Phone(Kind.PHONE, "+81300001111"), Phone(Kind.MOBILE, "+819000001234")),
    urls=("https://mihon.example.co.jp",),
    addresses=(Address("東京部港区1-1", "105-0001"),),
)


def test_a_correction_replaces_every_value_of_its_kind_and_no_other() -> None:
    contact = corrected(
        READ,
        {
            Kind.NAME: ("田仲 健一",),
            Kind.MOBILE: ("+819000005678",),
            Kind.TITLE: ("社長", "工場長"),
            Kind.COMPANY: ("見本",),
            Kind.URL: (),
        },
    )
    assert contact.name == Name("田仲 健一", "田仲", "健一")
    assert {phone.value for phone in contact.phones} == {"+81300001111", "+819000005678"}
    assert (contact.titles, contact.company, contact.urls) == (("社長", "工場長"), "見本", ())
    assert contact.addresses == READ.addresses


def test_a_corrected_address_keeps_its_postal_code() -> None:
    contact = corrected(READ, {Kind.ADDRESS: ("東京都港区1-1", "京都府京都市2-2")})
    assert contact.addresses == (
        Address("東京都港区1-1", "105-0001", "東京都"),
        Address("京都府京都市2-2", "", "京都府"),
    )


def test_a_postal_code_goes_to_the_first_address_or_stands_alone() -> None:
    code = {Kind.POSTAL_CODE: ("100-0005",)}
    assert corrected(READ, code).addresses == (Address("東京部港区1-1", "100-0005"),)
    assert corrected(Contact("person"), code).addresses == (Address("100-0005", "100-0005"),)


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("田中", "", ""),
        ("田中　健一", "田中", "健一"),
        ("Mary Ann LEE", "LEE", "Mary Ann"),
        ("Ann Ann", "Ann", "Ann"),
        ("ANN LEE", "LEE", "ANN"),
    ],
)
def test_a_typed_name_is_split_where_its_script_splits_it(
    text: str, family: str, given: str
) -> None:
    name = name_in(text)
    assert (name.family, name.given) == (family, given)
