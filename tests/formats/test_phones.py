import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat

from cardscan.formats.phones import e164, in_spreadsheet, national, stored


@pytest.mark.parametrize(
    ("value", "dialled"),
    [
        ("+81300001111", "03-0000-1111"),
        ("+819000002222", "090-0000-2222"),
        ("+81120000000", "0120-000-000"),
        ("+81300001111;ext=205", "03-0000-1111 内線205"),
        ("+442079460958", "+44 20 7946 0958"),
        ("+442079460958;ext=7", "+44 20 7946 0958 ext. 7"),
    ],
)
def test_home_numbers_are_written_as_dialled_and_others_with_their_country(
    value: str, dialled: str
) -> None:
    assert national(value, "JP") == dialled


@pytest.mark.parametrize("value", ["110", "+8131", "call me", "+", "", "+81" + "9" * 5000])
def test_what_is_no_whole_number_is_written_as_it_is(value: str) -> None:
    assert national(value, "JP") == value


def test_another_region_has_other_home_numbers() -> None:
    assert national("+442079460958;ext=7", "GB") == "020 7946 0958 ext. 7"
    assert national("+81300001111", "GB") == "+81 3-0000-1111"
    assert national("+390600000000", "IT") == "06 0000 0000"  # keeps the zero of Rome


def test_an_unknown_region_has_no_home_numbers() -> None:
    assert national("+81300001111", "ZZ") == "+81 3-0000-1111"


def test_no_number_in_a_spreadsheet_starts_with_a_plus_or_loses_it() -> None:
    assert in_spreadsheet("+81300001111", "JP") == "03-0000-1111"
    assert in_spreadsheet("+442079460958", "JP") == "(+44) 20 7946 0958"


def test_an_extension_is_written_as_other_programs_read_it() -> None:
    assert e164("+81300001111;ext=205") == "+81300001111 ext. 205"


@given(st.from_regex(r"0(?!1-?0)[1-9](?:-?[0-9]){8,9}", fullmatch=True))
def test_a_number_of_japan_is_the_one_that_the_parser_reads(text: str) -> None:
    parsed = phonenumbers.parse(text, "JP")
    assert stored(text, "JP") == phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
