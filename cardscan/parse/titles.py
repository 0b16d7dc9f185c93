"""Posts: what people do in an organisation, in Japanese, Chinese and Western words."""

import re
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from cardscan.parse.gaps import camel_spaced, split_word, without_stray_accents
from cardscan.parse.qualifications import western_qualification
from cardscan.parse.readings import letters
from cardscan.parse.text import is_han, is_latin, squeezed
from cardscan.parse.words import grouped, longest_first, words

_CONNECTORS = frozenset(
    [
        "of",
        "and",
        "&",
        "the",
        "for",
        "de",
        "du",
        "des",
        "da",
        "do",
        "dos",
        "das",
        "der",
        "die",
        "für",
        "fur",
        "und",
        "e",
        "y",
        "et",
        "la",
        "le",
        "l'",
        "-",
        "–",
        "/",
        ",",
        "en",
        "em",
        "in",
        "to",
        "del",
        "della",
        "di",
        "à",
        "au",
        "aux",
        "il",
        "al",
        "at",
        "las",
        "los",
        "och",
        "og",
        "i",
        "dei",
        "degli",
        "dello",
        "zur",
        "zum",
        "im",
        "till",
        "til",
        "h.c",
        "sr",
        "jr",
        "snr",
    ]
)
# how the names of trades end in the languages that write them in one word
_GERMAN_HEAD = re.compile(
    r"(?:(?<=[a-zäöüß]{3}-)|(?<=[a-zäöüß]{4}))(?:prüfer|prüferin|beauftragter?|makler|maklerin|arzt"
    r"|ärztin|inhaber|inhaberin|vorsitzender?|notar|mitarbeiter|mitarbeiterin|redakteur|redakteurin"
    r"|pfleger|pflegerin|lehrer|lehrerin|trainer|trainerin|händler"
    r"|händlerin|betreuer|betreuerin|gestalter|gestalterin|therapeut|therapeutin|gutachter|chef"
    r"|chefin|sjef|leder|leitung|vertreter|vertreterin|werker|monteur|jurist|juristin|dolmetscher"
    r"|direktör|direktør|ingenjör|ingeniør|utvecklare|udvikler|utvikler|mäklare|mægler|megler"
    r"|ansvarig|ansvarlig|rådgivare|rådgiver|konsult|konsulent|läkare|læge|lege|arkitekt|tekniker"
    r"|ledare|medarbetare|medarbejder|medarbeider|ordförande|formand|redaktör|redaktør|kommunikatör"
    r"|samordnare|handläggare|sekreterare|stjóri|päällikkö|johtaja|lääkäri|leider|adviseur|arts"
    r"|medewerker|apotheker|apothekerin|präsident|präsidentin|rätin|helfer|helferin|geselle)$"
    r"|(?:leiter|leiterin|manager|managerin|ingenieur|ingenieurin|berater|beraterin|meister"
    r"|meisterin|führer|führerin|entwickler|entwicklerin|techniker|technikerin|referent|referentin"
    r"|vorstand|direktor|direktorin|assistent|assistentin|architekt|planer|planerin|anwalt|anwältin"
    r"|kaufmann|kauffrau|bearbeiter|bearbeiterin|verkäufer|sprecher|sprecherin|mechatroniker)$"
)
# loan words for people who do something; a firm's name rarely ends so
_AGENT = (
    r"[ァ-ヺー・]{2,16}(?:マン|リスト|ニスト|シスト|ナー|ニア|ター|ダー|ジャー|チャー|シェフ|サー|ラー|ヤー"
    r"|ライター|シャン|ワーカー|マスター|オフィサー|テクト|ヘッド|アテンダント|パートナー|ジェント|エイト|ファー|ィスト|ピスト|コーチ)"
)
_JAPANESE_ALSO = r"(?:[(（](?![ぁ-ゖ\s]+[)）])[^)）]{1,12}[)）])?"  # but not how a name is read


@cache
def _japanese_title() -> re.Pattern[str]:
    cores = "|".join(map(re.escape, longest_first("titles_ja")))
    prefixes = "|".join(map(re.escape, longest_first("title_prefixes")))
    return re.compile(
        rf"(?P<free>[一-鿿ァ-ヺーA-Za-z・]{{0,16}}?)(?P<prefix>(?:{prefixes}|・)*)"
        rf"(?P<core>{cores}){_JAPANESE_ALSO}"
    )


