"""A picture of a card: real pixels where the terminal can show them, else half cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from textual import on, work
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cardscan.model import Quad
from cardscan.tui.graphics import pixel_widget
from cardscan.tui.pixels import fitted_size, half_cells, marked, opened, part_of


class Picture(Widget):
    """One picture, or the part of it where a value stands, drawn away from the event loop."""

    @dataclass
    class Drawn(Message):
        """The picture is ready for the room that there is."""

        strips: Sequence[Strip]
        image: Image.Image | None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.picture = b""
        self.part: Quad | None = None
        self.boxes: tuple[Quad, ...] = ()
        self._strips: Sequence[Strip] = ()

    def compose(self) -> ComposeResult:
        """Leave the drawing to textual-image where there are pixels."""
        if widget := pixel_widget():
            yield widget()

    def show(self, picture: bytes, *, part: Quad | None = None, boxes: Sequence[Quad] = ()) -> None:
        """Show a JPEG, or what lies in a part of it, with boxes around some of it."""
        if (picture, part, tuple(boxes)) == (self.picture, self.part, self.boxes):
            return
        self.picture, self.part, self.boxes = picture, part, tuple(boxes)
        self.on_resize()

    def on_resize(self) -> None:
        """Draw for the room that there is now."""
        if self.picture and self.size.area:
            self._draw(self.picture, self.size)
        else:
            self._take(self.Drawn((), None))

    @work(thread=True, exclusive=True, group="picture", exit_on_error=True)
    def _draw(self, picture: bytes, size: Size) -> None:
        image = opened(picture)
        if image is None:
            self.post_message(self.Drawn((), None))
            return
        image = marked(image, self.boxes)
        if self.part:
            image = part_of(image, self.part)
        if pixel_widget():
            width, height = fitted_size(image, size, cell=Size(10, 20))
            self.post_message(self.Drawn((), image.resize((width, height))))
        else:
            self.post_message(self.Drawn(half_cells(image, size), None))

    @on(Drawn)
    def _take(self, drawn: Drawn) -> None:
        self._strips = drawn.strips
        for child in self.children:
            child.image = drawn.image  # type: ignore[attr-defined]  # textual-image's own
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of cells."""
        if y < len(self._strips):
            return self._strips[y].adjust_cell_length(self.size.width, self.rich_style)
        return Strip.blank(self.size.width, self.rich_style)
