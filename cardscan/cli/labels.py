"""What headings, fields and outcomes are called where a person reads them."""

from cardscan.language import N_, _

_LABELS = (
    *(N_("id"), N_("name"), N_("name_kana"), N_("name_roman"), N_("company"), N_("department")),
    *(N_("title"), N_("phones"), N_("emails"), N_("urls"), N_("addresses"), N_("tags")),
    *(N_("cards"), N_("met"), N_("updated"), N_("events"), N_("marks"), N_("dated_notes")),
    *(N_("notes"), N_("socials"), N_("qualifications"), N_("company_kana"), N_("company_roman")),
    *(N_("phone"), N_("mobile"), N_("fax"), N_("email"), N_("url"), N_("postal_code")),
    *(N_("address"), N_("social"), N_("qualification"), N_("note"), N_("prefecture")),
    *(N_("new"), N_("joined"), N_("known"), N_("review"), N_("failed"), N_("back")),
    *(N_("same"), N_("likely"), N_("unsure"), N_("different"), N_("doubtful"), N_("distinct")),
    *(N_("meeting"), N_("call"), N_("mail"), N_("channel"), N_("consent"), N_("reminder")),
    *(N_("do-not-contact"), N_("contact"), N_("contacts"), N_("pictures"), N_("picture")),
    *(N_("waiting"), N_("due"), N_("companies"), N_("prefectures"), N_("cards a month")),
    *(N_("change"), N_("when"), N_("who"), N_("what"), N_("names"), N_("verdict")),
    *(N_("reasons"), N_("doubt"), N_("value"), N_("sure"), N_("encoding"), N_("for")),
    *(N_("does not hold"), N_("also at"), N_("waits"), N_("read"), N_("scanned from")),
    *(N_("file"), N_("merged"), N_("Files"), N_("History"), N_("card"), N_("same person?")),
    *(N_("MISSING"), N_("option"), N_("ok"), N_("guessed_kana"), N_("posts")),
)


def label(name: str) -> str:
    """Return what a field, a heading or an outcome is called in the language of the person."""
    return _(name) if name in _LABELS else name
