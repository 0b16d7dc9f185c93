"""How one card is designed: type, sizes, colours and habits, invented once for all its lines."""

from dataclasses import dataclass
from random import Random

from samples.drawing.canvas import Color, Style
from samples.drawing.fonts import CHINESE, JAPANESE, WESTERN, Family
from samples.drawing.labels import ADDRESS_LABELS, LABELS, Labels

PAPERS: tuple[Color, ...] = ((255, 255, 255), (252, 250, 244), (247, 248, 250), (250, 247, 238))
INKS: tuple[Color, ...] = ((20, 20, 22), (45, 45, 50), (25, 35, 70), (60, 40, 30))
DARK_PAPERS: tuple[Color, ...] = ((28, 32, 44), (20, 20, 20), (46, 30, 34), (20, 48, 44))
LIGHT_INKS: tuple[Color, ...] = ((245, 245, 240), (222, 205, 160), (255, 255, 255))
FORMS = ("brackets", "wide brackets", "round", "dots", "spaces", "abroad", "wide")
ROMAN_FORMS = ("plain", "capital family", "family first", "capitals")
NUMERALS = ("kanji", "kanji", "upright", "side by side")
HABITS = ("shared", "slash", "representative")
ACCENTS: tuple[Color, ...] = ((170, 40, 40), (30, 90, 150), (30, 120, 80), (190, 120, 30))


@dataclass(frozen=True, slots=True)
class Look:
    """The design of one card."""

    family: Family
    paper: Color
    ink: Color
    accent: Color
    labels: Labels
    name_points: float
    text_points: float
    name_tracking: float  # ems between the letters of the name
    kana: bool
    roman: bool
    fax: bool
    mobile: bool
    url: bool
    phones_share_line: bool
    postal_alone: bool
    building_alone: bool
    logo: bool
    band: bool
    address_label: str
    name_gap: str  # between family and given name
    roman_form: str  # how names are set in Latin letters, one of ROMAN_FORMS
    kana_form: str  # hiragana, katakana, half-width
    role_on_one_line: bool
    bilingual: bool  # company and role also in Latin letters
    icons: bool  # drawn signs instead of labels
    number_form: str  # how a Japanese number is punctuated, one of FORMS or plain
    numerals: str  # in columns, one of NUMERALS
    number_habit: str  # what stands around the numbers, one of HABITS or nothing
    traditional: bool = False  # columns as printers have long set them

    def style(self, points: float, *, bold: bool = False, tracking: float = 0.0) -> Style:
        """Return a style in the card's type and ink."""
        face = self.family.bold if bold else self.family.regular
        return Style(face, points, self.ink, tracking)

    @property
    def text(self) -> Style:
        """Return the style of contact lines."""
        return self.style(self.text_points)

    @property
    def role(self) -> Style:
        """Return the style of departments and titles."""
        return self.style(self.text_points + 0.8)


def invent_look(rng: Random, lang: str, *, dark: bool = False, vertical: bool = False) -> Look:
    """Invent a design that suits the language."""
    families: tuple[Family, ...] = CHINESE.get(lang, WESTERN)
    if lang == "ja":
        families = JAPANESE[1::2] if vertical else JAPANESE
    cjk = lang == "ja" or lang in CHINESE
    return Look(
        family=rng.choice(families),
        paper=rng.choice(DARK_PAPERS if dark else PAPERS),
        ink=rng.choice(LIGHT_INKS if dark else INKS),
        accent=rng.choice(ACCENTS),
        labels=rng.choice(LABELS[lang]),
        name_points=rng.uniform(15, 20) if cjk else rng.uniform(12, 17),
        text_points=rng.uniform(6.8, 8.4),
        name_tracking=rng.choice((0.0, 0.0, 0.15, 0.3, 0.5, 1.0)) if cjk else 0.0,
        kana=rng.random() < 0.3,
        roman=rng.random() < 0.3,
        fax=rng.random() < 0.55,
        mobile=rng.random() < 0.6,
        url=rng.random() < 0.7,
        phones_share_line=rng.random() < 0.4,
        postal_alone=rng.random() < 0.35,
        building_alone=rng.random() < 0.5,
        logo=rng.random() < 0.35,
        band=rng.random() < 0.2,
        address_label=rng.choice(ADDRESS_LABELS.get(lang, ("",))),
        name_gap=rng.choice(("　", "　", "　", " ", ""))
        if lang == "ja"
        else rng.choice(("", "", "　")),
        roman_form=rng.choice(("plain",) * (3 if cjk else 12) + ROMAN_FORMS),
        kana_form=rng.choice(("hiragana", "hiragana", "katakana", "katakana", "half-width")),
        role_on_one_line=rng.random() < 0.3,
        bilingual=rng.random() < 0.12,
        icons=rng.random() < 0.18,
        number_form=rng.choice(("", "", "", "", *FORMS)),
        numerals=rng.choice(NUMERALS),
        number_habit=rng.choice(("", "", "", *HABITS)),
    )
