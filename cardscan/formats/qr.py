"""Put a contact into a QR code that a phone reads off the screen."""

import segno

from cardscan.contact import Contact
from cardscan.formats.vcard import short_vcard


def qr_code(contact: Contact) -> segno.QRCode:
    """Return the code of a contact's vCard; raise ValueError when it says more than one holds."""
    return segno.make_qr(short_vcard(contact), error="l", encoding="utf-8")
