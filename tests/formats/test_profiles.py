from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from cardscan import plugins
from cardscan.errors import SettingsError, UnknownName
from cardscan.formats.profile import Profile
from cardscan.formats.profiles import profile_named, profile_names, read_profile

PUBLISHED = {
    "dynamics": "First Name,Middle Name,Last Name,Business Phone,Mobile Phone,Job Title,"
    "Business Street,Business City,Business State,Business Postal Code,Business Country/Region,"
    "Email Address",
    "eight": "会社名,部署名,役職,氏名,e-mail,郵便番号,住所,TEL会社,TEL部門,TEL直通,Fax,携帯電話,"
    "URL,名刺交換日,Eightでつながっている人,再データ化中の名刺,'?'を含んだデータ",
    "hubspot": "Email,First Name,Last Name,Company,Phone,Job Title,Website",
    "outlook": "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,"
    "E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,"
    "Business Phone 2,Mobile Phone,Car Phone,Other Phone,Primary Phone,Pager,Business Fax,"
    "Home Fax,Other Fax,Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,"
    "Job Title,Department,Company,Office Location,Manager's Name,Assistant's Name,"
    "Assistant's Phone,Company Yomi,Business Street,Business City,Business State,"
    "Business Postal Code,Business Country/Region,Home Street,Home City,Home State,"
    "Home Postal Code,Home Country/Region,Other Street,Other City,Other State,"
    "Other Postal Code,Other Country/Region,Personal Web Page,Spouse,Schools,Hobby,Location,"
    "Web Page,Birthday,Anniversary,Notes",
    "salesforce-contact": "FirstName,LastName,Email,Phone,MobilePhone,Title,Department,AccountName,"
    "MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,LeadSource,"
    "Description",
    "salesforce-lead": "LastName,Company,Email,FirstName,Title,Phone,Website,LeadSource,"
    "Description",
    "zoho": "Last Name,Email,First Name,Company,Website,Lead Source,Description",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_headers_are_spelled_and_ordered_as_the_other_program_publishes_them(name: str) -> None:
    assert [column.header for column in profile_named(name).columns] == PUBLISHED[name].split(",")


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_says_what_it_is_for(name: str) -> None:
    profile = profile_named(name)
    assert profile.name == name
    assert len(profile.purpose) > 20


def test_japanese_crms_get_microsofts_shift_jis_and_windows_line_ends() -> None:
    sansan = profile_named("sansan")
    assert (sansan.encoding, sansan.line_end) == ("cp932", "\r\n")
    assert "not confirmed" in sansan.purpose


def test_only_the_profiles_for_people_are_guarded() -> None:
    guarded = [name for name in profile_names() if profile_named(name).spreadsheet]
    assert guarded == ["csv", "xlsx"]


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match=r"no profile 'goggle'.*dynamics.*google.*vcard"):
        profile_named("goggle")


def test_ones_own_profile_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('for = "our ERP"\nencoding = "sjis"\n[columns]\n"名" = "name"\n', "utf-8")
    profile = profile_named(str(path))
    assert (profile.name, profile.purpose, profile.encoding) == ("mine", "our ERP", "cp932")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml: cannot be read"):
        profile_named(str(tmp_path / "gone.toml"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[columns]\n"A" = "name"', "'for' is missing"),
        ('for = "x"', "needs at least one"),
        ('for = "x"\n[columns]\n"A" = "nmae"', "column 'A': 'nmae' is no source. Known fields"),
        ('for = "x"\n[columns]\n"A" = "name.middle"', "the parts of name are text, family, given"),
        ('for = "x"\n[columns]\n"A" = "company[2]"', "a contact has one company"),
        ('for = "x"\n[columns]\n"A" = "email[n]"', "needs {n} in the header"),
        ('for = "x"\n[columns]\n"A" = "email[0]"', "is no source"),
        ('for = "x"\n[columns]\n"A" = 3', "column 'A'"),
        ('for = "x"\n[columns]\n"A" = { frist = ["name"] }', "unknown key 'frist'"),
        ('for = "x"\n[columns]\n"A" = { join = ["name"], first = ["id"] }', "not both"),
        ('for = "x"\n[columns]\n"A" = { first = ["note", "rest"] }', "goes with join"),
        ('for = "x"\ncolor = "red"\n[columns]\n"A" = "name"', "unknown key 'color'"),
        ('for = "x"\nspreadsheet = "no"\n[columns]\n"A" = "name"', "'no' is not a bool"),
        ('for = "x"\nencoding = "morse"\n[columns]\n"A" = "name"', "no encoding 'morse'"),
        ('for = "x"\nphones = "local"\n[columns]\n"A" = "name"', "none of e164, national"),
        ('for = "x"\nrequired = ["B"]\n[columns]\n"A" = "name"', "there is no column 'B'"),
        ('for = "x"\n[columns]\n"A" = { join = "name" }', "column 'A': 'name' is not a list"),
        ('for = "x"\n[least]\n"A" = "2"\n[columns]\n"A {n}" = "email[n]"', "needs a whole number"),
        ('for = "x"\nregion = "Japan"\n[columns]\n"A" = "name"', "not two capitals"),
        ('for = "x"\nformat = "vcard"\nencoding = "cp932"', "vcard says itself"),
        ('for = "x"\nformat = "xml"', "none of csv, xlsx, vcard, jsonl"),
        ("for = ", "Profile mine: "),
    ],
)
def test_a_wrong_profile_is_an_error_that_says_where(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match="Profile mine: ") as caught:
        read_profile(text, "mine")
    assert says in str(caught.value)


def profile_of_another_package() -> Profile:
    return replace(profile_named("google"), name="elsewhere", purpose="a program we never heard of")


def test_another_package_can_offer_a_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("elsewhere", f"{__name__}:profile_of_another_package", plugins.FORMATS)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point] if group else [])
    assert "elsewhere" in profile_names()
    assert profile_named("elsewhere").purpose == "a program we never heard of"
