"""Pages that both readers recorded from drawn cards of invented people, a quirk in each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import json

from cardscan.model import Kind, OcrPage, Status
from cardscan.parse.parser import parse_page

PAGES = Path(__file__).parents[1] / "data" / "pages"

EXPECTED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "letter-spaced-name": {
        "name": ["西村 俊介"],
        "name_roman": ["Shunsuke NISHIMURA"],
        "company": ["株式会社ミナト精機"],
        "department": ["営業本部", "第二営業部"],
        "title": ["課長代理"],
        "phone": ["+81663451234"],
        "mobile": ["+819000001234"],
        "fax": ["+81663451235"],
        "email": ["nishimura@minato.example.co.jp"],
        "postal_code": ["530-0001"],
        "address": ["大阪府大阪市北区梅田2-4-9"],
    },
    "labels-in-their-own-boxes": {
        "name": ["Zoë O'Connor"],
        "company": ["Brightwell Ltd."],
        "title": ["Head of Design"],
        "phone": ["+442079460635"],
        "mobile": ["+447700900693"],
        "fax": ["+442079460139"],
        "email": ["zoe.oconnor@brightwell.example"],
        "url": ["https://www.brightwell.example"],
        "postal_code": ["M2 2BQ"],
        "address": ["60 Spring Gardens, Manchester M2 2BQ"],
        "qualification": ["PhD"],
    },
    "two-offices": {
        "name": ["髙﨑 ひより"],
        "name_kana": ["たかさき ひより"],
        "company": ["青葉建設株式会社"],
        "title": ["取締役", "東北支社長"],
        "phone": ["+81300001234", "+81220001234"],
        "fax": ["+81300001235", "+81220001235"],
        "email": ["h-takasaki@aoba.example.jp"],
        "url": ["http://www.aoba.example.jp/"],
        "postal_code": ["100-0005", "980-0811"],
        "address": [
            "東京都千代田区丸の内1-9-1 丸の内ビル5F",
            "宮城県仙台市青葉区一番町3-7-1",
        ],
        "qualification": ["一級建築士"],
    },
    "vertical-columns": {
        "name": ["川島 健一"],
        "company": ["株式会社朝凪酒造"],
        "title": ["代表取締役"],
        "phone": ["+81750003456"],
        "postal_code": ["604-8166"],
        "address": ["京都府京都市中京区御倉町七十九番地"],
    },
    "vertical-extension": {
        "name": ["鈴木 幸"],
        "company": ["株式会社雄星ファーマ"],
        "department": ["営業企画部"],
        "title": ["支店長"],
        "phone": ["+81780339962;ext=6562"],
        "mobile": ["+817001582871"],
        "email": ["s.suzuki@yusei.example.co.jp"],
        "postal_code": ["922-0852"],
        "address": ["石川県加賀市大聖寺緑ケ丘三-八-五"],
    },
    "vertical-floor-behind-kana": {
        "name": ["塩谷 博"],
        "name_kana": ["シオヤ ヒロシ"],
        "company": ["株式会社吉野石油"],
        "department": ["研究開発センター"],
        "phone": ["+81466179621"],
        "fax": ["+81466175551"],
        "email": ["hiroshi-shioya@yoshino.example.com"],
        "postal_code": ["314-0257"],
        "address": ["茨城県神栖市太田新町七番地二二 パークサイドビル一〇階"],
    },
    "vertical-kana-read-as-kanji": {
        "name": ["和田 萌"],
        "name_kana": ["ワダ モエ"],
        "company": ["龍友システムズ(株)"],
        "department": ["情報システム部", "インフラグループ"],
        "title": ["課長補佐"],
        "phone": ["+81921483004"],
        "mobile": ["+819000985662"],
        "email": ["wada@ryuyu.example.com"],
        "postal_code": ["330-0042"],
        "address": ["埼玉県さいたま市浦和区木崎六-一八-一二 サウスコート 一四〇八号室"],
    },
}


@pytest.mark.parametrize("quirk", sorted(EXPECTED))
def test_a_recorded_page_gives_exactly_what_was_printed(quirk: str) -> None:
    page = json.decode((PAGES / f"{quirk}.json").read_bytes(), type=OcrPage)
    card = parse_page(page)
    read: dict[str, list[str]] = {}
    for field in card.fields:
        read.setdefault(field.kind.value, []).append(field.value)
    assert read == EXPECTED[quirk]
    assert not card.leftover


def test_every_recorded_page_is_expected() -> None:
    assert {path.stem for path in PAGES.glob("*.json")} == set(EXPECTED)


def test_an_extension_of_a_column_whose_bracket_does_not_close_is_doubted() -> None:
    page = json.decode((PAGES / "vertical-extension.json").read_bytes(), type=OcrPage)
    lines = tuple(
        replace(line, text=line.text.removesuffix("）"), readings=()) for line in page.lines
    )
    card = parse_page(replace(page, lines=lines))
    phone = next(field for field in card.fields if field.kind is Kind.PHONE)
    assert phone.status is Status.REVIEW
