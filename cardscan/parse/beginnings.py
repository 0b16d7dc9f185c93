"""Beginnings: what names of organisations abroad begin with, and slogans end with."""

import re

_FORM_IN_FRONT = re.compile(
    r"(?:(?:SARL|SAS|SASU|EURL|SCI|SCP|SELARL|S\.A\.R\.L\.|GAEC|EARL|Ets\.?|Établissements|Etablissements"
    r"|Société|Sté|Firma|Fa\.|Ditta|Empresa) (?=[A-ZÀ-Þ])\S"
    r"|Công ty(?: TNHH| Cổ phần| CP)?|CÔNG TY(?: TNHH| CP)?|CTY|PT|ООО) \S|PT\. ?[A-Z]"
)
_PUBLIC = re.compile(
    r"(?i)(?:the )?(?:universit(?:y|ät|é|à|at|eit)|universida[de]{1,2}|politecnico"
    r"|(?:instituto )?politécnic[oa]"
    r"|law offices? of|(?:technische|freie) universität|hochschule|école"
    r"|(?:city|town|county|state|village|(?:london |royal )?borough) of|government"
    r"|embassy|consulate|ministry|ministère|ministerio|ministério|ministero|prefeitura"
    r"|ayuntamiento|diputación|generalitat|gobierno|governo|câmara municipal|comune|provincia"
    r"|mairie|préfecture|conseil|stadt|gemeinde|landratsamt|landkreis|bundesamt|bundesministerium"
    r"|landeshauptstadt)\s(?!(?:center|centre|council|hall)\b)\S"
)
_HOUSE_OF = re.compile(
    r"(?i)(?:instituto?|centro|associa[çz][ãi]on?e?|asociación"
    r"|association|fundação|fundación|fondation|fondazione|sindicato|federação|federación|cámara"
    r"|câmara|chambre|camera|verein|verband|kammer|grupo|groupe|gruppo)\s"
    r"(?:de|do|da|dos|das|del|di|du|des|der|für|[A-ZÀ-Þ])"
)

_TRADE_OF = re.compile(
    r"(?i)(?:fromageries?|biscuiterie|distillerie|brûlerie|caves?|châteaux?|domaine|moulin|manoir|laiterie"
    r"|notaría|notaria|cartório|tabelionato|registro|juzgado|cooperativa|coopérative|communauté"
    r"|syndicat|office|métropole|agglomération|région|département|junta|cofradía|hermandad|bufete"
    r"|despacho|tribunal|defensoria|procuradoria|delegacia|paróquia|parroquia|diócesis|diocese"
    r"|iglesia|igreja|chiesa|parrocchia|pfarrei|kirchengemeinde|gîtes?|camping|cave|mas|finca|hacienda"
    r"|garage|auberge|boulangerie|pharmacie|farmacia|farmácia|cabinet|clinique|salon|brasserie"
    r"|tasca|taberna|mesón|bar|café|trattoria|osteria|pizzeria|agriturismo|cantina|cascina|tenuta"
    r"|restaurante?|ristorante|hotel|hôtel|pousada|padaria|bodegas?|viñedos|quinta|apotheke|gasthaus)\s"
    r"(?:de|du|des|do|da|dos|del|della|la|le|les|el|zum|zur)\b"
)
# what goes on with a name of its own, in languages that set the kind of house first
_NAMED_HOUSE = re.compile(
    r"(?i)(?:clínica|clinica|clinique|consultório|escola|escuela|école|colégio|colegio|collège|oficina"
    r"|academia|padaria|panadería|confeitaria|farmácia|drogaria|livraria|ótica|óptica|pizzaria"
    r"|churrascaria|lanchonete|restaurante|pousada|hotel|imobiliária|inmobiliaria|construtora"
    r"|constructora|transportadora|auto[- ]?(?:mecânica|peças|elétrica|escola)|supermercado"
    r"|mercearia|papelaria|floricultura|barbearia|salão|ateliê|estúdio|gráfica|loja|móveis|metalúrgica"
    r"|metalurgica|serralheria|marcenaria|funilaria|borracharia|lavanderia|joalheria|sorveteria"
    r"|cantina|adega|quinta|herdade|casa|espaço|laboratório|editora|distribuidora)"
    r"\s(?:d[eoa]s?\s)?(?!e\s)\S"
)
_CLINIC = re.compile(
    r"(?i)\S.*\s(?:clínica|clinica|clinique|consultório) (?:veterinári|médic|medic|odontológ|dental"
    r"|dentaire|infantil|integrad|vétérinaire)"
)
_BEGINNINGS = (
    (_CLINIC, 4.6),
    (_FORM_IN_FRONT, 6.0),
    (_PUBLIC, 4.5),
    (_HOUSE_OF, 3.2),
    (_TRADE_OF, 4.2),
    (_NAMED_HOUSE, 3.4),
)
_MOTTO = re.compile(r"(?i)\bfor (?:the )?(?:tomorrow|future|life|you|everyone|better|good)$")


def form_in_front(text: str) -> bool:
    """Tell whether a name begins with its legal form: SARL Le Goff Couverture."""
    return bool(_FORM_IN_FRONT.match(text))


def by_beginning(text: str) -> float | None:
    """Return how surely a name begins as an organisation's, 0 for a slogan, else None.

    >>> by_beginning("City of Portland"), by_beginning("Smart ideas for tomorrow")
    (4.5, 0.0)
    """
    if _MOTTO.search(text):
        return 0.0
    return next((score for pattern, score in _BEGINNINGS if pattern.match(text)), None)
