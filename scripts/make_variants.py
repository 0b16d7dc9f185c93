"""Draw the templates by which old and new forms of a character are told apart.

Run ``python scripts/make_variants.py`` where the fonts below are installed; it writes
``cardscan/ocr/data/variants.npz``.
"""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from cardscan.ocr.variants import SIDE, VARIANTS, squared

FONTS = {
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "noto-sans",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc": "noto-sans-bold",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc": "noto-serif",
    "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf": "ipaex-gothic",
    "/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf": "ipaex-mincho",
}
TARGET = Path(__file__).parents[1] / "cardscan/ocr/data/variants.npz"
TYPE = 128  # pixels


def glyph(character: str, font: str) -> np.ndarray:
    """Return the character's ink as a SIDE × SIDE picture, 0.0 paper to 1.0 ink."""
    picture = Image.new("L", (2 * TYPE, 2 * TYPE), 255)
    draw = ImageDraw.Draw(picture)
    draw.text((TYPE // 2, TYPE // 4), character, 0, ImageFont.truetype(font, TYPE))
    return squared(np.asarray(picture) < 128)


def main() -> None:
    """Draw every form in every font."""
    templates = {
        f"{ord(character):x}": np.stack([glyph(character, font) for font in FONTS])
        for forms in VARIANTS
        for character in forms
    }
    np.savez_compressed(
        TARGET, **{name: np.round(t * 255).astype(np.uint8) for name, t in templates.items()}
    )
    print(TARGET, SIDE, len(templates))  # noqa: T201 - a script for developers


if __name__ == "__main__":
    main()
