"""What two contacts may have in common, or apart, and how much each weighs."""

from dataclasses import dataclass

from cardscan.contact import Verdict
from cardscan.language import N_


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One thing that two contacts may have in common, or apart.

    ``personal`` facts belong to one person; without any, two contacts are only colleagues.
    ``most`` is the highest verdict that this evidence leaves possible.
    """

    text: str
    weight: float
    personal: bool = False
    most: Verdict = Verdict.SAME


SAME_NAME = Evidence(N_("same name"), 0.45, personal=True)
SAME_READING = Evidence(N_("same reading of the name"), 0.15)
SAME_SOUND = Evidence(N_("same name in other letters"), 0.35, personal=True)
SIMILAR_NAME = Evidence(N_("similar name"), 0.25, personal=True, most=Verdict.LIKELY)
OTHER_CHARACTERS = Evidence(N_("same reading, other characters"), 0.1, personal=True)
LOOK_ALIKE = Evidence(N_("name differs in look-alikes"), 0.25, personal=True)
OTHER_READING = Evidence(N_("same name, read otherwise"), -0.4, most=Verdict.LIKELY)
FREQUENT_NAME = Evidence(N_("a very frequent family name"), -0.15)
MANY_NAMESAKES = Evidence(N_("several contacts bear that name"), -0.2)
ONE_CHARACTER = Evidence(N_("name differs in one character"), -0.05, most=Verdict.LIKELY)
OTHER_FAMILY = Evidence(N_("same given name, different family name"), -0.2, most=Verdict.LIKELY)
OTHER_GIVEN = Evidence(N_("different given name"), -0.7, most=Verdict.UNSURE)
OTHER_NAME = Evidence(N_("different name"), -0.7, most=Verdict.UNSURE)
SAME_EMAIL = Evidence(N_("same email"), 0.5, personal=True)
SHARED_EMAIL = Evidence(N_("same shared email"), 0.05)
OTHER_EMAIL = Evidence(N_("different email at the same domain"), -0.15, most=Verdict.LIKELY)
SAME_MOBILE = Evidence(N_("same mobile"), 0.5, personal=True)
OTHER_MOBILE = Evidence(N_("different mobile"), -0.1)
SAME_PHONE = Evidence(N_("same phone"), 0.15)
SAME_SOCIAL = Evidence(N_("same social account"), 0.4, personal=True)
SAME_COMPANY = Evidence(N_("same company"), 0.2)
SAME_DOMAIN = Evidence(N_("same domain"), 0.2)
SAME_ADDRESS = Evidence(N_("same address"), 0.2)

# Two strong facts reach SAME, one alone stays below: name + email 0.95, name + company +
# domain 0.85, name + reading + address 0.80; name + company 0.65, email 0.50, name 0.45.
SAME_FROM = 0.8
LIKELY_FROM = 0.45
UNSURE_FROM = 0.2

FREQUENT = 300  # bearers among 100,000 people: the thirty commonest family names of Japan
MANY = 3  # contacts of one name besides the two that are compared

NAMES = frozenset({SAME_NAME, SAME_SOUND})
READ_ALIKE = frozenset({OTHER_CHARACTERS, LOOK_ALIKE})  # one name, were it not for a reader
REACHES_ONE = frozenset({SAME_EMAIL, SAME_MOBILE})
RANK = (Verdict.DIFFERENT, Verdict.UNSURE, Verdict.LIKELY, Verdict.SAME)

# fmt: off
SHARED_BOXES = frozenset((
    "admin", "contact", "customer", "eigyo", "eigyou", "hello", "help", "honsha", "hr", "info",
    "inquiry", "jinji", "kontakt", "mail", "marketing", "office", "otoiawase", "post", "pr",
    "press", "recruit", "sales", "service", "shop", "soumu", "support", "toiawase", "web",
    "webmaster",
))
FREE_MAIL = frozenset((
    "aol.com", "au.com", "biglobe.ne.jp", "docomo.ne.jp", "ezweb.ne.jp", "free.fr", "gmail.com",
    "gmx.de", "hotmail.co.jp", "hotmail.com", "icloud.com", "live.com", "me.com", "nifty.com",
    "orange.fr", "outlook.com", "outlook.jp", "protonmail.com", "qq.com", "softbank.ne.jp",
    "t-online.de", "web.de", "yahoo.co.jp", "yahoo.com", "ymail.ne.jp", "163.com",
))
# fmt: on
GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv", "junior", "senior"))
HONORIFICS = frozenset(("dr", "prof", "mr", "mrs", "ms"))
