"""Organisations and their parts: what a company, a branch and a department look like."""

import re
from functools import cache, lru_cache

from cardscan.parse.beginnings import by_beginning, form_in_front
from cardscan.parse.dictionary import is_place, may_be_place, tokens
from cardscan.parse.sentences import is_sentence
from cardscan.parse.text import is_han, is_latin, squeezed
from cardscan.parse.titles import title_score
from cardscan.parse.western_parts import OFFICE, SCHOOLS, western_part_score
from cardscan.parse.words import ending_of, grouped, longest_first, words

_SHORT_FORMS = frozenset(
    {"ME", "SE", "AS", "SA", "EI", "LP", "CIC", "GK", "KK", "SC", "SL", "NV", "OG", "HB"}
)


@cache
def japanese_legal_form() -> re.Pattern[str]:
    """Return the pattern of legal forms that stand before or behind a Japanese name."""
    forms = sorted(grouped("legal_forms")["any"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))


@cache
def western_legal_form() -> re.Pattern[str]:
    """Return the pattern of a legal form at the end of a Western name."""
    forms = sorted(grouped("legal_forms")["behind"], key=len, reverse=True)
    escaped = (re.escape(form).replace(r"\ ", r"\s?") for form in forms if not is_han(form))
    # a reader may lose the space before the commonest ones
    glued = r"(?<=[A-Za-z])(?=(?:gmbh|inc\.?|ltd\.?|llc|co\.,? ?ltd\.?|corporation|limited)$)"
    return re.compile(rf"(?:[,\s]\s?|{glued})(?P<form>{'|'.join(escaped)})\.?$", re.I)


@cache
def chinese_legal_form() -> re.Pattern[str]:
    """Return the pattern of legal forms that stand behind a Chinese name."""
    forms = [form for form in grouped("legal_forms")["behind"] if is_han(form)]
    return re.compile("|".join(sorted(forms, key=len, reverse=True)))


# 高雄分公司: a part of the firm named above it
# an office in a town: a part of a firm
_OFFICE_IN_TOWN = re.compile(
    r"(?:本部|東京|大阪|名古屋|京都|横浜|神戸|札幌|仙台|広島|福岡|北九州|新潟|静岡|浜松|岡山|熊本|鹿児島|那覇|金沢|長野"
    r"|松本|富山|福井|岐阜|高松|松山|高知|徳島|長崎|大分|宮崎|佐賀|山口|松江|鳥取|和歌山|奈良|大津|前橋|高崎|宇都宮|水戸"
    r"|千葉|さいたま|大宮|川崎|八王子|立川|甲府|青森|盛岡|秋田|山形|郡山|いわき|旭川|函館|銀座|新宿|渋谷|池袋|品川|梅田|難波|天神)"
    r"(?:中央|駅前)?(?:事務所|オフィス|ブランチ)"
)
_TOWN_HALL = re.compile(r"[一-鿿ヶケ々]{1,5}[市区町村都道府県]")
_TOWN_BEFORE = re.compile(r"([一-鿿ヶ]{1,5})[市区町村都道府県](?![場内民営長部立])(?=.{3})")
_BRANCH = re.compile(r"(?:(?!公司)[一-鿿]){1,8}分公司(?:(?!公司)[一-鿿])*")
_FACULTY = re.compile(r"[一-鿿]{2,}(?:大学|大學)[一-鿿]{2,}(?:学院|學院|学系|學系)")  # two things
_PUBLIC_BODY = re.compile(
    r"[一-鿿ぁ-んァ-ヺー]{1,5}[都道府県市区町村]立?[一-鿿ぁ-んァ-ヺー]{0,8}"
    r"(?:委員会|センター|図書館|美術館|博物館|学校|病院|保健所|役所|役場|議会|消防署|警察署)$"
)
_TEMPLE = re.compile(
    r"(?:浄土真宗|浄土宗|真宗|曹洞宗|臨済宗|黄檗宗|日蓮宗|日蓮正宗|法華宗|真言宗|真言律宗|天台宗|時宗|法相宗"
    r"|華厳宗)(?:[一-鿿]{1,6}派)?(?:[一-鿿]{0,2}本山|別格本山)?[一-鿿]{1,7}[寺院庵坊堂]"
)
_HOURS = re.compile(r"年中無休|\d時間|営業時間|定休日|受付時間|診療時間|休診")
# what has faculties and wards with names of their own
_HOUSES = ("大学", "大学院", "病院", "医院", "银行", "銀行")
_TRADES = (
    "サロン",
    "スタジオ",
    "カフェ",
    "ホテル",
    "教室",
    "工房",
    "クリニック",
    "ショップ",
    "食堂",
    "酒場",
)
_SHOP = (
    r"(?:焼鳥|やきとり|串焼|焼肉|寿司|すし|蕎麦|手打ち|うどん|ラーメン|らーめん|天ぷら|とんかつ|お好み焼き?|小料理|洋食"
    r"|中華料理|和食|酒場|バー|スナック|和菓子|洋菓子|菓子|ベーカリー|生花店|フラワー|薬局|接骨院|整骨院|歯科|酒蔵|呉服"
    r"|理容室?|クリーニング|写真館|自転車|ホテル|カフェ|旅館|レストラン|喫茶|美容室|スタジオ|工房|割烹|料亭|居酒屋|ギャラリー|アトリエ"
    r"|(?i:café|cafe|bar|bistro|salon|studio|atelier|gallery|kitchen|hair|nail|dining)(?=[一-鿿ぁ-んァ-ヺ])"
    r"|ペンション|民宿|サロン|ヘアサロン|パティスリー|珈琲|ビストロ|トラットリア|デザイン事務所"
    r"|学校法人|(?:そば|お?食事|味|酒|甘味|茶)処|鮨|焼肉)."
    r"|[ァ-ヺー]{2,10}(?:サービス|ショップ|オート|ハウス|ホーム|ストア|ベーカリー|キッチン|モータース)(?=[一-鿿]{2,3}$)"
)


