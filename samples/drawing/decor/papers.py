"""Kinds of paper that a card is printed on."""

from random import Random

import numpy as np
from PIL import Image


def roughened(card: Image.Image, rng: Random, strength: float) -> Image.Image:
    """Return a card on paper that is rough by noise of so many gray levels."""
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, strength, card.size[::-1])
    pixels = np.asarray(card, dtype=np.float32) + noise[:, :, None]
    return Image.fromarray(pixels.clip(0, 255, out=pixels).astype(np.uint8))
