"""Numbers that belong to nobody.

United States: 555-0100 to 555-0199 (North American Numbering Plan). United Kingdom: Ofcom's
numbers for drama. Germany: the Bundesnetzagentur's numbers for media use. France: ARCEP's
numbers for audiovisual works. Japan has none for this purpose: the exchanges here begin with
0 or 1, which the numbering plan does not allot, unless the digits would be somebody else's:
022-028-5390 dials 0220-28-5390, and 080-0… dials a freephone number of 0800. Sweden: PTS's numbers
for books and films. Spain, Portugal, Italy, Brazil, Denmark, Norway, China, Taiwan and Hong Kong
have none either: theirs begin as no number of the country does (see PATTERNS). Other countries
borrow the British ones in international form.
"""

from random import Random

from samples.model import Phones

JAPANESE_AREAS = (
    "03",
    "06",
    "045",
    "052",
    "011",
    "092",
    "075",
    "078",
    "022",
    "082",
    "0466",
    "0798",
)
OTHER_AREAS = frozenset({"0220", "0820", "0920"})  # what 022, 082 and 092 are with a 0 behind

# How an American number stands behind its area code.
AMERICAN = (
    *2 * ("({}) 555-01##",),
    *("{}-555-01##", "{}.555.01##", "{} 555 01##", "1-{}-555-01##"),
    *("+1 {} 555-01##", "+1 ({}) 555-01##", "+1-{}-555-01##"),
)
# Ofcom's areas for drama, and the numbers in them.
BRITISH = (
    ("20", "7946 0###"),
    *((f"1{area}", "496 0###") for area in (13, 14, 15, 16, 17, 18, 21, 31, 41, 51, 61)),
    ("29", "2018 0###"),
    ("1632", "960###"),
)
# Land line and mobile with # for any digit, at home and from abroad.
PATTERNS = {
    "DE": (
        ("030 23125-###", "0171 39200##"),
        ("+49 30 23125 ###", "+49 171 39200##"),
        ("+49 (0)69 90009-###", "+49 (0)171 39200##"),
        ("040/66969###", "0171/39200##"),
        ("(0221) 4710###", "(0171) 39200##"),
        ("+49-89-99998###", "+49-171-39200##"),
        ("089 / 999 98-###", "0171 / 392 00##"),
    ),
    "FR": (
        ("01 99 00 ## ##", "06 39 98 ## ##"),
        ("+33 1 99 00 ## ##", "+33 6 39 98 ## ##"),
        ("02.61.91.##.##", "06.39.98.##.##"),
        ("+33 (0)3 53 01 ## ##", "+33 (0)6 39 98 ## ##"),
        ("04-65-71-##-##", "06-39-98-##-##"),
        ("05 36 49 ## ##", "06 39 98 ## ##"),
    ),
    "ES": (
        ("940 ## ## ##", "79# ### ###"),  # no 940 among the areas, no mobiles in 79
        ("+34 940 ## ## ##", "+34 79# ## ## ##"),
        ("970 ### ###", "79# ## ## ##"),
    ),
    "PT": (("20# ### ###", "97# ### ###"), ("+351 20# ### ###", "+351 97# ### ###")),
    "IT": (
        ("0139 ######", "300 ### ####"),  # no such areas, no mobiles below 31
        ("+39 0181 ######", "+39 300 #######"),
        ("0139/######", "300/#######"),
        ("+39 0139 ### ###", "+39 300 ### ####"),
    ),
    "BR": (
        ("(29) 3###-####", "(29) 9####-####"),  # no such areas
        ("+55 (36) 3###-####", "+55 (36) 9####-####"),
        ("(39) 2###.####", "(39) 9 ####.####"),
        ("+55 52 3###-####", "+55 52 9####-####"),
    ),
    "SE": (
        ("08-465 004 ##", "070-174 06 1#"),
        ("031-390 06 ##", "070-174 06 2#"),
        ("+46 8 465 004 ##", "+46 70 174 06 3#"),
        ("+46 (0)31-390 06 ##", "+46 (0)70-174 06 4#"),
    ),
    "DK": (("84 ## ## ##", "95 ## ## ##"), ("+45 84 ## ## ##", "+45 95 ## ## ##")),
    "NO": (("29 ## ## ##", "44# ## ###"), ("+47 29 ## ## ##", "+47 44# ## ###")),
    "CN": (
        ("010-0### ####", "154 #### ####"),  # land lines begin with 2 to 9; 154 is nobody's
        ("021-0#######", "154########"),
        ("+86 755 0### ####", "+86 154 #### ####"),
        ("(020) 0###-####", "154-####-####"),
        ("86-571-0#######", "86-154########"),
    ),
    "TW": (
        ("(02) 0###-####", ""),  # land lines begin with 2 to 8; every mobile may be somebody's
        ("02-0#######", ""),
        ("+886-2-0###-####", ""),
        ("(04) 0###-####", ""),
    ),
    "HK": (
        ("20## ####", "43## ####"),
        ("(852) 20## ####", "(852) 43## ####"),
        ("+852 20## ####", "+852 43## ####"),
    ),
}  # fmt: skip


def invent_phones(rng: Random, country: str, *, abroad: bool = False) -> Phones:
    """Invent numbers as a country (ISO 3166 alpha-2) prints them; abroad means for foreigners."""
    if country in PATTERNS:
        return _patterned(rng, country, abroad=abroad)
    if country in NATIONAL:
        return NATIONAL[country](rng)
    return _british(rng, abroad=country != "GB")


def _patterned(rng: Random, country: str, *, abroad: bool) -> Phones:
    patterns = [one for one in PATTERNS[country] if one[0][0] == "+" or not abroad]
    land, hand = rng.choice(patterns)
    return Phones(*(_filled(rng, pattern) for pattern in (land, land, hand)))


def _filled(rng: Random, pattern: str) -> str:
    return "".join(_digits(rng, 1) if sign == "#" else sign for sign in pattern)


def _japanese(rng: Random) -> Phones:
    area = rng.choice(JAPANESE_AREAS)
    lead = rng.choice("01")
    if f"{area}{lead}" in OTHER_AREAS:
        lead = "1"
    exchange = f"{lead}{rng.randrange(10 ** (5 - len(area))):0{5 - len(area)}d}"
    mobile = f"{rng.choice(('090', '090', '070'))}-0{rng.randrange(1000):03d}"
    return Phones(
        phone=f"{area}-{exchange}-{_digits(rng, 4)}",
        fax=f"{area}-{exchange}-{_digits(rng, 4)}",
        mobile=f"{mobile}-{_digits(rng, 4)}",
    )


def _american(rng: Random) -> Phones:
    area = rng.choice((202, 212, 303, 312, 415, 503, 512, 617, 713, 808))
    form = rng.choice(AMERICAN)
    return Phones(*(_filled(rng, form.format(area)) for _ in range(3)))


def _british(rng: Random, *, abroad: bool) -> Phones:
    area, local = rng.choice(BRITISH)
    form = rng.choice(("+44 {}", "+44 (0){}") if abroad else ("0{}", "0{}", "+44 {}", "+44 (0){}"))
    bracketed = form == "0{}" and rng.random() < 0.3
    land = f"(0{area}) {local}" if bracketed else form.format(f"{area} {local}")
    hand = form.format("7700 900###")
    return Phones(*(_filled(rng, pattern) for pattern in (land, land, hand)))


NATIONAL = {"JP": _japanese, "US": _american}


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))
