"""Signs of an address: what on a line speaks for one outside Japan, and how much."""

import re
from dataclasses import dataclass
from functools import cache

from cardscan.parse.postcodes import STATES, UNITS
from cardscan.parse.words import longest_first, pairs

_JAPANESE_WARD = re.compile(
    r"(?i)\b[a-z]+-(?:ku|shi|cho|machi|gun|ken|fu|to|mura|ro|gil|gu|dong|si|daero)\b|\d-chome"
)
_JAPANESE_STREET = re.compile(r"^\d{1,4}(?:-\d{1,4}){1,3},? [A-ZŌ][a-zōū]{3,}")
_INSIDE = re.compile(
    r"(?i)\b(?:suite|ste\.?|studio|floor|fl\.?|unit|apt\.?|apartment|building|bldg\.?|tower|room|rm\.?"
    r"|level|int\.?|bte\.?|stiege|sal|kerros|hæð|étage|stock|etage|andar|sala|conj\.?|conjunto|bairro|lote|quadra|loja|piso|planta"
    r"|bâtiment|campus|\d+/?F)\b"
)
# a part of a works or a house, over its street: Werk II, Résidence Les Tilleuls
_PART = re.compile(
    r"^(?:(?:Werk|Haus|Gebäude|Halle|Bau|Gate|Block|Sector|Setor|Hall) (?:[IVX]{1,4}|[A-Z]|\d{1,3})"
    r"|(?:Résidence|Immeuble|Bâtiment|Edif[ií]cio|Torre|Palazzo|Centro Comercial|Centre d'affaires)"
    r" [A-ZÀ-Þ\d][\w' .-]{0,30}),?$"
)
# what ends a Chinese address without a house number: 滨海工业区
_CHINESE_AREA = re.compile(
    r"^[一-鿿]{2,8}[省市县縣].{2,20}(?:工业[区园]|工業[區园園]|开发区|開發區|高新区|科技园|物流园|产业园|园区|[村镇鎮鄉乡])$"
)
_CHINESE_VILLAGE = re.compile(r"[县縣市][一-鿿]{1,5}[乡鄉镇鎮区區].*\d+\s?[号號]")
# a building that has a name: The Woolson Building
_HOUSE = re.compile(
    r"^(?:The )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2} (?:Buildings?|Chambers|Mills?|Wharf|Towers?"
    r"|(?:Business|Science|Retail) (?:Park|Centre)|(?:Trading|Industrial) Estate),?$"
)
# the number of a box, which is no postal code
BOXED = re.compile(r"(?i)\b(?:BP|CS|PL|Box|Postboks|Postbus|Postfach|Apartado) \d[\d ]{2,6}(?!\d)")
# a house that has a name, before its number and street: The Old Mill, 14 Quayside
_NAMED_HOUSE = re.compile(r"^[A-Z][\w'’ -]+, \d{1,4}[a-z]?(?:[-–]\d{1,4})? [A-Z][\w'’ .-]{3,}$")
# what a slogan says beside a year: seit 1926, desde 1978
_SINCE = r"(?!.*\b[a-zà-ÿ]{2,8}\.? (?:1[5-9]|20)\d\d$)"
_TOWN_ALONE = re.compile(
    rf"^[A-ZÀ-Þ][a-zà-ÿ]+(?: [\wà-ÿ.']+){{0,3}}(?:, (?:{STATES})| ?[-–/] ?(?:{UNITS}))$"
)
_BOX = re.compile(
    r"(?i)\bP\.? ?O\.? ?Box\b|\bPostfach\b|\b(?:BP|CS|PL) \d|\bCaixa Postal\b|\bc/o\b|℅"
    r"|\b(?:Postboks|Postbus|Box|Apartado|Apdo\.?(?: de Correos)?|Casella postale) \d"
)
_CHINESE = re.compile(r"[一-鿿]{1,6}[省市区县縣區].*(?:[路街道巷弄号號楼樓层層室座]|\d)")
_CHINESE_STREET = re.compile(r"[一-鿿]{2,}[路街道]\w{0,8}\d+\s?[号號]")
_HONG_KONG = re.compile(r"^(?:香港|九龍|九龙|新界)[一-鿿]{1,5}$")
CHINESE_TOWN = re.compile(r"^(?:\d{3,6} ?)?[一-鿿]{2,8}[省市縣县][一-鿿]{1,6}[區区鎮镇鄉市縣县]$")


@cache
def street() -> re.Pattern[str]:
    """Return the pattern of a way, before or behind its name."""
    listed = "|".join(map(re.escape, longest_first("street_words")))
    return re.compile(
        rf"(?i)(?<![^\W\d])(?<!\.)(?:{listed})(?!\w)"
        r"|(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ring|ufer|straat|laan"
        r"|vej|gade|vei(?:en)?|gat[ae]n?|vägen|väg|stræti|vegur|braut|tie|utca|plads|torv|torg|allé|katu|kade|plein|singel|steenweg)(?=,?\s*\d)"
    )