@cache
def japanese_cores() -> re.Pattern[str]:
    """Return the pattern of Japanese posts of two characters and more, longest first."""
    cores = [core for core in longest_first("titles_ja") if len(core) > 1]
    return re.compile("|".join(map(re.escape, cores)))


@lru_cache(maxsize=4096)
def title_score(text: str) -> float:  # noqa: PLR0911 - a ladder: the first test that holds decides
    """Return how much a piece of text looks like a post; above 2 it does.

    >>> title_score("代表取締役社長") > 4, title_score("Senior Sales Manager") > 4
    (True, True)
    >>> title_score("山田 太郎") > 0, title_score("Driving the Future") > 0
    (False, False)
    >>> title_score("Socio fondatore") > 4, title_score("commerciale, Socio fondatore") > 0
    (True, False)
    """
    text = text.strip(" -–・,/|")
    if (region := _REGION.search(text)) and title_score(text[: region.start()]) > 4:
        return 4.5
    if len(text) < 2 or len(text) > 60 or re.search(r"[\d@。]", text) or _SECRETARIAT.match(text):
        return 0.0
    if is_latin(text):
        cut_short = text[:1].islower() and ", " in text  # commerciale, Socio fondatore
        return 0.0 if cut_short else _western(text)
    if _RANKED_LICENCE.fullmatch(text):
        return 5.4
    bracketed = _IN_BRACKETS.search(text)
    if bracketed and western_qualification(bracketed[1]):
        return 0.0  # プロジェクトマネージャ (PMP)
    levels = text.split()
    if len(levels) > 1 and all(_japanese(level) > 2 for level in levels):
        return 1.5  # several posts
    if any(
        re.search(
            r"(?:.[部課室局科係店所区區處处班院校団]|中心|グループ|チーム|センター|ユニット|工場)$",
            level,
        )
        for level in levels[:-1]
    ):
        return 0.0  # a department and a post
    found = _japanese_title().fullmatch(squeezed(text))
    if len(levels) > 1 and found and is_han(found["free"]):
        return 0.5  # 葉 珍晨律師: a name and a post
    return _japanese(squeezed(text))


def _japanese(text: str) -> float:  # noqa: PLR0911 - a ladder: the first test that holds decides
    if text.endswith(("殿", "様")):
        return 0.0
    found = _japanese_title().fullmatch(text)
    if not found:
        if re.fullmatch(_AGENT, text):
            return 2.4
        if re.fullmatch(r"[一-鿿ァ-ヺー]{2,10}(担当|責任者|主任|補佐|総括|統括)", text):
            return 3.5
        if (
            re.fullmatch(r"[一-鿿]{2,6}(長|員|官|师|师傅)", text)
            and text[-2] not in "成夫義信道慎克員"
        ):
            return 1.2
        return 0.0
    free = found["free"]
    if re.search(r"[^本支](?:本?部|課|室|グループ|チーム)$", text[: found.start("core")]):
        return 2.6  # 経営管理本部料理長: likelier two things
    if not free:
        return 3.5 if text in {"営業", "会計", "担当", "代理", "広報"} else 5.0
    if re.fullmatch(
        r"(?:[一-鿿ァ-ヺーA-Za-z・]*(?:部|課|室|局|所|店|科|係|グループ|チーム))", free
    ):
        return 2.6  # 営業部課長: likelier two things
    if found["core"].endswith("議会議員") or free.endswith(_COUNCILS):
        return 6.0  # 鎌倉市議会議員: the council is no firm
    return 3.0 if len(free) <= 8 or re.fullmatch(r"[ァ-ヺー・]+", free) else 1.5


def _goes_on_small(text: str) -> bool:
    """Tell whether all words behind the first are in small letters, as in one post."""
    behind = text.split()[1:]
    return len(behind) > 1 and all(word.islower() for word in behind) and text[0].isupper()


