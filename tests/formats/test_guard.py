import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.formats.guard import guarded


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "|calc",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "−1",
        "＠A1",
        "'=1",
    ],
)
def test_a_cell_that_would_run_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell, "JP") == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "山田", "O'Connor", "03-0000-1111", "a=1", "1-2-3", "'quoted'"]
)
def test_an_ordinary_cell_is_left_alone(cell: str) -> None:
    assert guarded(cell, "JP") == cell


def test_a_valid_phone_number_stays_one() -> None:
    assert guarded("+81-3-1234-5678", "JP") == "03-1234-5678"
    assert guarded("+44 20 7946 0958", "JP") == "(+44) 20 7946 0958"


def test_what_only_looks_like_a_phone_number_is_guarded() -> None:
    assert guarded("+1-2", "JP") == "'+1-2"


@given(cell=st.text(st.sampled_from("'=+-@|＝ \t\r\naA1山"), max_size=6))
def test_taking_one_apostrophe_away_restores_every_guarded_cell(cell: str) -> None:
    written = guarded(cell, "JP")
    assert not re.match(r"\s*[=+\-@|＝]", written)
    assert written in (cell, f"'{cell}")
