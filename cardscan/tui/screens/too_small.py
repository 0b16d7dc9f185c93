"""What stands in a terminal with no room for the rest."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from cardscan.language import _

SMALLEST = Size(60, 16)  # cells; below it panes are a line high and columns a word wide


def has_room(size: Size) -> bool:
    """Tell whether the screens fit."""
    return size.width >= SMALLEST.width and size.height >= SMALLEST.height


class TooSmallScreen(ModalScreen[None]):
    """Says how much room is needed, until there is enough."""

    def compose(self) -> ComposeResult:
        """Lay out the one sentence."""
        yield Static(
            _(
                "This terminal is too small. cardscan needs {width}×{height} cells, better 80×24: "
                "make the window larger or the font smaller. ctrl+q quits."
            ).format(width=SMALLEST.width, height=SMALLEST.height),
            markup=False,
        )
