"""Pictures of cards, made small enough for where they go."""

from io import BytesIO

from PIL import Image


def thumbnail(picture: bytes, size: tuple[int, int]) -> bytes:
    """Return a JPEG that is no larger than a size in pixels."""
    image = Image.open(BytesIO(picture))
    image.thumbnail(size)
    small = BytesIO()
    image.convert("RGB").save(small, "JPEG", quality=80)
    return small.getvalue()
