import sys

import pytest

from cardscan.errors import UnknownName
from cardscan.plugins import ENGINES, load_plugin, plugin_names


@pytest.mark.usefixtures("engines")
def test_an_engine_of_another_package_stands_beside_our_own() -> None:
    assert {"beside", "fused", "rapidocr", "tesseract"} <= set(plugin_names(ENGINES))


@pytest.mark.usefixtures("engines")
def test_names_are_listed_without_importing_what_they_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "tests.beside", raising=False)
    plugin_names(ENGINES)
    assert "tests.beside" not in sys.modules
    assert load_plugin(ENGINES, "beside")().name == "beside"


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(
        UnknownName, match=r"no engine named 'nonesuch'\. Known: .*fused.*tesseract"
    ):
        load_plugin(ENGINES, "nonesuch")