def _is_two_sides(text: str, heads: frozenset[str], parts: frozenset[str]) -> bool:
    """Tell whether a stroke parts a post from a part of the firm: Manager / Overseas Marketing."""
    sides = [_tokens(side) for side in re.split(r"\s[/|]\s", text)]
    posts = [any(_is_head(token, heads) for token in side) for side in sides]
    bare = [side for side, post in zip(sides, posts, strict=True) if not post]
    if any(posts) and any(side and not set(side) & _all_words() for side in bare):
        return True  # Eric Hsieh / Manager
    return any(posts) and any(any(token in parts for token in side) for side in bare)


# of a town or a state in Brazil, no secretary
_SECRETARIAT = re.compile(
    r"(?i)secretaria (?:municipal|estadual|(?:d[aeo]s? )?(?:estado|saúde|educação|meio|obras"
    r"|finanças|cultura|turismo|fazenda|planejamento|administração|segurança|esportes?|assistência"
    r"|desenvolvimento|agricultura|habitação|transportes?)\b)"
)
_GRADES = frozenset({"ii", "iii", "iv"})  # Data Scientist II
_REGION = re.compile(r"\s[-–]\s(?:[A-Z]{2,5}(?:[/&,+ ]{1,3}[A-Z]{2,5}){0,3})$")  # – WA/NT
# the rank of a licensed person in a practice: 社員税理士, 主任弁護士
_RANKED_LICENCE = re.compile(
    r"(?:代表|社員|代表社員|主任|副|所属|筆頭|上席|顧問|客員|シニア|パートナー|アソシエイト|ジュニア)・?"
    r"(?:弁護士|弁理士|税理士|会計士|公認会計士|司法書士|行政書士|社会保険労務士|社労士|建築士"
    r"|薬剤師|獣医師|鑑定士)"
)
_IN_BRACKETS = re.compile(r"\s?\(([A-Z]{2,6})\)$")
_CLINICS = frozenset({"clínica", "clinica", "clinic", "clinique", "hospital", "consultório"})
_COUNCILS = tuple(f"{area}議会" for area in "都道府県市区町村")
_OVER = frozenset({"of", "for", "in", "de", "des", "du", "da", "do", "für", "der", ",", "-"})


def _western(text: str) -> float:  # noqa: C901, PLR0911 - a ladder: the first test that holds decides
    tokens = _tokens(text)
    lists = grouped("title_words")
    heads = lists["head"]
    if not tokens or len(tokens) > 9:
        return 0.0
    if "," in text and western_qualification(text.rpartition(",")[2].strip()) == "after":
        return 0.0  # Architect, AIA
    head_places = [place for place, token in enumerate(tokens) if _is_head(token, heads)]
    if _CLINICS.intersection(tokens[1:-1]) and not _CONNECTORS.intersection(tokens):
        return 0.0  # PetFeliz Clínica Veterinária
    if tokens[-1] in _JOINING:
        return 0.5  # Diretor Financeiro e de
    if not head_places or _is_two_sides(text, heads, lists["department"]):
        return 0.0
    if all(tokens[place] in lists["department"] for place in head_places) and (
        tokens[0] in lists["department"] and 0 not in head_places
    ):
        return 0.0  # Ufficio commerciale
    known = [
        token in lists["modifier"]
        or token in lists["department"]
        or token in _CONNECTORS
        or _is_head(token, heads)
        or token.isdigit()
        or token in _GRADES
        for token in tokens
    ]
    if len(tokens) == 1 and tokens[0] in words("trade_surnames"):
        return 2.2  # it may be the half of a name
    if all(known):
        first = text.partition(",")[0]
        part = bool(_tokens(first)) and _tokens(first)[0] in words("part_words")
        adrift = first != text and (part or not any(_is_head(t, heads) for t in _tokens(first)))
        return 1.0 if adrift and text.count(",") == 1 else 5.0  # Sales, Manager: two things
    leads = tokens[0].startswith("leiter") or (len(tokens) <= 7 and _goes_on_small(text))
    if head_places[0] == 0 and leads:
        return 4.5  # Chargé d'affaires grands comptes
    first, _, last = text.rpartition(",")
    if first and not any(_is_head(token, heads) for token in _tokens(first)):
        return 1.0 if _western(last.strip()) >= 4.5 else 2.0  # East Japan Sales, Manager
    after = tokens[head_places[0] + 1 : head_places[0] + 2]
    if _OVER.intersection(after) and all(known[: head_places[0]]):
        return 4.5  # Head of Robotics: what follows may be any word; what leads may be a name
    return _partly_known(tokens, known, heads)


