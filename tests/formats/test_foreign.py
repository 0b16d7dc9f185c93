"""Files as other programs export them, with invented people: everything in them arrives."""

from pathlib import Path

import pytest

from cardscan.contact import Address, Contact, Name, Phone
from cardscan.formats.incoming import ReadContact
from cardscan.formats.profiles import profile_named, profile_names
from cardscan.formats.reading import open_contacts
from cardscan.model import Kind

FOREIGN = Path(__file__).parent / "foreign"
PROFILES = [profile_named(name) for name in profile_names()]


def read(name: str) -> tuple[str, str, list[Contact]]:
    opened = open_contacts(FOREIGN / name, PROFILES)
    rows = list(opened.contacts)
    assert all(isinstance(row, ReadContact) for row in rows)
    contacts = [row.contact for row in rows if isinstance(row, ReadContact)]
    return opened.profile, opened.encoding, contacts


def numbers(contact: Contact) -> list[tuple[str, str]]:
    return [(str(phone.kind), phone.value) for phone in contact.phones]


def test_a_list_of_eight_is_read_below_its_preamble() -> None:
    profile, encoding, (goro, hanako) = read("eight.csv")
    assert (profile, encoding) == ("eight", "utf-8")
    assert goro.name == Name("髙橋五郎")
    assert goro.addresses == (Address("東京都千代田区千代田1-2-3", "100-0001", "東京都"),)
    assert numbers(goro) == [
        ("phone", "+81300001111"),
        ("fax", "+81300001113"),
        ("mobile", "+819000003333"),
    ]
    assert str(goro.met) == "2022-05-26"
    assert hanako.name == Name("山﨑 花子", "山﨑", "花子")
    assert [number for _, number in numbers(hanako)] == [
        "+81600002222",
        "+81600002223",
        "+81600002224",
    ]
    assert goro.notes == hanako.notes == ()


def test_what_google_exports_is_read_by_the_names_of_its_columns() -> None:
    profile, _, (zoe,) = read("google.csv")
    assert profile == "google"
    assert zoe.name == Name("Zoë Q. O'Connor", "O'Connor", "Zoë Q.")
    assert zoe.emails == ("zoe@example.com", "zoe@example.net")
    assert numbers(zoe) == [
        ("phone", "+442079460958"),
        ("mobile", "+447700900123"),
        ("fax", "+442079460000"),
    ]
    assert zoe.tags == ("VIP",)
    assert zoe.urls == ("https://example.com/zoe",)
    assert zoe.addresses[0].text == "1 Sample Street Exampletown EX1 2MP GB"
    (note,) = zoe.notes
    assert note.splitlines() == [
        "Name Prefix: Dr.",
        "Event 1 - Label: Anniversary",
        "Event 1 - Value: 2020-02-02",
        "Custom Field 1 - Label: Room",
        "Custom Field 1 - Value: 12",
    ]


def test_the_older_format_of_google_is_read_too() -> None:
    profile, _, (taro,) = read("google-older.csv")
    assert profile == "google"
    assert (taro.name, taro.name_kana) == (
        Name("髙橋 太郎", "髙橋", "太郎"),
        Name("タカハシ タロウ", "タカハシ", "タロウ"),
    )
    assert (taro.company, taro.company_kana) == ("㈱見本商事", "ミホンショウジ")
    assert (taro.departments, taro.titles) == (("営業部",), ("部長",))
    assert taro.emails == ("taro@mihon.example.co.jp", "taro@example.jp")
    assert numbers(taro) == [("mobile", "+819000002222"), ("fax", "+81300003333")]
    assert taro.tags == ("取引先",)
    assert taro.notes == (
        '展示会で会った, "水曜"',
        "Nickname: たろちゃん\nBirthday: 1980-04-01",
    )


def test_what_outlook_exports_on_a_japanese_windows_is_read() -> None:
    profile, encoding, (hanako,) = read("outlook-classic.csv")
    assert (profile, encoding) == ("outlook-classic", "cp932")
    assert hanako.name == Name("山﨑 花子", "山﨑", "花子")
    assert hanako.addresses == (
        Address(
            "大阪府大阪市北区見本町5 例示ビル2F",
            "530-0001",
            "大阪府",
            "大阪市北区",
            "見本町5",
            "例示ビル2F",
            "JP",
        ),
    )
    assert hanako.phones[0] == Phone(Kind.FAX, "+81600002223")
    assert {number for _, number in numbers(hanako)} == {
        "+81600002222",
        "+819000004444",
        "+81600002223",
        "+81720005555",
    }
    assert hanako.tags == ("展示会", "重要")
    assert hanako.notes == ("一行目\n二行目", "Title: Ms\nSpouse: 例示 次郎")


