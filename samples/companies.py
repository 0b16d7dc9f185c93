"""Invented Japanese companies, their departments and titles."""

from random import Random

from samples.model import Company
from samples.tables import part, rows

Levels = tuple[str, ...]
BARE = 0.05  # share of people without a department, and without a title
FORMS = (
    ("株式会社", "front", "Co., Ltd."), ("株式会社", "behind", "Co., Ltd."), ("株式会社", "front", "Inc."),
    ("株式会社", "behind", "Corporation"), ("有限会社", "front", "Ltd."), ("合同会社", "front", "LLC"),
    ("合同会社", "behind", "G.K."), ("㈱", "front", "Co., Ltd."), ("(株)", "behind", "Co., Ltd."),
    ("（株）", "front", "Co., Ltd."), ("㈲", "front", "Ltd."), ("合資会社", "front", "Limited"),
    ("（有）", "behind", "Ltd."), ("株式会社", "front", "K.K."),
)  # fmt: skip
BODIES = (
    ("一般社団法人{stem}協会", "{roman} Association"), ("医療法人社団{stem}会 {stem}クリニック", "{roman} Clinic"),
    ("学校法人{stem}学園", "{roman} Gakuen"), ("{stem}市役所", "{roman} City Office"), ("{stem}大学", "{roman} University"),
    ("公益財団法人{stem}財団", "{roman} Foundation"), ("{stem}法律事務所", "{roman} Law Office"),
    ("税理士法人{stem}会計", "{roman} Tax Corporation"), ("特定非営利活動法人{stem}", "NPO {roman}"),
    ("社会福祉法人{stem}会", "{roman} Welfare Corporation"), ("{stem}商工会議所", "{roman} Chamber of Commerce"),
    ("独立行政法人{stem}機構", "{roman} Organization"), ("{stem}農業協同組合", "JA {roman}"),
    ("弁護士法人{stem}総合法律事務所", "{roman} Law Firm"), ("{stem}一級建築士事務所", "{roman} Architects"),
    ("社会保険労務士法人{stem}", "{roman} Labor Consultants"), ("{stem}行政書士事務所", "{roman} Office"),
    ("国立研究開発法人{stem}研究所", "{roman} Research Institute"), ("{stem}高等学校", "{roman} High School"),
    ("医療法人{stem}会 {stem}病院", "{roman} Hospital"), ("{stem}新聞社", "The {roman} Shimbun"),
)  # fmt: skip
SLOGANS = (
    "お客様の笑顔のために",
    "創業大正8年 信頼と実績",
    "つなぐ、つくる、つづく。",
    "環境と共生するものづくり",
    "街と暮らしを支える",
    "Connecting Your Future",
    "Smart Solutions for Tomorrow",
    "Beyond the Horizon",
    "安全・品質・スピード",
    "おかげさまで創業50周年",
    "ひとを想う、まちを創る。",
    "人と技術をつなぐ",
    "未来を、ひらく。",
    "暮らしに安心を",
    "ものづくりの明日へ",
    "地域とともに歩む",
)


def invent_japanese_company(rng: Random, split: str) -> Company:
    """Invent a Japanese company or body, with the name on its English side."""
    stem, roman = _stem(rng, split)
    if rng.random() < 0.15:
        name, english = rng.choice(BODIES)
        printed, printed_roman = name.format(stem=stem), english.format(roman=roman)
    else:
        trade, trade_roman = rng.choice(part(rows("japanese_trades"), split))
        form, place, form_roman = rng.choice(FORMS)
        space = " " if rng.random() < 0.25 and len(form) > 3 else ""
        core = f"{stem}{trade}"
        printed = f"{form}{space}{core}" if place == "front" else f"{core}{space}{form}"
        printed_roman = f"{roman} {trade_roman} {form_roman}"
    host = roman.lower().replace(" ", "")
    ending = rng.choice(("example.co.jp", "example.jp", "example.com"))
    slogan = rng.choice(SLOGANS) if rng.random() < 0.2 else ""
    return Company(printed, printed_roman, f"{host}.{ending}", slogan)


def invent_departments(rng: Random) -> tuple[Levels, Levels]:
    """Return departments from the largest to the smallest, in Japanese and in English; or none."""
    return _levels(rng, "japanese_departments")


def invent_titles(rng: Random) -> tuple[Levels, Levels]:
    """Return titles in Japanese and in English; or none."""
    return _levels(rng, "japanese_titles")


def invent_qualification(rng: Random) -> str:
    """Return a licence or degree."""
    return rng.choice(rows("japanese_qualifications"))[0]


def _levels(rng: Random, table: str) -> tuple[Levels, Levels]:
    if rng.random() < BARE:
        return (), ()
    japanese, english = rng.choice(rows(table))
    return tuple(japanese.split("/")), tuple(english.split("/"))


def _stem(rng: Random, split: str) -> tuple[str, str]:
    """Draw what a company is called, often after its founder, with its Latin form."""
    if rng.random() < 0.25:
        family, _, roman = rng.choice(part(rows("japanese_family"), split))
        return family, roman
    stem, roman = rng.choice(part(rows("japanese_stems"), split))
    return stem, roman
