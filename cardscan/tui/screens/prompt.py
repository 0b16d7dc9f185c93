"""One question with one line for the answer."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from cardscan.language import N_, _


class PromptScreen(ModalScreen[str | None]):
    """Asks for a line of text; closes with it, or with None when the person thought better."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", N_("Back"))]

    def __init__(self, question: str, text: str = "", *, hint: str = "") -> None:
        super().__init__()
        self.question = question
        self.text = text
        self.hint = hint

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        box = Input(self.text, placeholder=self.hint, select_on_focus=False)
        box.border_title = self.question
        box.border_subtitle = _("Enter keeps it, Escape goes back")
        yield box

    @on(Input.Submitted)
    def take(self, submitted: Input.Submitted) -> None:
        """Close with what was typed."""
        self.dismiss(submitted.value.strip())
