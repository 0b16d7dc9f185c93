"""Letters, receipts and forms on a desk are no cards."""

import pytest

from cardscan.model import Line, OcrPage, Quad, Source
from cardscan.ocr.documents import can_be_answered, is_document

QUAD = Quad.of_box(0, 0, 100, 20)


def page(*texts: str) -> OcrPage:
    return OcrPage(Source("desk.jpg", 0, 0), 100, 100, tuple(Line(t, 0.9, QUAD) for t in texts))


LETTER = (
    "拝啓 時下ますますご清栄のこととお慶び申し上げます。",
    "会議は来週の火曜日、午後二時から行います。",
    "下記のとおりご報告いたしますので、ご確認ください。",
)
RECEIPT = ("領収書", "お茶", "¥180")
PRICES = ("電池", "¥830", "たまご", "¥150", "お茶", "¥180")
FORM = ("ご案内", "氏名", "住所", "電話番号", "生年月日")
NOVEL = (
    "It had been raining since the early",
    "morning, and the streets",
    "were as empty as they would be in the",
    "middle of the night. Nobody came",
    "and nobody went but the old man",
    "with his dog.",
)
KEYBOARD = tuple("QWERTYUIOPAS")
ENVELOPE = ("〒100-0005", "東京都千代田区丸の内一丁目九番一号", "小林 直樹 様")
BOARD = ("予定", "担当:未定", "設計", "担当:未定", "担当:未定", "公開", "担当:未定")
TITLED = ("申込書", "お茶", "電話番号")


@pytest.mark.parametrize(
    "texts", [LETTER, RECEIPT, PRICES, FORM, TITLED, NOVEL, KEYBOARD, ENVELOPE, BOARD]
)
def test_letters_receipts_and_forms_are_documents(texts: tuple[str, ...]) -> None:
    assert is_document(page(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ("株式会社青葉工業", "山田 太郎"),
        ("未来を、ひらく。", "青葉工業", "山田 太郎"),
        ("ann example", "graphic designer", "studio for books", "and posters", "vienna"),
        ("氏名", "山田 太郎", "住所", "東京都千代田区", "電話番号", "〇三（〇一二三）四五六七"),
        ("次回のご予約", "佐藤 様", "青葉歯科", "TEL 03-0123-4567"),
        ("お客様", "青葉工業", "山田 太郎", "〒100-0005"),
        ("カット", "¥4,000", "パーマ", "¥6,000", "カラー", "¥5,000", "TEL 03-0123-4567"),
    ],
)
def test_what_can_be_answered_is_a_card(texts: tuple[str, ...]) -> None:
    assert not is_document(page(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ("Padaria", "Fone: 5195-6746", "@padaria"),
        ("Lavanderia", "Tel 41 4887-9656", "WhatsApp: 41 99999-6761"),
    ],
)
def test_a_number_behind_its_label_and_another_way_to_answer_show_a_card(
    texts: tuple[str, ...],
) -> None:
    assert can_be_answered(page(*texts))
    assert not can_be_answered(page(*texts[:2]))
