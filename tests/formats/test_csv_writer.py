import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from hypothesis import given
from hypothesis import strategies as st

from cardscan.contact import Address, Contact, Name, Phone
from cardscan.exchange import ExportReport, export_contacts
from cardscan.formats.profile import Profile
from cardscan.formats.profiles import profile_named, read_profile
from cardscan.model import Kind
from tests.formats.people import MALLORY, TAKAHASHI, YAMAZAKI, ZOE


def written(
    contacts: Sequence[Contact], profile: Profile
) -> tuple[list[dict[str, str]], ExportReport]:
    """Export, then read back as another program would: rows by header."""
    stream = BytesIO()
    report = export_contacts(contacts, profile, stream)
    text = stream.getvalue().decode(profile.encoding)
    return list(csv.DictReader(StringIO(text, newline=""))), report


def columns(lines: str, keys: str = "") -> Profile:
    return read_profile(f'for = "a test"\n{keys}\n[columns]\n{lines}', "test")


def test_google_gets_readings_and_as_many_numbered_columns_as_there_are_values() -> None:
    (first, second), _ = written((TAKAHASHI, YAMAZAKI), profile_named("google"))
    assert first["Phonetic Last Name"] == "タカハシ"
    assert first["Phonetic First Name"] == "タロウ"
    assert [first[f"Phone {n} - Label"] for n in (1, 2, 3)] == ["Work", "Mobile", "Work Fax"]
    assert first["Phone 2 - Value"] == "+819000002222"
    assert first["E-mail 2 - Value"] == "taro@example.jp"
    assert first["Labels"] == "展示会 ::: 重要 ::: * myContacts"
    assert second["Phone 1 - Label"] == "Mobile"
    assert second["Phone 3 - Value"] == ""
    assert "Phone 4 - Value" not in first


def test_numbered_columns_that_belong_together_stay_side_by_side() -> None:
    many = Contact("x", emails=("a@example.com", "b@example.com", "c@example.com"))
    (row,), _ = written((many,), profile_named("google"))
    mails = [header for header in row if header.startswith("E-mail")]
    assert mails == [f"E-mail {n} - {what}" for n in (1, 2, 3) for what in ("Label", "Value")]


def test_an_export_of_nobody_is_a_header() -> None:
    rows, report = written((), profile_named("google"))
    assert (rows, report.rows) == ([], 0)


def test_a_japanese_crm_file_is_read_back_whole_with_cp932() -> None:
    (row, other), report = written((TAKAHASHI, YAMAZAKI), profile_named("sansan"))
    assert (row["会社名"], row["氏名[姓]"], row["部署名"]) == (
        "㈱見本商事",
        "髙橋",
        "営業本部 第①営業部",
    )
    assert row["TEL-1(1)"] == "03-0000-1111 内線12"
    assert row["携帯電話(1)"] == "090-0000-2222"
    assert row["名刺交換日"] == "2026/11/01"
    assert other["会社名"] == "見本―テスト～研究所"
    assert report.lost == ()


def test_every_lost_character_is_reported_with_contact_field_and_character() -> None:
    _, report = written((TAKAHASHI, ZOE), profile_named("sansan"))
    told = [(one.contact_id, one.field, one.character, one.written) for one in report.lost]
    assert told == [
        ("03zoe", "会社名", "—", "―"),
        ("03zoe", "会社名", "ü", "〓"),
        ("03zoe", "会社名", "한", "〓"),
        ("03zoe", "会社名", "😀", "〓"),
        ("03zoe", "氏名[名]", "ë", "〓"),
    ]


def test_a_name_that_nobody_split_stands_whole_in_the_family_column() -> None:
    (row,), _ = written((YAMAZAKI,), profile_named("outlook"))
    assert (row["Last Name"], row["First Name"]) == ("山﨑花子", "")


def test_a_roman_name_stands_in_for_a_missing_name() -> None:
    contact = Contact("x", name_roman=Name("Ann Lee", "Lee", "Ann"))
    (row,), _ = written((contact,), profile_named("google"))
    assert (row["First Name"], row["Last Name"], row["Notes"]) == ("Ann", "Lee", "")


def test_an_address_that_nobody_split_stands_in_the_street_without_its_known_parts() -> None:
    address = Address(
        "東京都港区見本1-2 例ビル", "105-0001", prefecture="東京都", building="例ビル"
    )
    (row,), _ = written((Contact("x", addresses=(address,)),), profile_named("salesforce-contact"))
    assert row["MailingStreet"] == "港区見本1-2 例ビル"
    assert row["MailingState"] == "東京都"


