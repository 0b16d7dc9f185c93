"""A contact as a QR code, for the phone of somebody who looks at the screen."""

from typing import ClassVar

import segno
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cardscan.contact import Contact
from cardscan.formats.qr import qr_code
from cardscan.language import N_, _

QUIET = 2  # modules of white around the code; readers want some
HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def drawn(code: segno.QRCode) -> str:
    """Draw a code, two modules a character, dark ones as ink.

    >>> len(drawn(segno.make("x", micro=False)).splitlines())
    13
    """
    rows = [tuple(row) for row in code.matrix_iter(border=QUIET)]
    if len(rows) % 2:
        rows.append((0,) * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(HALVES[pair] for pair in zip(*two, strict=True)) for two in pairs)


class CodeScreen(ModalScreen[None]):
    """Shows the code until a key is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,k", "dismiss", N_("Close"))]

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self.contact = contact

    def compose(self) -> ComposeResult:
        """Draw it in black on white, whatever the theme."""
        try:
            words = drawn(qr_code(self.contact))
        except ValueError:
            words = _("The contact says more than a QR code holds; export it.")
        code = Static(Content(words))
        code.border_title = _("Take a photo of it")
        yield code
