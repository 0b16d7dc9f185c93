"""Narrowing, choosing, columns and numbers: what one does with many contacts."""

from datetime import date
from pathlib import Path

import pytest

from cardscan.additions import Topic
from cardscan.model import Kind
from cardscan.store.library import Library
from cardscan.tui.widgets.facet_list import term_of

from .driving import LARGE, SMALL, terminal
from .invented import field, file_card, person


@pytest.fixture
def places(empty: Library) -> Library:
    for name, place, year in (
        ("Ann", "東京都", 2025),
        ("Bea", "東京都", 2026),
        ("Cy", "大阪府", 2026),
    ):
        address = field(Kind.ADDRESS, f"{place}中央区1-1", parts=(("prefecture", place),))
        file_card(empty, person(f"{name} Lee", "", "Example Ltd", address), date(year, 5, 1))
    return empty


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
async def test_a_facet_narrows_the_search_and_widens_it_again(
    places: Library, size: tuple[int, int]
) -> None:
    async with terminal(places, size) as seen:
        await seen.press("f6")
        assert seen.line_with("☐ 東京都").split("☐ 東京都")[1].split()[0] == "2"
        assert "☐ 2025" in seen.text
        await seen.press("down", "enter")
        assert "2 contacts match" in seen.text
        assert "☑ 東京都" in seen.text
        assert "大阪府" not in seen.text
        await seen.press("enter")
        assert "3 contacts" in seen.text
        await seen.press("f6")
        assert "Narrow by" not in seen.text


def test_a_facet_finds_as_many_as_it_says(places: Library) -> None:
    places.tag([next(places.search("Ann")).id], add=["展示会 2026"])
    facets = places.facets("Lee")
    assert {facet.field for facet in facets} == {"prefecture", "company", "tag", "met"}
    for facet in facets:
        assert places.count(f"Lee {term_of(facet)}") == facet.contacts
    assert places.facets("nobody") == ()


async def test_several_contacts_are_tagged_at_once_and_the_tags_taken_back(
    places: Library,
) -> None:
    async with terminal(places) as seen:
        await seen.press("tab", "space", "space")
        assert "2 chosen" in seen.text
        assert seen.text.count("●") == 2
        await seen.press("t", *"fair", "enter")
        assert places.count("tag:fair") == 2
        assert "chosen" not in seen.text
        await seen.press("u")
        assert places.count("tag:fair") == 0


async def test_a_second_space_takes_a_choice_back(places: Library) -> None:
    async with terminal(places) as seen:
        await seen.press("tab", "space", "up", "space")
        assert "chosen" not in seen.text


async def test_chosen_contacts_are_merged_and_one_alone_is_not(places: Library) -> None:
    async with terminal(places) as seen:
        await seen.press("tab", "m")
        assert await seen.shows("Choose two contacts")
        await seen.press("space", "space", "m")
        assert places.count() == 2
        await seen.press("u")
        assert places.count() == 3


async def test_chosen_contacts_are_exported_and_no_file_is_overwritten(
    places: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bea = next(places.search("Bea")).id
    places.mark(bea, Topic.DO_NOT_CONTACT, day=date(2026, 5, 1))
    async with terminal(places, LARGE) as seen:
        await seen.press("tab", "space", "space", "x", "enter")
        assert await seen.shows("1 contact in contacts.csv; 1 left out")
        written = (tmp_path / "contacts.csv").read_text(encoding="utf-8-sig")
        assert "Ann Lee" in written
        assert "Bea Lee" not in written
        await seen.press("x", "enter")
        assert await seen.shows("is there already")


async def test_columns_are_chosen(places: Library) -> None:
    async with terminal(places, LARGE) as seen:
        await seen.press("tab", "c")
        assert "☑ Company" in seen.text
        assert "☐ Prefecture" in seen.text
        await seen.press(*["down"] * 7, "space")
        assert "☑ Prefecture" in seen.text
        await seen.press("escape")
        assert "Prefecture" in seen.text
        assert "大阪府" in seen.line_with("Cy Lee")


async def test_posts_are_counted_once_each_by_the_highest_that_they_name(empty: Library) -> None:
    posts = (
        "代表取締役社長",
        "取締役 営業部長",
        "副部長",
        "Section Manager",
        "主任",
        "デザイナー",
        "",
    )
    for number, post in enumerate(posts):
        more = [field(Kind.TITLE, post)] if post else []
        file_card(empty, person(f"Ann Lee {number}", "", "Example Ltd", *more))
    async with terminal(empty, LARGE) as seen:
        await seen.press("f4")
        classes = ("chairs and presidents", "directors", "heads of departments")
        for words in (*classes, "heads of sections", "team leaders", "other posts", "no post"):
            assert seen.line_with(words).rstrip().endswith("▆ 1"), words


async def test_the_numbers_of_the_library_stand_on_one_screen(places: Library) -> None:
    card = places.cards(next(places.search("Ann")).id)[0]
    places.check([(card.id, 0, None), (card.id, 1, "Other Ltd")])
    async with terminal(places, LARGE) as seen:
        await seen.press("f4")
        assert "3 contacts · 3 cards" in seen.text
        assert seen.line_with("2026-05 ").rstrip().endswith("▆ 2")
        assert seen.line_with("東京都").rstrip().endswith("▆ 2")
        assert "50% of 2 values were right" in seen.line_with("rapidocr")
        await seen.press("escape")
        assert "3 contacts" in seen.text