def _partly_known(tokens: list[str], known: list[bool], heads: frozenset[str]) -> float:
    """Weigh a line with the head of a post in it by how many of its other words belong to posts."""
    leads = _is_head(tokens[0], heads)
    named = letters(tokens[0]) in words("given_names")  # Edson Cabeleireiro
    named |= len(tokens) == 2 and tokens[1] in words("trade_surnames")  # Ilse Kaufmann
    if named and not known[0]:
        return 0.0
    share = sum(known) / len(known)
    if leads and 2 <= len(tokens) <= 3 and share >= 0.5:
        return 3.0  # Amministratore Delegato, Directeur Artistique
    if tokens[-1] in heads and share >= 0.5:
        return 4.2 if all(known[1:]) and len(tokens) > 2 else 3.2  # Escrow Branch Manager
    if leads and len(tokens) <= 5 and share >= 0.6:
        return 3.2  # Nutricionista Clínica e Esportiva
    if all(known[:-1]) and len(tokens) > 2:
        return 3.0  # Sales Engineer Benelux
    return 2.2 if share >= 0.6 else 0.5


def _is_head(token: str, heads: frozenset[str]) -> bool:
    parts = {token, *token.split("-")} if len(token) > 3 else {token}  # editor-in-chief
    return bool(parts & heads) or bool(_GERMAN_HEAD.search(token))


# Berater/in, Berater(in), Berater:in, Chargé(e)
_BOTH_FORMS = re.compile(r"(?<=\w)(?:[/:*_]-?in(?:nen)?|\(-?(?:in|e|a|ne|o)\)|[/·]-?e)(?!\w)")


def _tokens(text: str) -> list[str]:
    spaced = _BOTH_FORMS.sub("", camel_spaced(text))
    plain = re.sub(r"([,/&]|(?<=\w)'(?=\s))", r" \1 ", spaced.lower())
    plain = plain.replace("vice president", "vice-president").replace("estate agent", "agent")
    plain = plain.replace("cabinet member", "councillor")
    tokens = [token.strip(".;:()®™") for token in plain.split() if token.strip(".;:()®™")]
    return [half for token in tokens for half in parted(without_stray_accents(token, _all_words()))]


def spaced_title(text: str) -> str:
    """Put back the gaps that a reader lost in a post.

    >>> spaced_title("SeniorManager"), spaced_title("Directeurcommercial")
    ('Senior Manager', 'Directeur commercial')
    >>> spaced_title("Vice PresidentofSales"), spaced_title("Responsabledes achats")
    ('Vice President of Sales', 'Responsable des achats')
    """
    plain = (without_stray_accents(word, _all_words()) for word in camel_spaced(text).split())
    words_here = list(plain)
    return " ".join(_as_printed(word, alone=len(words_here) == 1) for word in words_here)


def _as_printed(word: str, *, alone: bool) -> str:
    """Return the words that a reader made one, with the letters as they stand.

    Beside others only a joining word shows a lost gap: Projektassistent has none.
    """
    halves = parted(word.lower())
    if len(halves) < 2 or not (alone or _JOINING.intersection(halves)):
        return word
    ends = [0, *accumulate(map(len, halves))]
    return " ".join(word[start:end] for start, end in pairwise(ends))


def parted(token: str) -> tuple[str, ...]:
    """Part the words between which a reader lost the gap.

    >>> parted("directeurcommercial")
    ('directeur', 'commercial')
    """
    if _GERMAN_HEAD.search(token):
        return (token,)
    return split_word(token, _all_words(), _JOINING)


# of the connectors those that no other word is likely to hold
_JOINING = frozenset({"of", "and", "for", "de", "des", "du", "da", "do", "dos", "das", "del", "di"})


@cache
def _all_words() -> frozenset[str]:
    lists = grouped("title_words")
    return lists["head"] | lists["modifier"] | lists["department"]


def known_words() -> frozenset[str]:
    """Return the Western words of posts, which no name holds."""
    lists = grouped("title_words")
    return (
        lists["head"] | lists["modifier"] | lists["department"] | frozenset(words("company_words"))
    )
