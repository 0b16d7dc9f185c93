"""Printed matter that lies about on a desk and is no card: letters and receipts."""

import re

from cardscan.model import OcrPage

CONTACT = re.compile(
    r"@|www\.|://|〒|\b(?:tel|fax|phone|mobile)\b|電話|携帯|\d{2,5}[-)）. ]\d{2,4}[-. ]\d{3,4}",
    re.I,
)
SENTENCE = re.compile(r"[^。]{8,}。$|[^、]{2,}、.{4,}|(?:\S+ ){9,}\S+")  # Japanese, or a long row
PRICE = re.compile(r"[¥￥$€£]\s?\d[\d,.]*|\d[\d,.]*\s?[円€]")
RECEIPT = re.compile("領収|レシート|合計|小計|receipt|subtotal|invoice", re.I)
SENTENCES, PRICES = 3, 3  # lines of such a kind that make a letter, or a receipt


def is_document(page: OcrPage) -> bool:
    """Say whether the text is a letter's or a receipt's; whatever can be answered is a card."""
    texts = [line.text for line in page.lines]
    if any(CONTACT.search(text) for text in texts):
        return False
    sentences = sum(bool(SENTENCE.search(text)) for text in texts)
    prices = sum(bool(PRICE.fullmatch(text.strip())) for text in texts)
    named = any(RECEIPT.search(text) for text in texts)
    return sentences >= SENTENCES or prices >= PRICES or named
