from datetime import date

import pytest

from cardscan.occasions import Occasion, dated, occasion_of

FAIR = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("2026-11-20_展示会", "展示会"),
        ("2026.11.20 Trade fair", "Trade fair"),
        ("20261120-Osaka", "Osaka"),
        ("2026年11月20日　展示会", "展示会"),
        ("2026-11-20", ""),
    ],
)
def test_a_folder_named_by_a_day_tells_day_and_event(name: str, event: str) -> None:
    assert dated(name) == (FAIR, event)


@pytest.mark.parametrize(
    "name", ["2026", "2026-13-01", "100CANON", "202611201", "展示会 2026-11-20"]
)
def test_other_folders_tell_no_day(name: str) -> None:
    assert dated(name) is None


def test_folders_inside_are_tags_and_the_root_is_none() -> None:
    assert occasion_of("/srv/scans/展示会/vip/1.jpg", ["/srv/scans/"]) == Occasion(
        ("展示会", "vip")
    )


def test_the_innermost_day_counts() -> None:
    file = "in/2026-11-01_出張/2026-11-20_展示会/1.jpg"
    assert occasion_of(file, ["in"]) == Occasion((), "展示会", FAIR)


def test_a_root_and_the_folder_of_a_file_named_by_hand_tell_the_day_too() -> None:
    expected = Occasion((), "展示会", FAIR)
    assert occasion_of("2026-11-20_展示会/1.jpg", ["2026-11-20_展示会"]) == expected
    assert occasion_of("x/2026-11-20_展示会/1.jpg", ["x/2026-11-20_展示会/1.jpg"]) == expected
