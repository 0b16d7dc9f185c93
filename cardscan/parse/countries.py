"""Countries: which one a card's numbers and addresses belong to."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from cardscan.parse.layout import Sheet
from cardscan.parse.words import pairs

_AMERICAN = (
    "Alabama|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho"
    "|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    "|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|(?:New|North|South|West) [A-Z][a-z]+"
    "|Ohio|Oklahoma|Oregon|Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Washington"
    "|Wisconsin|Wyoming"
)
# what stands on cards of a country and hardly on others: a pattern, its weight
_SIGNS: tuple[tuple[str, str, float], ...] = (
    ("JP", r"〒|[都道府県].{1,5}[市区町村郡]|株式会社|\bJapan\b|\bTokyo\b|-ku\b|\.jp\b", 3),
    ("CN", r"有限公司|[省市区].{1,10}[路街道]\w*\d+号|总|经理|邮编|传真|手机|\.cn\b|\bChina\b", 3),
    ("TW", r"[台臺]灣|[台臺]北|\.tw\b|\bTaiwan\b|股份有限公司", 3),
    (
        "TW",
        r"(?:新北|桃園|[台臺][中南東]|高雄|基隆|新竹|嘉義|苗栗|彰化|南投|雲林|屏東|宜蘭|花蓮|澎湖|金門)[市縣県]",
        6,
    ),
    ("TW", r"行動電?話?\s?[:：]|手機\s?[:：]\s?09\d\d", 4),
    (
        "TW",
        r"路[一二三四五六七八九]段|[號巷弄]\d+樓|樓之\d|統一?編號?|經理|股份|鄰\d|傳真|電郵|網址",
        1,
    ),
    (
        "HK",
        r"九龍|新界|旺角|尖沙咀|灣仔|中環|銅鑼灣|北角|觀塘|荃灣|沙田|元朗|屯門|紅磡|將軍澳|字樓|\(852\)",
        4,
    ),
    ("HK", r"\bHong ?Kong\b|香港|\.hk\b|\bKowloon\b", 3),
    ("KR", r"[가-힣]|\bKorea\b|\.kr\b", 3),
    ("US", r"\b[A-Z]{2},? \d{5}(-\d{4})?\b|\bUSA\b|U\.S\.A|United States|\bLLC\b|\bInc\b", 2),
    ("US", r"\([2-9]\d{2}\) ?\d{3}[-. ]\d{4}|\b[2-9]\d{2} ?[-.] ?\d{3} ?[-.] ?\d{4}\b", 3),
    ("US", rf"\b(?:{_AMERICAN}),? \d{{5}}\b", 3),
    ("US", r"(?<![\d+] )\b[2-9]\d{2} [2-9]\d{2} \d{4}\b", 2),
    ("CA", r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\.ca\b|\bCanada\b", 3),
    ("GB", r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\.uk\b|United Kingdom|\bLondon\b|\bPLC\b", 3),
    ("GB", r"\b07\d{3} ?\d{3} ?\d{3}\b|\b01\d{3} \d{3} ?\d{3}\b|\b020 \d{4} \d{4}\b", 3),
    ("IE", r"\.ie\b|\bIreland\b|\bDublin\b", 3),
    ("DE", r"\bGmbH\b|stra(ß|ss)e\b|str\. ?\d|\bAG\b|Geschäfts|\.de\b|\bDeutschland\b|Germany", 2),
    ("DE", r"\b(D-)?\d{5} [A-ZÄÖÜ][a-zäöüß]+|Telefon\b|Mobil\b|[Ll]eiter", 1),
    ("DE", r"Vertrieb|Einkauf|[Aa]bteilung|Prokurist|Rechtsanw|[Bb]eratung|\bUG\b", 2),
    (
        "DE",
        r"\bDr\. (?:med|dent|jur)\b|[Pp]raxis\b|[Aa]llee \d|[Pp]latz \d|weg \d|\bUhr\b|\be\. ?K\.",
        2,
    ),
    ("DE", r"[Ff]achär?zt|kauf(?:mann|frau)\b|\bTelefax\b|\bFon\b|\bund\b|\bfür\b|\bHandy\b", 2),
    ("AT", r"\.at\b|Österreich|\bAustria\b|\bA-\d{4}\b|\bWien\b", 3),
    ("CH", r"\.ch\b|\bSchweiz\b|Switzerland|\bCH-\d{4}\b|\bZürich\b", 3),
    (
        "FR",
        r"\b0[1-9]([ .]\d\d){4}\b|\bboulevard\b|\bquai\b|\ballée\b|\bcours\b|Direct(eur|rice)",
        2,
    ),
    ("FR", r"\b\d{5} [A-ZÉÈ][a-zà-ÿ]+|Ingénieu|Responsable|Chef de|Courriel|[Gg]énérale?\b", 1),
    ("FR", r"\bSARL\b|\bSAS\b|\brue\b|\bCedex\b|\.fr\b|\bFrance\b|Tél\.?\b|Directeur|Gérant", 2),
    (
        "FR",
        r"\b\d{5} [A-Z]|\bEURL\b|\bSCP\b|\bSASU\b|\bet Fils\b|Mairie|\bTéléphone|Chargée? d",
        1,
    ),
    ("BE", r"\.be\b|\bBelgi|\bBruxelles\b|\bBrussel\b", 3),
    ("ES", r"\.es\b|\bEspaña\b|\bSpain\b|\bCalle\b|\bMadrid\b|\bBarcelona\b|Móvil", 2),
    (
        "ES",
        r"\bS\. ?L\.|\bS\.? ?Coop\b|\bAvda\b|\bTlf\b|\bTeléf|\bPaseo\b|\bPlaza d|\bC/ ?[A-Z]",
        2,
    ),
    (
        "ES",
        r"\b\d{5} [A-ZÁÉÍÓÚ][a-zñáéíóú]+|\b[A-ZÁ]\w*(?:ción|ería|ñ\w+|dora?|ieros?)\b|\by [A-Z]",
        1,
    ),
    ("MX", r"\.mx\b|\bMéxico\b|C\.V\.", 3),
    ("AR", r"\.ar\b|\bArgentina\b|Buenos Aires", 3),
    ("PT", r"\.pt\b|\bPortugal\b|\bLisboa\b|\bPorto\b|\bLda\b|Telemóvel|\b\d{4}-\d{3}\b", 2),
    ("BR", r"\.br\b|\bBrasil\b|\bLTDA\b|\bCNPJ\b|\bCEP\b|\bCelular\b|\bBairro\b|São Paulo", 3),
    ("BR", r"(?<![\d+])\(?\d{2}\)? ?9 ?\d{4}[-. ]\d{4}(?!\d)", 3),
    ("BR", r"\(\d{2}\) ?9?\d{4}[-. ]\d{4}|\bRua\b|\bAv\. |\bFone\b|\bVendas\b|- [A-Z]{2}$", 2),
    ("IT", r"\.it\b|\bItal(y|ia)\b|S\.r\.l|S\.p\.A|\bVia [A-Z]|\bCellulare\b|\bMilano\b", 2),
    (
        "IT",
        r"\b[03]\d{2,3}/\d{5,7}\b|\bREA [A-Z]{2}\b|Partita IVA|\bSoc\. ?Coop|\b[A-Z]\w+ S[pP]A\b",
        2,
    ),
    ("IT", r"\b(?:Largo|Corso|Avvocato|Ingegnere|Architetto|Geometra|Mob\.)|\bint\. ?\d", 1),
    (
        "IT",
        r"\bS\.r\.l|\bS\.n\.c|\bS\.a\.s|\bDott\b|\bPiazza\b|\bViale\b|P\. ?IVA|\bTelefono\b",
        2,
    ),
    (
        "IT",
        r"\b\d{5} [A-Z][a-zà-ù]+|Ufficio|Direttore|Responsabile|Lungo[a-z]+|\bCell\b|\bdell[ao']",
        1,
    ),
    ("NL", r"\.nl\b|Netherlands|Nederland|\bB\.V\.|\b\d{4} [A-Z]{2} [A-Z]", 2),
    ("SE", r"\.se\b|\bSweden\b|\bSverige\b|\(publ\)|F-skatt", 3),
    ("SE", r"\b\d{3} \d{2} [A-ZÅÄÖ]|gatan\b|vägen\b|\bAB\b|Org\.? ?nr|chef\b|\boch\b|E-post", 1),
    ("DK", r"\.dk\b|\bDenmark\b|\bDanmark\b|\bApS\b|\bCVR\b|København", 3),
    ("DK", r"\bA/S\b|\bTlf\b|vej \d|gade \d|afdeling|\b\d{4} [A-ZÆØÅ][a-zæøå]+|\bog\b", 1),
    ("NO", r"\.no\b|\bNorway\b|\bNorge\b|\bMVA\b|Daglig leder|avdeling\b|sjef\b", 3),
    ("NO", r"\bAS\b|\bTlf\b|veien? \d|gata? \d|\b\d{4} [A-ZÆØÅ][a-zæøå]+|\bog\b|E-post", 1),
    ("AU", r"\.au\b|\bAustralia\b|\bPty\b|\b(NSW|VIC|QLD) \d{4}\b", 3),
    ("NZ", r"\.nz\b|New Zealand", 3),
    ("IN", r"\.in\b|\bIndia\b|\bPvt\b|TamilNadu|Tamil Nadu|Mumbai|Bangalore|Chennai|Delhi", 3),
    ("SG", r"\.sg\b|\bSingapore\b|\bPte\b", 3),
    (
        "PL",
        r"\.pl\b|\bPoland\b|\bPolska\b|Sp\. ?z ?o\. ?o|\bul\. [A-ZŁŚŻ]|\b\d{2}-\d{3} [A-ZŁŚŻ]",
        3,
    ),
    ("CZ", r"\.cz\b|s\.r\.o\.|\bCzech|\bIČO?\b|\bPraha\b|[ěřů]", 3),
    ("SK", r"\.sk\b|\bSlovakia\b|\bSlovensko\b|\bBratislava\b|[ĺŕľ]", 4),
    ("HU", r"\.hu\b|\bHungary\b|\bKft\b|\bZrt\b|\bBudapest\b|[őű]| utca \d| út \d", 3),
    ("GR", r"\.gr\b|\bGreece\b|\bAthens\b|\bThessaloniki\b", 3),
    ("RO", r"\.ro\b|\bRomania\b|\bS\.?R\.?L\b.*\bStr\.|\bBucure[sș]ti\b|[șț]", 3),
    ("TR", r"\.tr\b|\bTürkiye\b|\bTurkey\b|A\.Ş\.|\bCad\.|\bSok\.|[ğış]", 3),
    ("IS", r"\.is\b|\bIceland\b|\behf\b|\bSími\b|stræti \d|\bReykjavík\b|[ðþ]", 3),
    ("FI", r"\.fi\b|\bFinland\b|\bSuomi\b|\bOyj?\b|katu \d|tie \d", 3),
    ("MY", r"\.my\b|\bMalaysia\b|\bSdn\b", 3),
    ("ID", r"\.id\b|\bIndonesia\b|\bPT\.? [A-Z]|\bJl\.", 3),
    ("PH", r"\.ph\b|\bPhilippines\b", 3),
    ("AE", r"\.ae\b|\bU\.?A\.?E\b|\bDubai\b", 3),
    ("CO", r"\.co\b(?!\.)|\bColombia\b|\bBogotá\b|S\.A\.S\.", 2),
    ("CL", r"\.cl\b|\bChile\b", 3),
    ("ZA", r"\.za\b|South Africa", 3),
    ("KR", r"\b\w+-(?:ro|gil|dong|si|do)\b|\bCo\.,? ?Ltd\b.*\b0?10[- ]\d{4}", 2),
    ("VN", r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|Công ty|\bTNHH\b|\bĐT\b|\bQuận\b", 4),
    ("VN", r"\.vn\b|\bVietnam\b|Viet Nam", 3),
    ("TH", r"\.th\b|\bThailand\b|\bBangkok\b", 3),
)
_COMPILED = tuple((country, re.compile(sign, re.M), weight) for country, sign, weight in _SIGNS)
_CODES = {"81": "JP", "86": "CN", "886": "TW", "852": "HK", "82": "KR", "44": "GB", "49": "DE"}
_CODES |= {"33": "FR", "55": "BR", "351": "PT", "34": "ES", "39": "IT", "31": "NL", "41": "CH"}
_CODES |= {"43": "AT", "32": "BE", "61": "AU", "64": "NZ", "91": "IN", "65": "SG", "46": "SE"}
_CODES |= {
    "45": "DK",
    "47": "NO",
    "353": "IE",
    "52": "MX",
    "54": "AR",
    "84": "VN",
    "66": "TH",
    "1": "US",
    "48": "PL", "358": "FI", "60": "MY", "62": "ID", "63": "PH", "971": "AE",
    "420": "CZ", "421": "SK", "36": "HU", "30": "GR", "40": "RO", "354": "IS",
    "57": "CO", "56": "CL", "27": "ZA", "90": "TR", "966": "SA", "972": "IL", "7": "RU",
}  # fmt: skip
_TWO_SIGNS = re.compile(r"[一-鿿]{2}")  # one alone may be an icon
CITY = 3.0  # as much as the ending of a domain
CLEAR, CLEARLY = 2.5, 1.4  # weight of the first country, and how many times that of the second
# the sign of a country before a postal code and its town: CH-8400 Winterthur
_BEFORE_CODE = re.compile(r"(?<!\w)(CH|DK|FI|NL|NO|SE|[ABDIL])-(?=\d{4,5} [A-ZÀ-Þ]|\d{3} \d\d )")
_SIGNED = {"A": "AT", "B": "BE", "D": "DE", "I": "IT", "L": "LU"}
CERTAIN = 6.0  # more than the words of a language
_PLUS = re.compile(r"\+\s?(\d{1,3})(?=[\s().-])")


def countries_of(sheet: Sheet) -> tuple[str, ...]:
    """Return the countries a card may belong to, likeliest first; the region closes the list.

    >>> from cardscan.parse.testing import sheet_of
    >>> countries_of(sheet_of("Muster GmbH", "Hauptstraße 1", "10115 Berlin"))[0]
    'DE'
    >>> countries_of(sheet_of("山田 たろう", "TEL 03-3212-0000"))
    ('JP',)
    """
    return _countries_of(sheet.text[:4000], sheet.region, japanese=sheet.japanese)


def is_clear(sheet: Sheet) -> bool:
    """Tell whether a card says well enough which country's numbers it has.

    >>> from cardscan.parse.testing import sheet_of
    >>> is_clear(sheet_of("Muster GmbH", "10115 Berlin")), is_clear(sheet_of("Anna Bianchi"))
    (True, False)
    """
    weights = _weights(sheet.text[:4000], sheet.region, japanese=sheet.japanese)
    first, second, *_ = [*sorted(weights.values(), reverse=True), 0.0, 0.0]
    return first >= CLEAR and first >= CLEARLY * second


@lru_cache(maxsize=8)  # several rules ask about one card
def _countries_of(text: str, region: str, *, japanese: bool) -> tuple[str, ...]:
    weights = _weights(text, region, japanese=japanese)
    ranked = sorted(weights, key=lambda country: -weights[country])
    return tuple(dict.fromkeys([*ranked, region]))


@lru_cache(maxsize=8)
def _weights(text: str, region: str, *, japanese: bool) -> dict[str, float]:
    """Return how much speaks for each country."""
    weights: dict[str, float] = defaultdict(float)
    if japanese:
        weights["JP"] += 20
    else:
        weights[region] += 2 if _TWO_SIGNS.search(text) else 0.5
    if not japanese and any(character in _simplified() for character in text):
        weights["CN"] += 4
    for country, sign, weight in _COMPILED:
        hits = len({found[0] for found in sign.finditer(text)})
        if hits:
            weights[country] += weight * min(hits, 3)
    for code in _PLUS.findall(text):
        for length in (3, 2, 1):
            if country := _CODES.get(code[:length], ""):
                weights[country] += 3
                break
    for sign in set(_BEFORE_CODE.findall(text)):
        weights[_SIGNED.get(sign, sign)] += CERTAIN
    for country in _cities_in(text):
        weights[country] += CITY
    return dict(weights)


def _cities_in(text: str) -> set[str]:
    """Return the countries of the large cities that a text names."""
    return {_countries()[found[0].casefold()] for found in _city().finditer(text)}


@cache
def _countries() -> dict[str, str]:
    return {city.casefold(): country for country, city in pairs("cities")}


@cache
def _city() -> re.Pattern[str]:
    listed = "|".join(re.escape(city) for _, city in sorted(pairs("cities"), reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{listed})(?![\w'’-])", re.I)


@cache
def _simplified() -> frozenset[str]:
    return frozenset(form for form, _ in pairs("japanese_forms"))
