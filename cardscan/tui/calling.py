"""What to call a contact, and how to reach them: all that a list needs, and cheap to import."""

from cardscan.contact import Contact
from cardscan.language import _
from cardscan.model import Kind


def display_name(contact: Contact) -> str:
    """Return what to call a contact when the name may be missing."""
    known = (contact.name.text, contact.name_roman.text, contact.name_kana.text, contact.company)
    return next(filter(None, known), "") or _("(no name)")


def main_phone(contact: Contact) -> str:
    """Return the number to call: the first that is no fax, or an empty string."""
    return next((phone.value for phone in contact.phones if phone.kind is not Kind.FAX), "")
