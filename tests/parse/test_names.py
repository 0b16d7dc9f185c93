"""People's names: which piece is the person, and how it is written and read."""

import pytest

from cardscan.model import Field, Kind, Line, ParsedCard, Status
from cardscan.parse.parser import parse_page
from cardscan.parse.people import PersonName, cut_like
from cardscan.parse.testing import line_of, page_of


def named(*texts: str | Line) -> ParsedCard:
    return parse_page(page_of(*texts))


def only(card: ParsedCard, kind: Kind) -> str:
    (field,) = card.of(kind)
    return field.value


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("山田太郎", "山田 太郎"),
        ("山田　太郎", "山田 太郎"),
        ("山 田 太 郎", "山田 太郎"),
        ("西 村  俊 介", "西村 俊介"),
        ("長谷川亮介", "長谷川 亮介"),
        ("東海林　潤", "東海林 潤"),
        ("林修一", "林 修一"),
        ("林 進", "林 進"),
        ("髙橋ひより", "髙橋 ひより"),
        ("山﨑 直樹", "山﨑 直樹"),
        ("渡邊龍之介", "渡邊 龍之介"),
        ("佐々木一郎", "佐々木 一郎"),
        ("服部 誠", "服部 誠"),
        ("長曽我部 怜", "長曽我部 怜"),
        ("上村 雄一 郎", "上村 雄一郎"),
        ("町田雄一", "町田 雄一"),
        ("生駒 蔵人", "生駒 蔵人"),
        ("ジョン・スミス", "ジョン・スミス"),
    ],
)
def test_a_japanese_name_is_family_and_given_with_one_space(printed: str, expected: str) -> None:
    card = named("株式会社サンプル", line_of(printed, top=100, size=34), "TEL 03-3212-3456")
    assert only(card, Kind.NAME) == expected


def test_the_halves_of_a_wide_name_in_two_boxes_are_one_name() -> None:
    left = line_of("西村", top=100, left=40, size=34)
    right = line_of("俊介", top=100, left=200, size=34)
    card = named(left, right)
    assert only(card, Kind.NAME) == "西村 俊介"
    assert card.of(Kind.NAME)[0].part("family") == "西村"


def test_the_kana_line_is_cut_like_the_name() -> None:
    card = named(line_of("やまだたろう", top=80, size=12), line_of("山田太郎", top=100, size=34))
    assert only(card, Kind.NAME_KANA) == "やまだ たろう"


def test_how_a_name_is_read_behind_a_post_is_no_part_of_the_post() -> None:
    reading = line_of("部長（さいとうりょう）", top=80, size=14)
    card = named(reading, line_of("斎藤 亮", top=100, size=34))
    assert only(card, Kind.TITLE) == "部長"
    assert only(card, Kind.NAME_KANA) == "さいとう りょう"


def test_half_width_kana_become_whole() -> None:
    card = named(line_of("ﾔﾏﾀﾞ ﾀﾛｳ", top=80, size=12), line_of("山田太郎", top=100, size=34))
    assert only(card, Kind.NAME_KANA) == "ヤマダ タロウ"


@pytest.mark.parametrize(
    ("printed", "family"),
    [
        ("Taro YAMADA", "YAMADA"),
        ("TARO YAMADA", "YAMADA"),
        ("Yamada, Taro", "Yamada"),
        ("YAMADA Taro", "YAMADA"),
        ("YAMADA TARO", "YAMADA"),
    ],
)
def test_the_latin_line_tells_which_word_is_the_family_name(printed: str, family: str) -> None:
    card = named(line_of("山田 太郎", top=100, size=34), line_of(printed, top=140, size=14))
    (roman,) = card.of(Kind.NAME_ROMAN)
    assert roman.value == printed
    assert roman.part("family") == family
    assert len(card.of(Kind.NAME)) == 1


def test_a_lost_space_in_the_latin_line_comes_back() -> None:
    card = named(line_of("山田 太郎", top=100, size=34), line_of("TaroYamada", top=140, size=14))
    assert only(card, Kind.NAME_ROMAN) == "Taro Yamada"


def test_a_letter_that_stands_apart_in_the_latin_line_joins_its_name() -> None:
    card = named(line_of("石井 巌", top=100, size=34), line_of("I WAO ISHII", top=140, size=14))
    assert only(card, Kind.NAME_ROMAN) == "IWAO ISHII"


