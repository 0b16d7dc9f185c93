from cardscan.store.library import Library

from .conftest import Desk


def test_a_target_goes_on_from_what_it_was_given(library: Library, desk: Desk) -> None:
    ann, lee = desk.person(name="Ann Lee"), desk.person(name="Lee Ann")
    first = library.since_export("crm")
    assert first.changed is None
    library.note_export("crm", first.newest)
    assert library.since_export("crm").changed == frozenset()
    library.tag([lee], add=["new"])
    assert library.since_export("crm").changed == frozenset({lee})
    library.merge(ann, lee)
    assert library.since_export("crm").changed == frozenset({ann, lee})
    assert library.since_export("another").changed is None


def test_what_happens_while_an_export_runs_comes_with_the_next(
    library: Library, desk: Desk
) -> None:
    desk.person(name="Ann Lee")
    running = library.since_export("crm")
    late = desk.person(name="Late Comer")
    library.note_export("crm", running.newest)
    assert library.since_export("crm").changed == frozenset({late})