@lru_cache(maxsize=4096)
def company_score(text: str) -> float:
    """Return how much a piece of text looks like the name of an organisation; above 2 it does.

    >>> company_score("株式会社サンプル") > 5, company_score("Muster GmbH & Co. KG") > 5
    (True, True)
    >>> company_score("山田 太郎") > 2, company_score("東京都千代田区") > 2
    (False, False)
    >>> company_score("資料を印刷") > 2, company_score("NPO法人里山を守る会") > 2
    (False, True)
    """
    text = text.strip(" ,・|")
    if len(text) < 2 or len(text) > 70 or re.search(r"[@。]|https?:|www\.", text):
        return 0.0
    if _HOURS.search(text):
        return 0.0
    return _western(text) if is_latin(text) else _japanese(text)


def _japanese(text: str) -> float:  # noqa: C901, PLR0911, PLR0912 - a ladder: the first test that holds decides
    plain = squeezed(text)
    form = japanese_legal_form().search(plain)
    if form and form[0] != plain:
        return _with_form(text, plain, form)
    if form:
        return 1.0
    if "を" in plain:  # a note says what is to be done: 資料を印刷
        return 0.0
    levels = text.split()
    if found := chinese_legal_form().search(plain):
        if _ends_with_branch(text):
            return 1.0  # 中国人民财险 西安市分公司: two things
        return _chinese(plain, plain[found.end() :])
    if _FACULTY.fullmatch(plain):
        return 2.5
    if plain in words("ministries") or re.search(r"[一-鿿]{2,}(?:省|庁)$", plain):
        return 5.5 if plain in words("ministries") else 2.5
    if len(plain) > 3 and re.fullmatch(r"[一-鿿ヶ]{2,}(?:都|道|府|県|市|区|町|村)", plain):
        return 1.5 if len(plain) < 6 else 0.5
    if _OFFICE_IN_TOWN.fullmatch(plain):
        return 0.5  # 横浜事務所
    if re.match(_SHOP, plain) and len(plain) <= 14 and not ends_as_department(plain):
        return 0.5 if title_score(plain) > 2 else 4.0  # フラワーデザイナー
    if len(levels) > 1 and ends_as_department(levels[0]) and not ends_as_company(levels[0]):
        return 0.5
    if len(levels) > 1 and levels[0].endswith(_HOUSES) and ends_as_department(levels[-1]):
        return 0.5  # 北京大学 光华管理学院
    if _TEMPLE.fullmatch(plain):
        return 4.8
    if _PUBLIC_BODY.match(plain) and not re.search(r"\d", plain):
        return 4.8
    if plain.startswith(("附属", "付属")):
        return 0.5  # of a university named above
    ending = ending_of(plain, "institutions")
    if ending and len(plain) > len(ending):
        last = text.rsplit(maxsplit=1)[-1]
        return 3.8 if last != ending or len(text.split()) <= 2 else 2.0
    shop = levels[0] in words("institutions") or (levels[0].endswith(_TRADES) and len(levels) == 2)
    if len(levels) > 1 and shop and not ends_as_department(plain):
        return 3.4  # 美容室 さくら
    if re.search(r"(?:大学|病院|銀行)", plain) and not re.search(r"[部課室科]$", plain):
        return 2.5
    return 0.4 if re.fullmatch(r"[ァ-ヺーA-Za-z・&.]{3,20}", plain) else 0.0


