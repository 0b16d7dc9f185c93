import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.errors import UnknownName
from cardscan.formats.encoding import ENCODINGS, encoding_named, fit, is_writable


@pytest.mark.parametrize("text", ["髙橋", "山﨑", "㈱", "①", "№Ⅱ㎡", "德", "～－", "ｶﾅ"])
def test_what_stands_on_japanese_cards_survives_cp932(text: str) -> None:
    assert fit(text, "cp932") == (text, ())
    assert text.encode("cp932").decode("cp932") == text


@pytest.mark.parametrize(
    ("text", "written"),
    [("1−2", "1－2"), ("10〜18時", "10～18時"), ("‖", "∥"), ("¢£¬", "￠￡￢")],
)
def test_one_japanese_character_of_two_code_points_is_read_back_as_the_other(
    text: str, written: str
) -> None:
    fitted, replaced = fit(text, "cp932")
    assert fitted.encode("cp932").decode("cp932") == written
    assert replaced == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("見本—テスト", "見本―テスト"),
        ("1–2", "1-2"),
        ("¥100", "￥100"),
        ("A\u00a0B", "A B"),
        ("© ® ™", "(C) (R) (TM)"),
        ("葛\U000e0100城", "葛城"),
        ("⼭⽥", "山田"),  # radicals, as copied from PDF files
        ("Zoë 한 😀 𠮷", "Zo〓 〓 〓 〓"),
    ],
)
def test_what_cp932_lacks_is_replaced_by_the_table_or_a_geta(text: str, written: str) -> None:
    assert fit(text, "cp932")[0] == written


def test_each_replaced_character_is_named_with_what_stands_there_now() -> None:
    assert fit("한—é", "cp932")[1] == (("한", "〓"), ("—", "―"), ("é", "〓"))


def test_letters_with_loose_marks_are_composed_and_not_lost() -> None:
    assert fit("カ\u3099イト\u3099", "cp932") == ("ガイド", ())


def test_forms_of_kanji_are_kept_when_a_neighbour_is_replaced() -> None:
    """Normalizing the whole text would turn 神 (U+FA19) into its plain form."""
    assert fit("\ufa19 한", "cp932")[0] == "\ufa19 〓"


def test_control_characters_are_left_out_of_every_encoding_and_named() -> None:
    assert fit("a\x00b\x1bc\td\n", "utf-8") == ("abc\td\n", (("\x00", ""), ("\x1b", "")))


def test_a_lone_surrogate_cannot_stop_an_export() -> None:
    assert fit("a\ud800", "utf-8") == ("a〓", (("\ud800", "〓"),))


@given(text=st.text(st.characters(exclude_categories=())), encoding=st.sampled_from(ENCODINGS))
def test_whatever_is_fitted_can_be_written(text: str, encoding: str) -> None:
    fitted, replaced = fit(text, encoding)
    assert is_writable(fitted, encoding)
    assert (fitted == text) or replaced or not is_writable(text, encoding)


@given(text=st.text())
def test_utf_8_holds_every_text_but_control_characters(text: str) -> None:
    fitted, replaced = fit(text, "utf-8")
    assert (fitted == text) == (not replaced)


@pytest.mark.parametrize(
    "name", ["Shift_JIS", "shift-jis", "SJIS", "Windows-31J", "MS932", "CP932"]
)
def test_shift_jis_means_cp932_whatever_it_is_called(name: str) -> None:
    assert encoding_named(name) == "cp932"


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_listed_encoding_is_known_by_its_own_name(name: str) -> None:
    assert encoding_named(name.upper()) == name


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "idna", ""])
def test_an_encoding_that_is_none_names_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownName, match="Known: utf-8, utf-8-sig"):
        encoding_named(name)
