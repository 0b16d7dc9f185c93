"""Companies, their parts, and the posts people hold in them."""

import pytest

from cardscan.model import Kind, Line, ParsedCard
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import line_of, page_of


def values(card: ParsedCard, kind: Kind) -> list[str]:
    return [field.value for field in card.of(kind)]


def read(*texts: str | Line) -> ParsedCard:
    return parse_page(page_of(*texts))


@pytest.mark.parametrize(
    "company",
    [
        "株式会社サンプル",
        "サンプル株式会社",
        "(株)北斗システム",
        "有限会社山本製作所",
        "合同会社そらのいろ",
        "株式会社NEXT STAGE",
        "医療法人社団 健友会",
        "東都大学",
        "サンプル法律事務所",
        "経済産業省",
        "青山市教育委員会",
        "Müller & Söhne Maschinenbau GmbH & Co. KG",
        "EXAMPLE ROBOTICS, INC.",
        "Example Co., Ltd.",
        "Boulangerie Dupont SARL",
        "Rossi & Figli S.r.l.",
        "Sample Pty Ltd",
        "University of Example",
        "AUTO PEÇAS SILVA LTDA",
    ],
)
def test_a_company_is_known_by_its_legal_form_or_its_kind(company: str) -> None:
    card = read(company, line_of("山田 太郎", top=100, size=34))
    assert values(card, Kind.COMPANY) == [company]
    assert not card.of(Kind.DEPARTMENT)


def test_the_square_of_the_legal_form_is_written_out() -> None:
    (field,) = read("㈱ハナミズキ").of(Kind.COMPANY)
    assert (field.value, field.raw) == ("(株)ハナミズキ", "㈱ハナミズキ")


@pytest.mark.parametrize(
    ("line", "company", "departments"),
    [
        ("株式会社サンプル東京支店", "株式会社サンプル", ["東京支店"]),
        ("株式会社サンプル営業部", "株式会社サンプル", ["営業部"]),
        ("サンプル株式会社 営業本部 第一営業部", "サンプル株式会社", ["営業本部", "第一営業部"]),
        ("東都大学 工学部 機械工学科", "東都大学", ["工学部", "機械工学科"]),
        ("農林水産省　海外事業部", "農林水産省", ["海外事業部"]),
        ("株式会社スタジオ・ポップ　DX推進室", "株式会社スタジオ・ポップ", ["DX推進室"]),
    ],
)
def test_parts_behind_the_company_are_departments(
    line: str, company: str, departments: list[str]
) -> None:
    card = read(line)
    assert values(card, Kind.COMPANY) == [company]
    assert values(card, Kind.DEPARTMENT) == departments


def test_a_lost_space_between_two_levels_is_found() -> None:
    assert values(read("品質保証部品質管理課"), Kind.DEPARTMENT) == ["品質保証部", "品質管理課"]


def test_a_legal_form_in_its_own_box_belongs_to_the_name_beside_it() -> None:
    form = line_of("株式会社", top=34, left=40, size=16)
    name = line_of("ABCデザイン", top=30, left=150, size=26)
    assert values(read(form, name), Kind.COMPANY) == ["株式会社 ABCデザイン"]


def test_a_logo_is_the_company_when_the_domain_has_its_name() -> None:
    card = read(line_of("Contoso", top=30, size=40), "Avery Smith", "avery@contoso.example")
    assert values(card, Kind.COMPANY) == ["Contoso"]


