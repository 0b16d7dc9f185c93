"""Whether the terminal shows real pixels; asked once, before Textual owns it."""

from collections.abc import Callable, Mapping
from typing import Any

GRAPHICS = ("KITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR", "WEZTERM_PANE", "KONSOLE_VERSION")
GRAPHIC_TERMS = ("xterm-kitty", "foot", "mlterm", "contour", "yaft")

_pixel_widget: Callable[[], Any] | None = None


def use_graphics(environ: Mapping[str, str]) -> None:
    """Ask a terminal that may draw real pixels how it does so.

    Textual owns the terminal once it runs, so this is the time to ask; where nobody answers, or
    textual-image is not installed, cells are drawn.
    """
    global _pixel_widget  # noqa: PLW0603 - there is one terminal
    named = any(environ.get(name) for name in GRAPHICS)
    if not named and not environ.get("TERM", "").startswith(GRAPHIC_TERMS):
        return
    try:
        from textual_image import renderable  # noqa: PLC0415 - an extra
        from textual_image.widget import Image as PixelImage  # noqa: PLC0415
    except ModuleNotFoundError:
        return
    if renderable.Image in {renderable.SixelImage, renderable.TGPImage}:
        _pixel_widget = PixelImage


def pixel_widget() -> Callable[[], Any] | None:
    """Return what makes a widget of real pixels, or None where cells are drawn."""
    return _pixel_widget