@pytest.mark.parametrize(
    ("name", "full_name", "phones"),
    [
        ("dynamics", Name("Ann Lee", "Lee", "Ann"), ["+442079460958"]),
        ("hubspot", Name("Ann Lee", "Lee", "Ann"), ["+442079460958"]),
        ("kintone", Name("髙橋太郎"), ["+81300001111", "+819000002222"]),
        (
            "salesforce-contact",
            Name("髙橋 太郎", "髙橋", "太郎"),
            ["+81300001111", "+819000002222"],
        ),
        ("salesforce-lead", Name("髙橋 太郎", "髙橋", "太郎"), ["+81300001111"]),
        (
            "sansan",
            Name("髙橋 太郎", "髙橋", "太郎"),
            ["+81300001111", "+81300001112", "+819000002222"],
        ),
        ("zoho", Name("髙橋 太郎", "髙橋", "太郎"), []),
    ],
)
def test_what_a_crm_gives_back_is_known_as_its_own(
    name: str, full_name: Name, phones: list[str]
) -> None:
    profile, _, (one,) = read(f"{name}.csv")
    assert profile == name
    assert one.name == full_name
    assert one.company in {"Acme", "見本株式会社"}
    assert [number for _, number in numbers(one)] == phones
    assert one.emails[0].partition("@")[0] in {"ann", "taro"}


def test_a_card_of_an_old_phone_is_read_in_its_encoding() -> None:
    profile, encoding, (misaki,) = read("phone-2.1.vcf")
    assert (profile, encoding) == ("vcard", "cp932")
    assert misaki.name == Name("高橋 美咲", "高橋", "美咲")
    assert misaki.name_kana == Name("タカハシ ミサキ", "タカハシ", "ミサキ")
    assert numbers(misaki) == [("mobile", "+819000002222"), ("fax", "+81300003333")]
    assert misaki.notes == ("一行目\n二行目",)


def test_cards_of_several_versions_in_one_file_are_read_each_for_itself() -> None:
    _, _, (osamu, ann) = read("mixed-4.0.vcf")
    assert osamu.name == Name("小浦 修", "小浦", "修")
    assert osamu.name_kana == Name("こうら おさむ", "こうら", "おさむ")
    assert (osamu.company, osamu.departments) == ("株式会社見本;子会社", ("営業部",))
    assert numbers(osamu) == [("phone", "+81300001111;ext=5"), ("mobile", "+819000002222")]
    assert (osamu.addresses[0].text, osamu.addresses[0].country) == (
        "東京都千代田区千代田1-2-3",
        "JP",
    )
    assert osamu.tags == ("展示会", "重,要")
    assert osamu.notes == ("一行目\n二行目", "BDAY: 19800401")
    assert ann.name == Name("Ann Lee", "Lee", "Ann")
    assert ann.notes == ("N: Dr.",)


def test_a_file_that_no_profile_knows_says_how_to_explain_it(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Wer;Zimmer\nAnn;12\n")
    with pytest.raises(
        Exception, match=r"x\.csv: no columns of contacts .* --map 'Full name=name'"
    ):
        open_contacts(path, PROFILES)


LIST = "山田 太郎,ヤマダ タロウ,株式会社例,営業部,部長,090-0000-0001,t@a.example,100-0005,展示会"


@pytest.mark.parametrize(
    "header",
    [
        "氏名,フリガナ,会社名,部署,役職,携帯番号,メールアドレス,郵便番号,メモ",
        "full_name,name_kana,Company,Division,Job Title,Cell Phone,Email Address,Zip,Comment",
    ],
)
def test_a_list_that_a_person_made_is_read_whole(tmp_path: Path, header: str) -> None:
    (tmp_path / "list.csv").write_text(f"{header}\n{LIST}\n", encoding="cp932")
    opened = open_contacts(tmp_path / "list.csv", PROFILES)
    (row,) = opened.contacts
    assert opened.header is not None
    assert opened.header.unknown == ()
    assert isinstance(row, ReadContact)
    contact = row.contact
    assert (contact.name.text, contact.name_kana.text) == ("山田 太郎", "ヤマダ タロウ")
    assert (contact.company, contact.departments) == ("株式会社例", ("営業部",))
    assert contact.titles == ("部長",)
    assert numbers(contact) == [("mobile", "+819000000001")]
    assert contact.emails == ("t@a.example",)
    assert contact.addresses[0].postal_code == "100-0005"
    assert contact.notes == ("展示会",)
