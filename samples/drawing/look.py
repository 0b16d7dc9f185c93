"""How one card is designed: type, sizes, colours and habits, invented once for all its lines."""

from dataclasses import dataclass
from random import Random

from samples.drawing.canvas import Color, Style
from samples.drawing.fonts import JAPANESE, WESTERN, Family

PAPERS: tuple[Color, ...] = ((255, 255, 255), (252, 250, 244), (247, 248, 250), (250, 247, 238))
INKS: tuple[Color, ...] = ((20, 20, 22), (45, 45, 50), (25, 35, 70), (60, 40, 30))
DARK_PAPERS: tuple[Color, ...] = ((28, 32, 44), (20, 20, 20), (46, 30, 34), (20, 48, 44))
LIGHT_INKS: tuple[Color, ...] = ((245, 245, 240), (222, 205, 160), (255, 255, 255))
ACCENTS: tuple[Color, ...] = ((170, 40, 40), (30, 90, 150), (30, 120, 80), (190, 120, 30))

JAPANESE_LABELS = (
    ("TEL ", "FAX ", "携帯 ", "E-mail ", "URL "),
    ("TEL：", "FAX：", "携帯：", "E-mail：", "URL："),
    ("Tel. ", "Fax. ", "Mobile ", "Mail ", ""),
    ("電話 ", "FAX ", "携帯電話 ", "メール ", "URL "),
    ("T ", "F ", "M ", "E ", "W "),
    ("TEL ", "FAX ", "MOBILE ", "", ""),
)
WESTERN_LABELS = {
    "en": (
        ("Phone ", "Fax ", "Mobile ", "Email ", "Web "),
        ("T ", "F ", "M ", "E ", "W "),
        ("Tel: ", "Fax: ", "Cell: ", "E-mail: ", ""),
        ("tel. ", "fax ", "mob. ", "", ""),
        ("Office: ", "Fax: ", "Mobile: ", "", ""),
        ("t: ", "f: ", "m: ", "e: ", "w: "),
        ("P. ", "F. ", "C. ", "E. ", "W. "),
        ("Direct ", "Facsimile ", "Mobile ", "Email ", ""),
        ("PHONE  ", "FAX  ", "CELL  ", "MAIL  ", "WEB  "),
    ),
    "de": (
        ("Telefon ", "Telefax ", "Mobil ", "E-Mail ", "Web "),
        ("Tel. ", "Fax ", "Mobil ", "", ""),
        ("T ", "F ", "M ", "", ""),
        ("Tel.: ", "Fax: ", "Mobil: ", "E-Mail: ", "Internet: "),
        ("Fon ", "Fax ", "Mobil ", "Mail ", "Web "),
        ("Telefon: ", "Telefax: ", "Handy: ", "E-Mail: ", ""),
    ),
    "fr": (
        ("Tél. ", "Fax ", "Port. ", "", ""),
        ("Tél : ", "Fax : ", "Mob : ", "Courriel : ", "Site : "),
        ("T. ", "F. ", "M. ", "E. ", ""),
        ("Téléphone : ", "Télécopie : ", "Mobile : ", "E-mail : ", "Web : "),
        ("Ligne directe : ", "Fax : ", "GSM : ", "Mél : ", ""),
    ),
    "es": (
        ("Tel. ", "Fax ", "Móvil ", "E-mail ", "Web "),
        ("Teléfono: ", "Fax: ", "Móvil: ", "Correo: ", "Web: "),
        ("Tlf. ", "Fax ", "M. ", "", ""),
        ("T. ", "F. ", "M. ", "", ""),
    ),
    "pt": (
        ("Tel. ", "Fax ", "Cel. ", "E-mail ", "Site "),
        ("Telefone: ", "Fax: ", "Celular: ", "E-mail: ", ""),
        ("Fone: ", "Fax: ", "Cel.: ", "", ""),
        ("Tel.: ", "Fax: ", "Telemóvel: ", "Email: ", "Web: "),
        ("T ", "F ", "M ", "", ""),
    ),
    "it": (
        ("Tel. ", "Fax ", "Cell. ", "E-mail ", "Web "),
        ("Telefono: ", "Fax: ", "Cellulare: ", "Email: ", "Sito: "),
        ("Tel. ", "Fax ", "Mob. ", "", ""),
        ("T. ", "F. ", "M. ", "", ""),
    ),
    "sv": (
        ("Tel ", "Fax ", "Mobil ", "E-post ", "Webb "),
        ("Telefon: ", "Fax: ", "Mobil: ", "E-post: ", ""),
        ("Växel ", "Fax ", "Mobil ", "", ""),
        ("Direkt ", "Fax ", "Mobil ", "", ""),
    ),
    "da": (
        ("Tlf. ", "Fax ", "Mobil ", "E-mail ", "Web "),
        ("Telefon: ", "Fax: ", "Mobil: ", "Mail: ", ""),
        ("T ", "F ", "M ", "", ""),
        ("Direkte ", "Fax ", "Mobil ", "", ""),
    ),
    "no": (
        ("Tlf. ", "Faks ", "Mobil ", "E-post ", "Web "),
        ("Telefon: ", "Faks: ", "Mob: ", "E-post: ", ""),
        ("T ", "F ", "M ", "", ""),
        ("Sentralbord ", "Faks ", "Mobil ", "", ""),
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """The design of one card."""

    family: Family
    paper: Color
    ink: Color
    accent: Color
    labels: tuple[str, str, str, str, str]  # phone, fax, mobile, email, url
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
    japanese = lang == "ja"
    families = tuple(f for f in JAPANESE if not vertical or f in JAPANESE[1::2])
    return Look(
        family=rng.choice(families if japanese else WESTERN),
        paper=rng.choice(DARK_PAPERS if dark else PAPERS),
        ink=rng.choice(LIGHT_INKS if dark else INKS),
        accent=rng.choice(ACCENTS),
        labels=rng.choice(JAPANESE_LABELS if japanese else WESTERN_LABELS[lang]),
        name_points=rng.uniform(15, 20) if japanese else rng.uniform(12, 17),
        text_points=rng.uniform(6.8, 8.4),
        name_tracking=rng.choice((0.0, 0.0, 0.15, 0.3, 0.5)) if japanese else 0.0,
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
    )
