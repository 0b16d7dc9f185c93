"""What lies about on a desk and is no card: letters, receipts, forms, a keyboard."""

import re
from collections import Counter
from collections.abc import Sequence

from cardscan.model import OcrPage

# mail, web, phones; those without an area code stand behind a word
REACH = (
    r"@|www\.|://|\d{2,5}[-)）. ]\d{2,5}[-. ]\d{3,4}|\+\d\d"
    r"|\b(?:tel|tél|fone|phone|fax|cel|mobile|whatsapp)[^\d@]{0,8}\d[\d .-]{6,}\d"
)
REACHED = re.compile(REACH, re.I)
CONTACT = re.compile(REACH + "|〒|[〇一二三四五六七八九]{3}", re.I)
ADDRESSEE = re.compile("[^客皆奥神][ 　]*(?:様|御中)$")  # 小林 直樹 様, but お客様
SENTENCE = re.compile(r"[^。]{8,}。$|[^、]{2,}、.{4,}|(?:\S+ ){9,}\S+")  # Japanese, or a long row
# a row of a Western paragraph: many words, or none with a capital in front
RUNNING = re.compile(r"(?:\S+ ){5,}\S+|[a-zà-ÿ]+[.,]?(?: [^\W\d_]+[.,]?){1,}")
PRICE = re.compile(r"[¥￥$€£]\s?\d[\d,.]*|\d[\d,.]*\s?[円€]")
RECEIPT = re.compile("領収|レシート|合計|小計|receipt|subtotal|invoice", re.I)
BLANK = re.compile(
    "氏名|住所|電話番号|生年月日|申込日|提出日|日付|金額|署名|フリガナ|"
    "name|date|address|signature|amount|phone|date of birth",
    re.I,
)
FORM = re.compile("(?:届出|申込|申請|請求|見積|注文)書|application form|order form", re.I)
SENTENCES, PRICES, BLANKS = 3, 3, 3  # lines of such a kind that make a letter, a receipt, a form
ANSWERS = 2  # lines of a card that say how to answer; what has no edges must show as many
ROWS = 5  # of running text
REPEATS = 4  # of one line: a board with the same note on it, a table, a calendar
KEYS, LONE = 10, 0.6  # signs that stand alone, and their share of the lines


def is_document(page: OcrPage) -> bool:
    """Say whether the text is a letter's, a receipt's, a form's or stands on keys.

    What can be answered is a card; an envelope's address is somebody else's.
    """
    texts = [line.text for line in page.lines]
    if any(ADDRESSEE.search(text.strip()) for text in texts):
        return not any(REACHED.search(text) for text in texts)
    return not any(CONTACT.search(text) for text in texts) and _is_written(texts)


def can_be_answered(page: OcrPage) -> bool:
    """Say whether the text alone shows a card, whatever it stands on: it says how to answer."""
    texts = [line.text for line in page.lines]
    return sum(bool(CONTACT.search(text)) for text in texts) >= ANSWERS and not _is_written(texts)


def _is_written(texts: Sequence[str]) -> bool:
    """Say whether there are sentences, prices, blanks to fill in, single letters of keys."""
    sentences = sum(bool(SENTENCE.search(text)) for text in texts)
    running = sum(bool(RUNNING.fullmatch(text.strip())) for text in texts)
    keys = sum(len(text.strip()) == 1 for text in texts)
    prices = sum(bool(PRICE.fullmatch(text.strip())) for text in texts)
    blanks = sum(bool(BLANK.fullmatch(text.strip(" :：　"))) for text in texts)
    repeats = max(Counter(text for text in texts if len(text) > 1).values(), default=0)
    named = any(RECEIPT.search(text) or FORM.fullmatch(text.strip()) for text in texts)
    is_told = sentences >= SENTENCES or running >= ROWS or keys >= max(KEYS, LONE * len(texts))
    is_told = is_told or repeats >= REPEATS
    return is_told or prices >= PRICES or blanks >= BLANKS or named
