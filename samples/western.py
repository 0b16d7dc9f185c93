"""Invented companies of the West, and what people do there."""

import re
import unicodedata
from functools import cache
from random import Random

from samples.model import Company
from samples.tables import group, part

FORMS = {
    "US": ("Inc.", "LLC", "LLP", "Corp.", "Co.", "Incorporated"),
    "GB": ("Ltd", "Ltd.", "LLP", "PLC", "Limited", "plc"),
    "DE": ("GmbH", "GmbH & Co. KG", "AG", "KG", "e.K.", "mbH", "UG (haftungsbeschränkt)", "OHG"),
    "FR": ("SAS", "SARL", "S.A.", "S.A.S.", "EURL", "S.A.R.L."),
    "CH": ("AG", "GmbH"),
    "CH-fr": ("Sàrl", "SA"),
    "AT": ("GmbH", "AG", "Ges.m.b.H."),
    "NL": ("B.V.", "N.V."),
    "IT": ("S.r.l.", "S.p.A.", "Srl", "SpA", "S.n.c.", "S.a.s.", "Soc. Coop."),
    "ES": ("S.L.", "S.A.", "SL", "S.L.U.", "S. Coop."),
    "PT": ("Lda.", "S.A.", "Lda", "Unipessoal Lda."),
    "BR": ("Ltda.", "S.A.", "S/A", "Ltda", "ME", "EIRELI"),
    "SE": ("AB", "HB", "AB (publ)"),
    "DK": ("ApS", "A/S", "I/S"),
    "NO": ("AS", "ASA", "ANS"),
}  # fmt: skip
BODIES = {
    "en": ("University of {}", "{} Foundation", "{} City Council", "{} Hospital", "{} College"),
    "de": ("Stadtwerke {}", "Klinikum {}", "Hochschule {}", "{} e.V.", "Stiftung {}"),
    "fr": ("Université de {}", "Fondation {}", "Clinique {}", "Association {}", "Mairie de {}"),
    "es": ("Universidad de {}", "Fundación {}", "Clínica {}", "Ayuntamiento de {}"),
    "pt": ("Universidade de {}", "Fundação {}", "Clínica {}", "Instituto {}"),
    "it": ("Università di {}", "Fondazione {}", "Studio Legale {}", "Comune di {}"),
    "sv": ("{} kommun", "Stiftelsen {}", "{} universitet"),
    "da": ("{} Kommune", "{} Universitet", "Fonden {}"),
    "no": ("{} kommune", "Stiftelsen {}", "Universitetet i {}"),
}
AND_FAMILY = {
    "en": ("{} & Sons", "{} & Partners", "{} Brothers"),
    "de": ("{} & Söhne", "{} & Partner", "Gebr. {}"),
    "fr": ("{} & Fils", "{} et Associés", "Cabinet {}", "Maison {}"),
    "es": ("{} e Hijos", "{} y Asociados", "Hermanos {}"),
    "pt": ("{} & Filhos", "{} e Associados", "Irmãos {}"),
    "it": ("{} & Figli", "Fratelli {}", "Studio {}"),
    "sv": ("{} & Söner", "{} & Partners", "Bröderna {}"),
    "da": ("{} & Sønner", "{} & Partnere", "Brødrene {}"),
    "no": ("{} & Sønner", "{} & Partnere", "Brødrene {}"),
}
SLOGANS = {
    "en": ("Engineering tomorrow", "People. Places. Progress.", "Since 1987", "Built to last"),
    "de": ("Qualität seit 1926", "Aus Liebe zum Detail", "Wir bauen Zukunft."),
    "fr": ("L'exigence du détail", "Bâtir ensemble", "Votre partenaire de proximité"),
    "es": ("Soluciones que acercan", "Desde 1978", "Calidad y compromiso", "Hecho con pasión"),
    "pt": ("Tradição e inovação", "Desde 1982", "Soluções à sua medida", "Construindo o futuro"),
    "it": ("Dal 1961", "L'eccellenza nel dettaglio", "Passione e tecnica", "Costruiamo il domani"),
    "sv": ("Sedan 1948", "Kvalitet i varje detalj", "Tillsammans bygger vi framtiden"),
    "da": ("Siden 1932", "Kvalitet ned til mindste detalje", "Vi skaber løsninger"),
    "no": ("Siden 1957", "Kvalitet i alle ledd", "Vi bygger framtiden sammen"),
}  # fmt: skip
LATIN = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "å": "a", "Å": "A"})
NAMES_OF = {"no": "da"}  # Danes and Norwegians share their table of names


def invent_western_company(rng: Random, lang: str, country: str, split: str) -> Company:
    """Invent a company of a country (ISO 3166 alpha-2) with a name in the language."""
    form, kind = rng.choice(FORMS.get(f"{country}-{lang}", FORMS[country])), rng.random()
    if kind < 0.08:
        stem = rng.choice(part(stems(lang), split))
        name = rng.choice(BODIES[lang]).format(stem)
    elif kind < 0.25:
        (stem,) = rng.choice(part(group("western_family", NAMES_OF.get(lang, lang)), split))
        name = f"{rng.choice(AND_FAMILY[lang]).format(stem)} {form}"
    else:
        stem = rng.choice(part(stems(lang), split))
        (trade,) = rng.choice(part(group("western_trades", lang), split))
        name = f"{stem} {trade} {form}"
        if kind > 0.93:
            name = name.upper()
    host = ascii_letters(stem) or "company"
    ending = rng.choice(("example.com", "example.org", "example.net", "example"))
    slogan = rng.choice(SLOGANS[lang]) if rng.random() < 0.2 else ""
    return Company(name, name, f"{host}.{ending}", slogan)


@cache
def stems(lang: str) -> tuple[str, ...]:
    """Return what companies of a language are called, put together from parts."""
    pieces = group("western_stems", lang)
    heads, tails, whole = (
        [text for kind, text in pieces if kind == wanted] for wanted in ("head", "tail", "whole")
    )
    joint = " " if tails[0][0].isupper() else ""
    joined = [f"{head}{joint}{tail}" for head in heads for tail in tails]
    return tuple(dict.fromkeys(whole + [one for one in joined if one[:4] != one[-4:].title()]))


def ascii_letters(name: str) -> str:
    """Write a name as an address does: Zoë is zoe, van der Berg vanderberg."""
    bare = unicodedata.normalize("NFD", name.translate(LATIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", bare.lower())
