"""Invented people of China, Taiwan and Hong Kong, and their companies."""

from random import Random

from samples.model import Company, Name, Place
from samples.tables import group, part, rows
from samples.western import ascii_letters

FORMS = {
    "zh-Hans": ("有限公司", "股份有限公司", "集团有限公司", "（集团）股份有限公司"),
    "zh-Hant": ("有限公司", "股份有限公司", "企業有限公司", "集團有限公司"),
}  # fmt: skip
TOWNS = {
    "zh-Hans": ("", "", "上海", "北京", "深圳市", "杭州", "广州", "苏州市", "成都"),
    "zh-Hant": ("", "", "", "台灣", "香港", "亞洲"),
}
BODIES = {
    "zh-Hans": ("{}大学", "{}律师事务所", "{}会计师事务所", "{}设计研究院", "{}医院", "{}商会"),
    "zh-Hant": ("{}大學", "{}律師事務所", "{}會計師事務所", "{}建築師事務所", "{}醫院", "{}協會"),
}
SLOGANS = {
    "zh-Hans": ("诚信为本 客户至上", "科技创造未来", "品质铸就品牌", "专业 · 专注 · 专心"),
    "zh-Hant": ("誠信為本 客戶至上", "科技創造未來", "品質第一 服務至上", "專業 · 用心 · 創新"),
}
COUNTRIES = {"zh-Hans": ("CN",), "zh-Hant": ("TW", "TW", "HK")}


def invent_chinese_name(rng: Random, lang: str, country: str, split: str) -> Name:
    """Invent a name with its Latin form: pinyin, in Hong Kong a Western given name."""
    script = _script(lang)
    family = rng.choice(part(rows("chinese_family"), split))
    signs = part(rows("chinese_given"), split)
    given = [rng.choice(signs) for _ in range(rng.choice((1, 2, 2, 2)))]
    roman = "".join(pinyin for _, _, pinyin in given).capitalize()
    if country == "HK":
        (roman,) = rng.choice(part(group("western_given", "en"), split))
    printed = "".join(sign[script] for sign in given)
    latin = family[3] if country == "HK" else family[2]
    return Name(family[script], printed, family_roman=latin, given_roman=roman)


def invent_chinese_company(rng: Random, lang: str, split: str) -> Company:
    """Invent a company or body, with the name on its English side."""
    script = _script(lang)
    stem, trade = (rng.choice(part(rows(f"chinese_{name}"), split)) for name in ("stems", "trades"))
    if rng.random() < 0.1:
        name = rng.choice(BODIES[lang]).format(stem[script])
    else:
        name = f"{rng.choice(TOWNS[lang])}{stem[script]}{trade[script]}{rng.choice(FORMS[lang])}"
    ending = rng.choice(("example.com", "example.net", "example.org", "example"))
    slogan = rng.choice(SLOGANS[lang]) if rng.random() < 0.2 else ""
    english = f"{stem[2]} {trade[2]} Co., Ltd."
    return Company(name, english, f"{ascii_letters(stem[2])}.{ending}", slogan)


def invent_chinese_role(rng: Random, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return departments and titles."""
    script = _script(lang)
    title = rng.choice(rows("chinese_titles"))[script]
    return ((rng.choice(rows("chinese_departments"))[script],) if rng.random() < 0.45 else ()), (
        title,
    )


def invent_chinese_place(rng: Random, country: str, split: str) -> Place:
    """Draw a district with its code, if the country has any, and put a house into it."""
    town, code = rng.choice(part(group("chinese_towns", country), split))
    (street,) = rng.choice(part(group("chinese_streets", country), split))
    number, floor, room = rng.randint(1, 390), rng.randint(2, 28), rng.randint(1, 12)
    near = {
        "CN": (f"号{floor}层{room:02d}室", f"号{room}号楼{floor}{room:02d}", "号", f"号{room}栋"),
        "TW": (f"號{floor}樓", f"號{floor}樓之{room}", "號", f"巷{room}號"),
        "HK": (f"號{floor}樓{room}室", f"號{floor}字樓", f"號{floor}樓{rng.choice('ABCD')}室"),
    }[country]  # fmt: skip
    return Place(code, (town, f"{street}{number}{rng.choice(near)}"), country)


def _script(lang: str) -> int:
    """Return which column of the tables has the language's script."""
    return {"zh-Hans": 0, "zh-Hant": 1}[lang]