def _ends_with_branch(text: str) -> bool:
    """Tell whether a firm without a legal form and its branch stand on one line."""
    last = text.rsplit(maxsplit=1)[-1]
    if last != text and _BRANCH.fullmatch(last):
        return True
    endings = _organisation_endings().finditer(squeezed(text))
    return any(
        one.start() > 2 and _BRANCH.fullmatch(squeezed(text)[one.end() :]) for one in endings
    )


def _chinese(plain: str, behind: str) -> float:
    """Weigh a name with a Chinese legal form by what stands behind the form."""
    if _BRANCH.fullmatch(plain) or chinese_legal_form().fullmatch(plain):
        return 0.0
    if len(behind) > 2 and ends_as_department(behind):
        return 4.0  # 永豐國際股份有限公司高雄分公司: two things
    return 6.0 if len(plain) >= 6 else 2.0


def _with_form(text: str, plain: str, form: re.Match[str]) -> float:  # noqa: PLR0911 - a ladder: the first test that holds decides
    """Weigh a name with its legal form: what stands on the far side must not be a department."""
    rest = plain[form.end() :] if form.start() == 0 else plain[: form.start()]
    levels = text.split()
    if len(levels) > 1 and levels[-1] in words("department_heads"):
        return 3.0  # a department begins here
    if form[0].startswith("医療法人") and form.start() == 0 and _is_clinic(rest):
        return 6.0
    if len(levels) > 2 and ends_as_company(levels[-2]) and not ends_as_company(levels[-1]):
        return 3.0
    if len(levels) > 1 and ends_as_department(levels[-1]) and not ends_as_company(levels[-1]):
        return 3.0
    if form.start() == 0 and ends_as_department(rest) and not ends_as_company(rest):
        last = text.rsplit(maxsplit=1)[-1]
        return 3.0 if last != squeezed(text) and ends_as_department(last) else 4.6
    if form.start() == 0 and any(rest.endswith(word) for word in words("department_heads")):
        return 5.7  # 株式会社サンプル海外|事業部
    inner = next((end for end in _organisation_endings().finditer(rest) if end.start() > 0), None)
    if form.start() == 0 and inner and len(rest) - inner.end() >= 2 and not ends_as_company(rest):
        return 5.0  # 一般社団法人日本カード協会|首都圏
    behind = plain[form.end() :]
    if form.start() > 0 and behind and _japanese_part(behind) > 3:
        return 1.5  # さくら税理士法人|経営企画室
    if form.start() > 0 and form.end() < len(plain):
        return 5.5 if form[0].endswith("法人") else 2.5
    return 6.0