def test_what_has_no_column_is_told_in_the_notes() -> None:
    (row,), report = written((TAKAHASHI,), profile_named("kintone"))
    assert row["メモ"].splitlines() == [
        "展示会で会った。",
        "次は「水曜」に, 電話",
        "name_roman: Taro Takahashi",
        "company_kana: ミホンショウジ",
        "email: taro@example.jp",
        "qualification: 技術士",
        "tag: 展示会",
        "tag: 重要",
    ]
    assert report.left_out == ()


def test_what_has_neither_column_nor_notes_is_counted() -> None:
    _, report = written((TAKAHASHI,), profile_named("hubspot"))
    left_out = dict(report.left_out)
    assert left_out["mobile"] == 1  # the column took the office number
    assert left_out["fax"] == left_out["address"] == left_out["email"] == 1
    assert "phone" not in left_out
    assert {type(kind) for kind in left_out} == {str}


def test_the_first_of_several_sources_that_has_a_value_is_taken() -> None:
    (row,), report = written((YAMAZAKI,), profile_named("hubspot"))
    assert row["Phone"] == "+819000004444"
    assert "mobile" not in dict(report.left_out)


def test_an_empty_cell_that_the_other_program_insists_on_is_reported() -> None:
    nameless = Contact("x", company="見本")
    _, report = written((nameless, TAKAHASHI), profile_named("salesforce-lead"))
    assert [(one.contact_id, one.field) for one in report.missing] == [("x", "LastName")]


def test_cells_that_would_run_are_made_harmless_for_people() -> None:
    (row,), _ = written((MALLORY,), profile_named("csv"))
    assert row["name"] == "'=cmd|'/c calc'!A0"
    assert (row["company"], row["department"], row["title"]) == ("'+1+1", "'@SUM(1)", "'-2")
    assert row["note"] == "'\t=1\n＝1＋1"


def test_cells_stay_raw_for_a_crm() -> None:
    (row,), _ = written((MALLORY,), profile_named("hubspot"))
    assert (row["Company"], row["Job Title"]) == ("+1+1", "-2")


def test_phone_numbers_for_people_keep_their_zero_and_their_country() -> None:
    (japanese, british), _ = written((TAKAHASHI, ZOE), profile_named("csv"))
    assert japanese["phone 1"] == "03-0000-1111 内線12"
    assert british["phone 1"] == "(+44) 20 7946 0958"


def test_a_crm_that_takes_no_line_breaks_gets_none() -> None:
    contact = Contact("x", company="見本\r\n商事\n東京")
    (row,), _ = written((contact,), profile_named("sansan"))
    assert row["会社名"] == "見本 商事 東京"


def test_a_header_that_starts_with_its_number_is_repeated_on_its_own() -> None:
    profile = columns('"id" = "id"\n"{n}. mail" = "email[n]"')
    (row,), _ = written((Contact("x", emails=("a@example.com", "b@example.com")),), profile)
    assert row == {"id": "x", "1. mail": "a@example.com", "2. mail": "b@example.com"}


def test_constants_and_stand_ins_fill_what_contacts_lack() -> None:
    profile = columns(
        '"A" = { text = "cards" }\n"B" = { join = ["company"], else = "(none)" }\n'
        '"C" = { join = ["email[2..]"], with = ";" }'
    )
    contact = Contact("x", emails=("a@example.com", "b@example.com", "c@example.com"))
    (row,), _ = written((contact,), profile)
    assert row == {"A": "cards", "B": "(none)", "C": "b@example.com;c@example.com"}


def test_line_ends_are_the_profiles() -> None:
    stream = BytesIO()
    export_contacts((YAMAZAKI,), columns('"A" = "name"', 'line_end = "lf"'), stream)
    assert stream.getvalue() == "A\n山﨑花子\n".encode()


cells = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"))
contacts = st.builds(
    Contact,
    id=st.uuids().map(str),
    name=st.builds(Name, cells, cells, cells),
    company=cells,
    emails=st.lists(cells.filter(bool), max_size=4).map(tuple),
    notes=st.lists(cells, max_size=2).map(tuple),
    phones=st.lists(st.builds(Phone, st.just(Kind.MOBILE), cells.filter(bool)), max_size=3).map(
        tuple
    ),
)


@given(people=st.lists(contacts, max_size=4))
def test_whatever_is_written_is_read_back_the_same(people: list[Contact]) -> None:
    profile = columns(
        '"family" = "name.family"\n"given" = "name.given"\n"company" = "company"\n'
        '"mail {n}" = "email[n]"\n"mobile {n}" = "mobile[n].label"\n"note" = "note"'
    )
    rows, report = written(people, profile)
    assert (report.rows, report.lost) == (len(people), ())
    for contact, row in zip(people, rows, strict=True):
        assert row["given"] == contact.name.given
        assert row["company"] == contact.company
        assert row["note"] == " ".join(filter(None, contact.notes))
        mails = [row[header] for header in row if header.startswith("mail")]
        assert tuple(mail for mail in mails if mail) == contact.emails
