"""What was measured of the last picture, and sought in it, is at hand for whoever asks again."""

import gc
import weakref

from cardscan.ocr.locate import search_in
from tests.ocr.scenes import Places, card, laid, wood

SLANTED: Places = [(250, 260), (930, 210), (1010, 640), (190, 690)]


def test_outlines_that_were_found_are_not_sought_again() -> None:
    pixels = laid(wood(1200, 900), card(), SLANTED)
    scene, turns = search_in(pixels)
    likeliest = next(turns)  # whoever asked first stopped here
    again, turns = search_in(pixels)
    every = list(turns)
    assert again is scene
    assert every[0] is likeliest
    assert len(every) > 1
    assert all(one is other for one, other in zip(every, search_in(pixels)[1], strict=True))


def test_only_the_last_picture_is_remembered_and_may_go() -> None:
    pixels = laid(wood(1200, 900), card(), SLANTED)
    scene, _ = search_in(pixels)
    assert search_in(pixels.copy())[0] is not scene
    assert search_in(pixels)[0] is not scene
    picture = weakref.ref(pixels)
    del pixels
    gc.collect()
    assert picture() is None
