"""Invented contacts with what is hard to write: letters, line breaks, formulas, many of a kind."""

from datetime import UTC, date, datetime

from cardscan.contact import Address, Contact, Name, Phone
from cardscan.model import Kind

TAKAHASHI = Contact(
    id="01takahashi",
    name=Name("髙橋 太郎", "髙橋", "太郎"),
    name_kana=Name("タカハシ タロウ", "タカハシ", "タロウ"),
    name_roman=Name("Taro Takahashi", "Takahashi", "Taro"),
    company="㈱見本商事",
    company_kana="ミホンショウジ",
    departments=("営業本部", "第①営業部"),
    titles=("部長",),
    phones=(
        Phone(Kind.PHONE, "+81300001111;ext=12"),
        Phone(Kind.MOBILE, "+819000002222"),
        Phone(Kind.FAX, "+81300003333"),
    ),
    emails=("taro@mihon.example.co.jp", "taro@example.jp"),
    urls=("https://mihon.example.co.jp",),
    addresses=(
        Address(
            "東京都千代田区千代田1−2−3 見本ビル4F",
            postal_code="100-0001",
            prefecture="東京都",
            city="千代田区",
            street="千代田1−2−3",
            building="見本ビル4F",
            country="JP",
        ),
    ),
    qualifications=("技術士",),
    notes=("展示会で会った。\n次は「水曜」に, 電話",),
    tags=("展示会", "重要"),
    cards=2,
    met=date(2026, 11, 1),
    updated=datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
)

YAMAZAKI = Contact(
    id="02yamazaki",
    name=Name("山﨑花子"),  # nobody could say where the family name ends
    company="見本―テスト〜研究所",
    phones=(Phone(Kind.MOBILE, "+819000004444"),),
    addresses=(Address("大阪府大阪市北区見本町5"),),
    met=date(2026, 3, 9),
)

ZOE = Contact(
    id="03zoe",
    name=Name("Zoë O'Connor", "O'Connor", "Zoë"),
    company='Example "Widgets" — Müller & 한 GmbH 😀',
    titles=("Head of Sales", "Prokuristin"),
    phones=(Phone(Kind.PHONE, "+442079460958"),),
    emails=("zoe@example.com",),
    addresses=(
        Address(
            "1 Sample Street, Exampletown",
            postal_code="EX1 2MP",
            city="Exampletown",
            street="1 Sample Street",
            country="GB",
        ),
    ),
    socials=("LinkedIn: zoe-example",),
)

MALLORY = Contact(
    id="04mallory",
    name=Name("=cmd|'/c calc'!A0"),
    company="+1+1",
    departments=("@SUM(1)",),
    titles=("-2",),
    notes=("\t=1", "＝1＋1"),
    emails=("m@example.net",),
)

NOBODY = Contact(id="05nobody")

EVERYBODY = (TAKAHASHI, YAMAZAKI, ZOE, MALLORY, NOBODY)
