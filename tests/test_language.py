"""Every text that a person reads is in every catalog, whole and up to date."""

import ast
import re
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cardscan.config import chosen_language
from cardscan.language import FOLDER, LANGUAGES, SOURCE, _, language_of, ngettext, speaking, spoken

ROOT = Path(__file__).parent.parent
CATALOGS = [FOLDER / name / "LC_MESSAGES/cardscan.po" for name in LANGUAGES if name != SOURCE]


def catalog_in(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3] if path.suffix == ".po" else None)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `make catalogs` finds in the code."""
    found = tmp_path_factory.mktemp("texts") / "cardscan.pot"
    options = ["--mapping", str(ROOT / "pyproject.toml"), "--output", str(found)]
    words = ["pybabel", "-q", "extract", *options, str(ROOT / "cardscan")]
    CommandLineInterface().run(words)  # type: ignore[no-untyped-call]
    return catalog_in(found)


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]  # of plurals


def messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _how in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("path", CATALOGS, ids=str)
def test_every_text_is_translated_and_none_is_left_from_before(path: Path, texts: Catalog) -> None:
    """If this fails: `make catalogs`, fill in what is empty, `make catalogs`."""
    wanted = {(message.context, forms(message.id)) for message in messages(texts)}
    there = {(message.context, forms(message.id)) for message in messages(catalog_in(path))}
    assert wanted - there == set()
    assert there - wanted == set()


def test_no_text_hides_in_an_f_string_where_it_would_not_be_found() -> None:
    modules = (ROOT / "cardscan").rglob("*.py")
    trees = {path.as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in modules}
    hidden = [
        f"{name}:{call.lineno}"
        for name, tree in trees.items()
        for joined in ast.walk(tree)
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in {"_", "N_", "ngettext", "pgettext"}
        if isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_no_error_is_raised_in_words_that_no_catalog_has() -> None:
    """Errors of programmers aside: nobody reads them unless something is broken here."""
    ours = {"TypeError", "RuntimeError", "AttributeError", "AssertionError"}
    told = [
        f"{path.relative_to(ROOT)}:{raised.lineno}"
        for path in sorted((ROOT / "cardscan").rglob("*.py"))
        if path.name != "model.py"
        for raised in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(raised, ast.Raise) and isinstance(raised.exc, ast.Call)
        if not (isinstance(raised.exc.func, ast.Name) and raised.exc.func.id in ours)
        if any(map(is_a_sentence, raised.exc.args))
    ]
    assert told == []


def is_a_sentence(said: ast.expr) -> bool:
    pieces = said.values if isinstance(said, ast.JoinedStr) else [said]
    texts = [str(it.value) for it in pieces if isinstance(it, ast.Constant)]
    return any(re.search("[a-z] | [a-z]", text) for text in texts)


@pytest.mark.parametrize("path", CATALOGS, ids=str)
def test_no_translation_is_missing_or_fuzzy_or_loses_a_placeholder(path: Path) -> None:
    for message in messages(catalog_in(path)):
        translated = forms(message.string)
        assert all(translated), message.id
        assert not message.fuzzy, message.id
        wanted = placeholders(forms(message.id)[-1])
        assert all(placeholders(text) == wanted for text in translated), message.id


@pytest.mark.parametrize("path", CATALOGS, ids=str)
def test_what_is_read_at_run_time_is_what_was_translated(path: Path) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalog_in(path))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "make catalogs"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "ja_JP.eucJP", "LANG": "C"}, "ja"),
        ({"LANGUAGE": "de:ja:en", "LANG": "en_US.UTF-8"}, "ja"),
        ({"CARDSCAN_LANGUAGE": "en", "LANG": "ja_JP.UTF-8"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language


def test_the_settings_choose_it_before_the_locale_does(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    environ = {"CARDSCAN_CONFIG": str(file), "LANG": "en_US.UTF-8"}
    assert chosen_language(environ) == ""
    file.write_text('language = "ja"\n')
    assert chosen_language(environ) == "ja"
    assert chosen_language(environ | {"CARDSCAN_LANGUAGE": "en"}) == "en"
    file.write_text("language = \n")  # told of where the settings are read
    assert chosen_language(environ) == ""


def test_two_languages_are_spoken_side_by_side() -> None:
    """As a server does for two browsers."""
    words = "This terminal is too small."
    sentence = next(m.id for m in messages(catalog_in(CATALOGS[0])) if words in forms(m.id)[0])
    assert isinstance(sentence, str)
    with speaking("ja"):
        assert "画面" in _(sentence)
        elsewhere: list[str] = []
        thread = threading.Thread(target=lambda: elsewhere.append(_(sentence)))
        thread.start()
        thread.join()
        with speaking("en"):
            assert _(sentence) == sentence
    assert elsewhere == [sentence]
    assert spoken() == "en"


def test_a_text_that_nobody_translated_is_shown_as_it_is() -> None:
    with speaking("ja"):
        assert _("no such text") == "no such text"
        assert ngettext("{n} such text", "{n} such texts", 2) == "{n} such texts"
