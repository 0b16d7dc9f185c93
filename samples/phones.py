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

# Land line and mobile with # for any digit, at home and from abroad.
PATTERNS = {
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
    numbers = [f"({area}) 555-01{_digits(rng, 2)}" for _ in range(3)]
    if rng.random() < 0.4:
        numbers = [f"+1 {number[1:4]} {number[6:]}" for number in numbers]
    return Phones(*numbers)


def _british(rng: Random, *, abroad: bool) -> Phones:
    head = rng.choice(("020 7946 0", "0121 496 0", "0131 496 0", "0161 496 0"))
    phone, fax = f"{head}{_digits(rng, 3)}", f"{head}{_digits(rng, 3)}"
    mobile = f"07700 900{_digits(rng, 3)}"
    if abroad or rng.random() < 0.5:
        phone, fax, mobile = (f"+44 {number[1:]}" for number in (phone, fax, mobile))
    return Phones(phone, fax, mobile)


def _german(rng: Random) -> Phones:
    head = rng.choice(("+49 30 23125 ", "030 23125-", "+49 (0)30 23125-"))
    mobile = rng.choice(("+49 171 39200", "0171 39200"))
    return Phones(
        f"{head}{_digits(rng, 3)}", f"{head}{_digits(rng, 3)}", f"{mobile}{_digits(rng, 2)}"
    )


def _french(rng: Random) -> Phones:
    land, hand = ("+33 1 99 00", "+33 6 39 98") if rng.random() < 0.5 else ("01 99 00", "06 39 98")
    return Phones(*(f"{head} {_digits(rng, 2)} {_digits(rng, 2)}" for head in (land, land, hand)))


NATIONAL = {"JP": _japanese, "US": _american, "DE": _german, "FR": _french}


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))
