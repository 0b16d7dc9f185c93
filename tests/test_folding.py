import pytest

from cardscan.folding import fold, fold_company, romaji


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("髙﨑", "高崎"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("齋藤", "斎藤"),
        ("濵田", "浜田"),
        ("𠮷田", "吉田"),
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "やまだ　たろう"),
        ("ＡＣＭＥ", "acme"),
        ("Zoë", "zoe"),
        ("Müller", "muller"),
        ("O'Connor", "OCONNOR"),
        ("Jean-Luc", "Jean Luc"),
    ],
)
def test_spellings_of_one_name_fold_alike(printed: str, typed: str) -> None:
    assert fold(printed) == fold(typed)


@pytest.mark.parametrize(("one", "other"), [("ハラ", "バラ"), ("斎藤", "斉藤"), ("土", "士")])
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社見本", "見本(株)"),
        ("㈲見本", "有限会社見本"),
        ("一般社団法人 見本協会", "見本協会"),
        ("Muster GmbH", "MUSTER"),
        ("Acme Co., Ltd.", "ACME CO LTD"),
        ("Example, Inc.", "Example Inc"),
    ],
)
def test_a_legal_form_does_not_part_a_company_from_itself(one: str, other: str) -> None:
    assert fold_company(one) == fold_company(other)


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("サトウ ジュンイチ", "SATO Junichi"),
        ("おおの ゆうこ", "Ohno Yuko"),
        ("ほんま しんぺい", "Homma Shimpei"),
        ("イトウ", "Itoh"),
        ("けんいち", "Ken'ichi"),
        ("ジョージ", "Joji"),
    ],
)
def test_a_reading_in_kana_meets_its_romaji(kana: str, latin: str) -> None:
    assert romaji(kana) == romaji(latin)