def test_a_latin_company_line_beside_a_japanese_one_is_its_latin_name() -> None:
    card = read("サンプル株式会社", "Sample Co., Ltd.", line_of("林 進", top=120, size=34))
    assert values(card, Kind.COMPANY) == ["サンプル株式会社"]
    assert values(card, Kind.COMPANY_ROMAN) == ["Sample Co., Ltd."]


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("代表取締役社長", ["代表取締役社長"]),
        ("取締役 営業部長", ["取締役", "営業部長"]),
        ("常務取締役 兼 営業本部長", ["常務取締役", "営業本部長"]),
        ("シニアマネージャー", ["シニアマネージャー"]),
        ("最高技術責任者", ["最高技術責任者"]),
        ("クリエイティブディレクター", ["クリエイティブディレクター"]),
        ("SeniorManager", ["Senior Manager"]),
        ("Vice President of Engineering", ["Vice President of Engineering"]),
        ("Geschäftsführer", ["Geschäftsführer"]),
        ("Directrice commerciale", ["Directrice commerciale"]),
        ("Gerente de Vendas", ["Gerente de Vendas"]),
        ("CEO & Founder", ["CEO & Founder"]),
        ("Web Developer", ["Web Developer"]),
    ],
)
def test_posts_are_read_one_by_one(line: str, titles: list[str]) -> None:
    assert values(read(line), Kind.TITLE) == titles


def test_a_post_whose_signs_stand_apart_ends_no_department() -> None:
    for line in ("安全環境室 部 長", "安全環境室部 長"):
        card = read(line)
        assert values(card, Kind.DEPARTMENT) == ["安全環境室"]
        assert values(card, Kind.TITLE) == ["部長"]


@pytest.mark.parametrize(
    ("line", "firm"),
    [
        ("医療法人社団青嶺会青嶺整形外科", "医療法人社団青嶺会青嶺整形外科"),
        ("医療法人社団青嶺会 内科", "医療法人社団青嶺会"),
        ("≈NEXT紙器(有)", "NEXT紙器(有)"),
        ("2一般財団法人青葉協会", "一般財団法人青葉協会"),
        ("浄土真宗本願寺派妙法寺", "浄土真宗本願寺派妙法寺"),
        ("曹洞宗 光明院", "曹洞宗 光明院"),
    ],
)
def test_a_firm_ends_and_begins_where_its_name_does(line: str, firm: str) -> None:
    assert values(read(line), Kind.COMPANY) == [firm]


def test_a_department_and_a_post_on_one_line_are_two_fields() -> None:
    card = read("技術部 部長 髙橋由紀子")
    assert values(card, Kind.DEPARTMENT) == ["技術部"]
    assert values(card, Kind.TITLE) == ["部長"]
    assert values(card, Kind.NAME) == ["髙橋 由紀子"]


@pytest.mark.parametrize(
    "text",
    ["一級建築士", "工学博士", "博士(工学)", "技術士(建設部門)", "公認会計士", "FP技能士1級"],
)
def test_licences_and_degrees_are_qualifications(text: str) -> None:
    assert values(read("部長", text), Kind.QUALIFICATION) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Design that moves you",
        "未来をつくる、ひとがいる。",
        "Driving the future",
        "Qualidade e confiança",
    ],
)
def test_a_slogan_is_neither_post_nor_company(text: str) -> None:
    card = read(text, "Example Ltd", "Ann Lee")
    assert not card.of(Kind.TITLE)
    assert values(card, Kind.COMPANY) == ["Example Ltd"]
    assert not card.of(Kind.DEPARTMENT)
    assert text in [line.text for line in card.leftover]


def test_the_mail_domain_is_only_a_suggestion_for_a_company() -> None:
    (field,) = read("山田 太郎", "部長", "taro@acme-works.co.jp").of(Kind.COMPANY)
    assert (field.value, field.status) == ("acme-works", "review")
    assert not read("山田 太郎", "部長", "taro.yamada@gmail.com").of(Kind.COMPANY)


def test_a_code_of_its_own_speaks_for_the_company() -> None:
    (field,) = read("東京都庁", "〒163-8001 東京都新宿区西新宿2-8-1").of(Kind.COMPANY)
    assert "the postal code is its own" in field.evidence


def test_a_shop_is_no_person() -> None:
    card = read("焼鳥 西央", "〒039-2814 青森県上北郡七戸町道ノ下7-24-3", "TEL 011-104-5316")
    assert values(card, Kind.COMPANY) == ["焼鳥 西央"]
    assert not card.of(Kind.NAME)
    card = read("Vidraçaria do João", "Tel. (47) 3495-4197", "Maringá/PR")
    assert values(card, Kind.COMPANY) == ["Vidraçaria do João"]
    assert not card.of(Kind.NAME)