def _is_clinic(text: str) -> bool:
    """Tell whether what its doctors do ends the name of a clinic: 青嶺会青嶺整形外科."""
    clinic = text.partition("会")[2] or text
    return clinic not in words("department_heads") and clinic.endswith(words("department_heads"))


def ends_as_company(text: str) -> bool:
    """Tell whether a text ends like an organisation's name."""
    return any(text.endswith(end) for end in words("institutions"))


def ends_as_department(text: str) -> bool:
    """Tell whether a text ends like a part of an organisation."""
    return any(text.endswith(end) for end in words("department_suffixes"))


@cache
def _company_words() -> frozenset[str]:
    return frozenset(words("company_words"))


POST = 2.0  # score above which words name a post
_JOINING = frozenset(
    {"de", "da", "do", "of", "for", "du", "des", "e", "y", "di", "del", "et", "und"}
)


def _ends_in_post(text: str) -> bool:
    """Tell whether a post stands behind a comma: Logística, Abogado."""
    first, _, last = text.rpartition(",")
    return bool(first) and title_score(last.strip()) > POST


def _is_shop(lowered: list[str]) -> bool:
    """Tell whether a line in small letters is set so by design: it begins with a kind of firm."""
    if lowered[0] in _JOINING:
        return False  # de Ambiente, the end of something
    return len(lowered) <= 2 or (len(lowered) <= 4 and not _company_words().isdisjoint(lowered[:2]))


def _western(text: str) -> float:  # noqa: C901, PLR0911, PLR0912 - a ladder: the first test that holds decides
    tokens_here = [token.strip(".,").lower() for token in text.split()]
    form = western_legal_form().search(text)
    if form and form.start() > 0:
        if form["form"].upper().strip(".") in _SHORT_FORMS and form["form"] != form["form"].upper():
            return 0.5
        if form["form"].lower() in {"company", "holdings", "se", "as", "me", "co."}:
            return 6.0 if western_legal_form().search(text[: form.start()]) else 3.5
        return 6.0
    if len(tokens_here) > 2 and tokens_here[-1] in _company_words():
        form = western_legal_form().search(text[: text.rindex(" ")])
        if form and form.start() > 0:
            return 5.5  # Baker & Sons Bakery
    if not tokens_here or not (text[0].isupper() or text[0].isdigit() or _is_shop(tokens_here)):
        return 0.0
    if form_in_front(text):
        return 6.0
    if is_sentence(text) or tokens_here[-1] in _JOINING or _ends_in_post(text):
        return 0.0
    if OFFICE.search(text) or SCHOOLS.search(text):
        return 4.7
    named = [token for token in tokens_here if token in _company_words()]
    if re.search(r"\w\s?&\s?[^\Wa-z]", text) and len(tokens_here) <= 5 and not named:
        return 0.0 if set(tokens_here) & set(words("slogan_words")) else 2.4  # Licensed & Insured
    if (score := by_beginning(text)) is not None:
        return score
    if re.search(r"(?i)\b(?:university|hospital|ministry|embassy|college|hotel|bank)\b", text):
        return 4.0
    if named and len(named) < len(tokens_here) <= 6:
        return 2.8
    return 1.0 if named and len(tokens_here) <= 3 else 0.0


@lru_cache(maxsize=4096)
def department_score(text: str) -> float:  # noqa: PLR0911 - a ladder: the first test that holds decides
    """Return how much a piece of text looks like a part of an organisation; above 2 it does.

    >>> department_score("第一営業部") > 3, department_score("Cloud & AI Department") > 3
    (True, True)
    >>> department_score("株式会社営業部") > 3, department_score("服部") > 2
    (False, False)
    """
    text = text.strip(" ,・|/-–")
    if len(text) < 2 or len(text) > 60 or re.search(r"[@。]|\d{4}", text):
        return 0.0
    if is_latin(text):
        return 0.0 if text[0].isdigit() else western_part_score(text)
    if re.search(r"[()]", text):
        return 0.0
    levels = text.split()
    if len(levels) > 1 and _TOWN_HALL.fullmatch(levels[0]):
        return 0.0  # 那覇市 まちなみ共創部: two things
    parts = [_japanese_part(level) > 2 for level in levels]
    if len(levels) == 1 and (_is_two_levels(text) or _holds_organisation(text)):
        return 2.5
    if len(levels) > 1 and all(parts):
        return 1.5  # several levels, each a part of its own
    if any(
        company_score(level) >= 2.5 and not part for level, part in zip(levels, parts, strict=True)
    ):
        return 0.0
    score = _japanese_part(squeezed(text))
    if len(levels) == 1:
        return score
    return min(score, 2.5 if any(parts[:-1]) else 3.4)