def test_kana_whose_signs_stand_apart_are_cut_like_the_name() -> None:
    kana = line_of("ワガ ツマ サブ ロウ", top=80, size=12)
    assert (
        only(named(kana, line_of("我妻 三郎", top=100, size=34)), Kind.NAME_KANA)
        == "ワガツマ サブロウ"
    )


def test_name_and_latin_letters_on_one_line_are_two_fields() -> None:
    card = named("株式会社サンプル", line_of("山田 太郎 Taro Yamada", top=100, size=30))
    assert only(card, Kind.NAME) == "山田 太郎"
    assert only(card, Kind.NAME_ROMAN) == "Taro Yamada"


def test_the_reading_decides_where_an_unusual_name_is_cut() -> None:
    card = named(line_of("口羽三郎", top=100, size=34), line_of("Saburo Kuchiba", top=140, size=14))
    assert only(card, Kind.NAME) == "口羽 三郎"


def test_a_name_in_kana_alone_is_a_name() -> None:
    card = named("美容室 さくら", line_of("さとう ひかり", top=100, size=34), "スタイリスト")
    assert only(card, Kind.NAME) == "さとう ひかり"


def test_a_post_on_the_names_own_line_is_cut_off() -> None:
    card = named("株式会社サンプル", line_of("代表取締役山田太郎", top=100, size=30))
    assert only(card, Kind.NAME) == "山田 太郎"
    assert only(card, Kind.TITLE) == "代表取締役"


@pytest.mark.parametrize(
    ("printed", "expected", "family"),
    [
        ("María de la Cruz", "María de la Cruz", "de la Cruz"),
        ("SMITH, John", "SMITH, John", "SMITH"),
        ("Hans-Peter Müller", "Hans-Peter Müller", "Müller"),
        ("JOHN O'CONNOR", "JOHN O'CONNOR", "O'CONNOR"),
        ("JohnSmith", "John Smith", "Smith"),
        ("Zoë van der Berg", "Zoë van der Berg", "van der Berg"),
        ("João da Silva", "João da Silva", "da Silva"),
        ("Ichiro Sato", "Ichiro Sato", "Sato"),
    ],
)
def test_a_western_name_is_kept_as_printed(printed: str, expected: str, family: str) -> None:
    card = named("Example Ltd", line_of(printed, top=100, size=30), "Managing Director")
    assert only(card, Kind.NAME) == expected
    assert card.of(Kind.NAME)[0].part("family") == family


def test_doctor_is_no_first_name() -> None:
    card = named("Example Ltd", line_of("Dr. Avery Smith, Ph.D.", top=100, size=30))
    assert only(card, Kind.NAME) == "Avery Smith"
    assert card.of(Kind.NAME)[0].part("given") == "Avery"
    assert [f.value for f in card.of(Kind.QUALIFICATION)] == ["Dr.", "Ph.D."]


@pytest.mark.parametrize(
    "text",
    [
        "株式会社山田",
        "営業部",
        "東京都千代田区",
        "Sales Department",
        "Innovation for tomorrow",
        "Web Developer",
        "山田製作所",
        "New York",
    ],
)
def test_a_company_a_department_a_town_or_a_slogan_is_no_person(text: str) -> None:
    assert not named(line_of(text, top=100, size=34)).of(Kind.NAME)


def test_a_chinese_name_is_found() -> None:
    card = named("北京示例科技有限公司", line_of("王小明", top=100, size=36), "销售总监")
    assert only(card, Kind.NAME) == "王 小明"
    assert only(card, Kind.COMPANY) == "北京示例科技有限公司"
    assert only(card, Kind.TITLE) == "销售总监"


@pytest.mark.parametrize(
    ("printed", "sure"),
    [
        ("かない かずひこ", True),
        ("かないかずひこ", True),
        ("かないか ずひこ", True),
        ("かないかす ひこ", False),  # its marks were lost: for a person to look at
    ],
)
def test_a_reading_is_cut_and_marked_as_the_name_says(printed: str, *, sure: bool) -> None:
    card = named(line_of(printed, top=70, size=14), line_of("金井 和彦", top=100, size=34), "部長")
    (kana,) = card.of(Kind.NAME_KANA)
    assert kana.value == "かない かずひこ"
    assert ("a weak case" not in kana.evidence) == sure
    assert sure or kana.status == "review"


def test_capitals_beside_a_kanji_name_are_its_latin_form() -> None:
    card = named(
        line_of("TANAKA Kazuma", top=60, size=18), line_of("田中 和真", top=100, size=34), "部長"
    )
    assert only(card, Kind.NAME) == "田中 和真"
    assert only(card, Kind.NAME_ROMAN) == "TANAKA Kazuma"


