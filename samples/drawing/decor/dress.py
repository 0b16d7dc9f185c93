"""Puts all ornaments of a card around and under the lines that stand on it."""

from random import Random

from samples.drawing.canvas import Canvas
from samples.drawing.decor.asides import put_aside
from samples.drawing.decor.grounds import put_ground
from samples.drawing.decor.lettering import put_foil
from samples.drawing.decor.logos import put_logo, put_wordmark
from samples.drawing.decor.ornaments import Ornaments
from samples.drawing.decor.panels import invent_band, put_panel
from samples.drawing.decor.pictures import put_picture
from samples.drawing.decor.room import Room
from samples.drawing.decor.rules import put_rules
from samples.drawing.decor.turned import put_turned
from samples.drawing.look import Look
from samples.drawing.texts import with_scheme
from samples.model import Person

LONGEST_WORDMARK = 9  # letters


def dress(
    rng: Random, canvas: Canvas, room: Room, *, look: Look, ornaments: Ornaments, person: Person
) -> None:
    """Ornament a card whose lines stand; raises DoesNotFitError when a panel would cut a line.

    What finds no room beside the lines is left out.
    """
    if ornaments.ground:
        put_ground(canvas, rng, ornaments.ground)
    if ornaments.aside:
        put_aside(canvas, room, rng, ornaments.aside, look=look)
    panel = ornaments.panel
    if look.band and not panel and not ornaments.aside:
        panel = invent_band(rng, look.accent)
    if panel:
        put_panel(canvas, room, panel, paper=look.paper, ink=look.ink)
    if ornaments.lettering.foil:
        put_foil(canvas, ornaments.lettering)
    for kind in ornaments.pictures:
        put_picture(
            canvas, room, rng, kind, look=look, lang=person.lang, url=with_scheme(person.url)
        )
    if look.logo:
        _put_sign(canvas, room, rng, look=look, person=person)
    if ornaments.turned:
        put_turned(canvas, room, rng, look=look, person=person)
    if ornaments.rules:
        put_rules(canvas, room, ornaments.rules, rng)


def _put_sign(canvas: Canvas, room: Room, rng: Random, *, look: Look, person: Person) -> None:
    """Print the company's logo: mostly a mark, now and then its name as a wordmark."""
    word = person.company.domain.split(".")[0]
    if rng.random() < 0.25 and len(word) <= LONGEST_WORDMARK:
        put_wordmark(canvas, room, rng, family=look.family, color=look.accent, word=word)
        return
    kanji = person.lang == "ja" and rng.random() < 0.4
    put_logo(canvas, room, rng, family=look.family, color=look.accent, kanji=kanji)