@cache
def _organisation_endings() -> re.Pattern[str]:
    endings = (end for end in longest_first("institutions") if len(end) > 1)
    return re.compile("|".join(map(re.escape, endings)))


def _holds_organisation(text: str) -> bool:
    """Tell whether a lost space joined an organisation and a part: サンプル法律事務所東京支店."""
    if text.startswith(words("department_heads")):
        return False  # クラウドサービス事業部
    return any(
        found.start() >= 2 and _japanese_part(text[found.end() :]) > 3
        for found in _organisation_endings().finditer(text)
    )


def _is_two_levels(text: str) -> bool:
    """Tell whether a lost space joined two parts: 品質保証部品質管理課."""
    town = _TOWN_BEFORE.match(text)
    if town and may_be_place(town[1]) and _japanese_part(text[town.end() :]) > 3:
        return True  # 那覇市まちなみ共創部
    for found in re.finditer(r"[部局課]|支店|支社|センター|グループ|工場|事業所|研究科|学部", text):
        first, second = text[: found.end()], text[found.end() :]
        long_enough = len(first) > 2 and len(second) > 1
        if long_enough and _japanese_part(first) > 3 and _japanese_part(second) > 3:
            return True
    return False


def _japanese_part(text: str) -> float:  # noqa: PLR0911 - a ladder: the first test that holds decides
    if japanese_legal_form().search(text) or text in words("ministries"):
        return 0.0
    if re.search(r"取締役|執行役員|兼|[をはがへ、,/]|.大学(?:大学院)?$", text):
        return 0.0
    suffix = ending_of(text, "department_suffixes")
    if (suffix == text and len(text) > 2) or _OFFICE_IN_TOWN.fullmatch(text):
        return 4.6  # 営業部 is an ending of longer names too
    if not suffix or suffix == text:
        return (
            2.5
            if text
            in {"本社", "本部", "本店", "総務", "営業", "人事", "経理", "医局", "売店", "編集"}
            else 0.0
        )
    head = text[: -len(suffix)]
    if re.fullmatch(r"第?[一二三四五六七八九十\d]+[課部係科室局班]", text):
        return 4.2
    if text in words("department_heads"):
        return 3.6  # 内科 has its ending inside
    if len(suffix) == 1:
        return _short_suffix(text, head, suffix)
    if suffix == "研究所" or (ends_as_company(text) and suffix not in {"研究科", "研究室"}):
        return 3.0
    return 4.6


def _short_suffix(text: str, head: str, suffix: str) -> float:
    if any(head.startswith(word) or head.endswith(word) for word in words("department_heads")):
        return 4.6
    if suffix in "域処班店":
        return 2.4 if suffix == "店" and (is_place(head) or head.endswith(("駅前", "本"))) else 1.0
    if re.search(
        r"(?:事業|営業|管理|企画|開発|推進|支援|販売|製造|研究|技術|業務|総務|戦略|対策|担当|工学)",
        head,
    ):
        return 4.6
    parsed = tokens(text)
    family = parsed and parsed[-1].kind == "姓" and parsed[-1].text
    if family == text or (family and len(family) > 2):  # 服部, 阿部; 長曽我部
        return 0.3
    return {0: 1.0, 1: 1.0, 2: 3.4}.get(len(head), 4.4)