@pytest.mark.parametrize(
    ("printed", "family", "given"),
    [
        ("Dr. John A. Smith Jr., Ph.D., MBA", "Smith", "John A."),
        ("María José de la Cruz García", "de la Cruz García", "María José"),
        ("Ana García y López", "García y López", "Ana"),
        ("Kim Min-su", "Kim", "Min-su"),
        ("llaria Marchi", "Marchi", "Ilaria"),
    ],
)
def test_a_western_name_is_cut_where_its_particles_say(
    printed: str, family: str, given: str
) -> None:
    (field,) = named("Acme Inc.", printed, "Director").of(Kind.NAME)
    assert (field.part("family"), field.part("given")) == (family, given)


def test_a_post_glued_to_a_name_is_cut_off() -> None:
    card = named("例示大学", "犬飼 圭吾助教")
    assert only(card, Kind.NAME) == "犬飼 圭吾"
    assert only(card, Kind.TITLE) == "助教"


def test_a_family_name_alone_waits_for_a_person() -> None:
    (field,) = named("居酒屋 みどり", "店長 佐々木", "TEL 03-3212-3456").of(Kind.NAME)
    assert (field.value, field.status) == ("佐々木", "review")


def test_a_name_of_one_part_is_not_cut_by_an_address() -> None:
    whole = PersonName("高橋直樹", "高橋直樹", "", 1.0)
    assert cut_like(whole, {"family": "takahashi"}) == whole


def test_a_reading_that_nothing_tells_is_guessed_and_is_no_field() -> None:
    card = named(
        "株式会社サンプル", line_of("河野 剛", top=100, size=34), "tsuyoshi.kono@a.example"
    )
    assert not card.of(Kind.NAME_KANA)
    assert card.of(Kind.NAME)[0].guessed_kana == "コウノ ツヨシ"


@pytest.mark.parametrize("told", ["こうの たけし", "KONO Takeshi"])
def test_nothing_is_guessed_where_the_card_says_how_a_name_is_read(told: str) -> None:
    card = named(line_of(told, top=80, size=12), line_of("河野 剛", top=100, size=34))
    assert not card.of(Kind.NAME)[0].guessed_kana


@pytest.mark.parametrize(
    ("printed", "local"),
    [
        ("田 勘太郎", "kantaro-hamada"),  # 濵田
        ("大島 潤", "junichi.oshima"),  # 潤一
        ("小山 彦", "kazuhiko-koyama"),  # 一彦
    ],
)
def test_a_name_that_is_read_on_where_its_kanji_end_is_not_believed(
    printed: str, local: str
) -> None:
    def name_of(text: str, mail: str) -> Field:
        lines = (line_of(text, size=34.0), line_of(f"{mail}@nansen.example.jp", top=200.0))
        (name,) = parse_page(page_of("株式会社南泉", *lines)).of(Kind.NAME)
        return name

    doubted = name_of(printed, local)
    assert doubted.status is Status.REVIEW
    assert "read on where its kanji end" in doubted.evidence
    assert name_of("浜田 勘太郎", "kantaro-hamada").status is Status.ACCEPTED


def test_who_stands_over_a_post_is_proposed_though_no_list_has_the_name() -> None:
    card = parse_page(page_of("Padaria Estrela", "Xilmara Zorvath", "Gerente Comercial"), "BR")
    (name,) = card.of(Kind.NAME)
    assert (name.value, name.status) == ("Xilmara Zorvath", Status.REVIEW)


def test_a_given_name_alone_before_a_post_is_proposed() -> None:
    card = parse_page(page_of("Padaria Estrela", "Edson Cabeleireiro", "Tel. (47) 3495-4197"), "BR")
    (name,) = card.of(Kind.NAME)
    assert (name.value, name.status) == ("Edson", Status.REVIEW)
    assert [field.value for field in card.of(Kind.TITLE)] == ["Cabeleireiro"]


def test_a_post_behind_the_name_on_its_line_does_not_swallow_it() -> None:
    card = parse_page(page_of("Padaria Estrela", "Rosana Pacheco Consultora de Vendas"), "BR")
    assert [field.value for field in card.of(Kind.NAME)] == ["Rosana Pacheco"]
    assert [field.value for field in card.of(Kind.TITLE)] == ["Consultora de Vendas"]
