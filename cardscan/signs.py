"""What speaks for a field, or against it or its card, in the language of who settles it."""

from cardscan.language import N_, _

SIGNS = (
    # ink and readers
    *(N_("sharp ink"), N_("fair ink"), N_("dull ink"), N_("faint ink"), N_("hardly legible")),
    *(N_("two readers agree"), N_("one reader looked"), N_("the readers differ")),
    *(N_("seen by the other reader"), N_("signs that look alike")),
    # how strong the case is
    *(N_("a strong case"), N_("a good case"), N_("a fair case"), N_("a weak case")),
    # where it stands
    *(N_("label"), N_("one of several"), N_("stands twice on the card"), N_("fills its line")),
    *(
        N_("set in large type"),
        N_("set in small type"),
        N_("set in two lines"),
        N_("over two lines"),
    ),
    *(
        N_("set like a logo"),
        N_("beside a post"),
        N_("beside a degree"),
        N_("beside the name"),
        N_("beside what nothing explains"),
    ),
    N_("runs to the edge of the card"),
    *(N_("the QR code says so too"), N_("stands in the QR code")),
    # names
    *(N_("shaped like a name"), N_("family and given name are known"), N_("one word alone")),
    N_("no given name that is known"),
    *(N_("no family name that is known"), N_("reads exactly like the name")),
    *(N_("reads like the name"), N_("reads somewhat like the name")),
    *(N_("a line beside it reads like it"), N_("read so in kana"), N_("read so in Latin letters")),
    *(N_("read otherwise in kana"), N_("read otherwise in Latin letters")),
    *(
        N_("the e-mail address names the person"),
        N_("the e-mail address names somebody else"),
        N_("the e-mail address spells the whole name"),
    ),
    *(N_("read on where its kanji end"), N_("may be a part of a longer name")),
    N_("one of its kanji may have its old form"),
    N_("one of its kanji is hardly legible"),
    N_("kana alone may be how a name is read"),
    N_("a sign left out that belongs to no name"),
    *(N_("the name stands in it as printed"), N_("the name stands in it as read")),
    *(N_("the name nearly stands in it"), N_("an initial glued to the name")),
    *(N_("initial as in the name"), N_("a sign cut off"), N_("a label cut off")),
    # firms and posts
    *(N_("legal form"), N_("legal form beside the name"), N_("a legal form of one sign")),
    *(
        N_("reads as a firm"),
        N_("a guess"),
        N_("worded like a department"),
        N_("worded like a title"),
    ),
    *(N_("worded like a qualification"), N_("worded like an organisation")),
    *(N_("somebody's name stands in it"), N_("what stands behind its comma may be a department")),
    # mail and web
    *(
        N_("e-mail address"),
        N_("web address"),
        N_("bare domain"),
        N_("account"),
        N_("known suffix"),
    ),
    *(N_("domain stands twice on the card"), N_("domain repaired"), N_("not a usual address")),
    *(N_("@ was read as another sign"), N_("a gap in the address closed"), N_("one letter alone")),
    *(N_("the e-mail address has its domain"), N_("the web address has its domain")),
    *(N_("the web address has another domain"), N_("stands in the e-mail address")),
    *(N_("the domain has its name"), N_("the domain has this name")),
    *(N_("the domain spells the whole name"), N_("the other address has its beginning")),
    N_("another address on the card spells the domain otherwise"),
    N_("the card spells the domain otherwise"),
    *(N_("the readers differ on its domain"), N_("a dot of its domain may be lost")),
    N_("the readers differ on what stands before its sign"),
    N_("a capital that no name explains"),
    # numbers
    *(N_("possible number"), N_("possible length"), N_("international number")),
    *(N_("international number of a possible length"), N_("grouped as its plan groups it")),
    *(N_("international number of an unusual length"), N_("its country is not clear")),
    *(N_("another number begins like it"), N_("goes on from the number before it")),
    *(N_("dialled in place of the last digits"), N_("without its area code")),
    *(N_("under another number, beside an icon"),),
    N_("under another number, and nothing says what it is"),
    N_("the number plan speaks against its label"),
    # addresses
    *(N_("address"), N_("postal code"), N_("postal code of its country")),
    *(N_("postal code within its address"), N_("postal code without its address")),
    *(N_("the postal code is its own"), N_("the postal code names the same town")),
    *(N_("the postal code names another town"), N_("town repaired by the postal code")),
    *(N_("the address lies in its town"), N_("the address lies elsewhere")),
    *(N_("the post does not know this code"), N_("one digit proposed from the address")),
    *(N_("spelt as the post has it"), N_("an unusual house number"), N_("no more than a town")),
)

GIVES_ANOTHER = N_("the QR code gives another {kind} than the print")
WARNINGS = (
    N_("email and url have different domains"),
    N_("the QR code holds a contact that cannot be read"),
    N_("the QR code holds something that is no contact"),
)


def sign_told(evidence: str) -> str:
    """Return a piece of evidence as people read it, its details as they are.

    >>> sign_told("label: TEL")
    'label: TEL'
    """
    sign, colon, details = evidence.partition(":")
    return _(sign) + colon + details


def warning_told(warning: str) -> str:
    """Return a warning of a card as people read it."""
    before, after = GIVES_ANOTHER.split("{kind}")
    if warning.startswith(before) and warning.endswith(after):
        kind = _(warning.removeprefix(before).removesuffix(after))
        return _(GIVES_ANOTHER).format(kind=kind)
    return _(warning)
