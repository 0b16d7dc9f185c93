from random import Random

import pytest

from samples.drawing.cards import draw_card
from samples.drawing.contact import contact_lines
from samples.drawing.look import invent_look
from samples.people import LANGUAGES
from samples.shops import invent_shop
from samples.tables import HELD_OUT, TUNE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_shop_has_a_name_an_address_and_hours_but_nobody_in_it(lang: str) -> None:
    rng = Random(lang)
    for _ in range(30):
        shop = invent_shop(rng, lang=lang)
        assert not shop.name.family
        assert shop.company.name
        assert shop.notes
        kinds = {
            kind for line in contact_lines(shop, invent_look(rng, lang)) for kind, _ in line.marks
        }
        assert {"address", "phone"} <= kinds


@pytest.mark.parametrize("layout", ["horizontal", "portrait"])
def test_nobody_stands_on_the_card_of_a_shop(layout: str) -> None:
    shop = invent_shop(Random(3), lang="ja")
    fields = draw_card(Random(4), shop, layout=layout, scale=6.0).fields
    assert fields["company"] == [shop.company.name]
    assert not {"name", "name_kana", "name_roman", "title"} & set(fields)


def test_the_shops_held_out_are_others() -> None:
    tune, held_out = (
        {invent_shop(Random(at), lang="fr", split=split).company.domain for at in range(60)}
        for split in (TUNE, HELD_OUT)
    )
    assert not tune & held_out
