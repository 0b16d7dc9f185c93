"""Knock at every door through which a stranger's text comes in; how often: EXAMPLES."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.texts import DOORS, knock

EXAMPLES = int(os.environ.get("EXAMPLES", "40"))
SLOW = {"restore": 10, "contacts": 2, "csv": 2, "vcard": 2}  # so many times fewer


@pytest.mark.parametrize("name", DOORS)
def test_whatever_comes_in_is_answered_or_refused(name: str) -> None:
    strategy, door = DOORS[name]
    times = max(3, EXAMPLES // SLOW.get(name, 1))

    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def knocked(data: st.DataObject) -> None:
        knock(door, data.draw(strategy))

    knocked()