@cache
def country_name() -> re.Pattern[str]:
    """Return the pattern of a country's name at the end of a text."""
    listed = "|".join(re.escape(name) for _, name in sorted(pairs("country_names"), reverse=True))
    return re.compile(rf"(?<!\w)(?P<name>{listed})\.?$")


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for an address, and how much: on a line with digits, on one without."""

    pattern: re.Pattern[str]
    with_digits: float
    without: float
    countries: frozenset[str] = frozenset()  # only on cards of these; empty: on all
    never: frozenset[str] = frozenset()  # not on cards of these

    def says(self, countries: tuple[str, ...]) -> bool:
        """Tell whether the sign means something on a card of these countries, likeliest first."""
        known = not self.countries or bool(self.countries & set(countries[:2]))
        return known and countries[0] not in self.never


_STATE_OF_BRAZIL = re.compile(
    r"[-–/,] ?(?:Acre|Alagoas|Amapá|Amazonas|Bahia|Ceará|Distrito Federal|Espírito Santo|Goiás"
    r"|Maranhão|Mato Grosso(?: do Sul)?|Minas Gerais|Pará|Paraíba|Paraná|Pernambuco|Piauí"
    r"|Rio de Janeiro|Rio Grande do (?:Norte|Sul)|Rondônia|Roraima|Santa Catarina|São Paulo"
    r"|Sergipe|Tocantins)$"
)
NUMBER_FIRST = frozenset({"US", "CA", "AU"})  # where the number of a house leads
_CHINESE_PLACES = frozenset({"CN", "TW", "HK"})


@cache
def signs() -> tuple[Sign, ...]:
    """Return all that speaks for an address."""
    return (
        Sign(street(), 2.0, 1.0),
        Sign(_JAPANESE_WARD, 2.5, 2.5),
        Sign(_JAPANESE_STREET, 2.0, 0.0, frozenset({"JP"})),
        Sign(_TOWN_ALONE, 2.8, 2.8),
        Sign(_BOX, 2.5, 2.5),
        Sign(_INSIDE, 1.2, 0.0),
        Sign(_HOUSE, 1.0, 1.0),
        Sign(_PART, 1.0, 1.0),
        Sign(_NAMED_HOUSE, 1.2, 0.0),
        Sign(re.compile(r"^\d{5}-\d{3} ?[-–,] ?[A-ZÀ-Þ]"), 1.0, 0.0, frozenset({"BR"})),
        Sign(
            re.compile(
                rf"^{_SINCE}[A-ZÀ-Þ][^\d,@:]{{2,40}},? (?!20\d\d/)\d{{1,4}}(?:/\d{{1,4}}){{0,3}}"
                r" ?[a-zA-Z]?(?: \d{1,3})?(?:, (?:\d{1,2}\.|st\.|kl\.).*)?$"
            ),
            0.8,
            0.0,
            never=NUMBER_FIRST,
        ),  # Zeil 61
        Sign(re.compile(r"^\d{1,5}[A-Za-z]? [A-ZÀ-Þ][\w' .-]{2,40}$"), 0.8, 0.0),
        Sign(country_name(), 1.2, 1.2),
        Sign(_CHINESE, 2.5, 2.5, _CHINESE_PLACES),
        Sign(_HONG_KONG, 2.5, 2.5, frozenset({"HK"})),
        Sign(_CHINESE_AREA, 2.8, 2.8, _CHINESE_PLACES),
        Sign(_CHINESE_VILLAGE, 1.0, 0.0, _CHINESE_PLACES),
        Sign(CHINESE_TOWN, 2.0, 2.0, _CHINESE_PLACES),
        Sign(_CHINESE_STREET, 2.8, 2.8, _CHINESE_PLACES),
        Sign(re.compile(r"^\d{1,5}[a-z]? [A-ZĐ][^\W\d_A-Z]+.*,"), 1.2, 0.0),
        Sign(re.compile(r"^\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?, [A-Z].*,$"), 2.0, 0.0),
        Sign(re.compile(r"^[A-ZÀ-Þ][\w .'-]+,? ?[-–/,] ?[A-Z]{2}$"), 1.0, 1.0),  # São Paulo - SP
        Sign(re.compile(r"[-–/] ?[A-Z]{2}\b"), 1.0, 1.0, frozenset({"BR"})),
        Sign(_STATE_OF_BRAZIL, 1.0, 1.0, frozenset({"BR"})),
    )
