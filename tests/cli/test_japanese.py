"""The command line in Japanese: whole, in straight columns, no trouble where letters lack."""

import json
import os
import re
import subprocess
import sys

import pytest
from rich.cells import cell_len

from cardscan.cli.commands import commands
from cardscan.cli.explaining import said, wrapped
from cardscan.language import speaking

from .conftest import Run

ENGLISH = re.compile(r"(?:(?<![-\w./=])[a-z]{2,} ){4}")  # four words that no command is
HELP = """
import json, sys
from typer.testing import CliRunner
from cardscan.cli.main import app
run = CliRunner(env={"TERMINAL_WIDTH": None})
names = json.loads(sys.argv[1])
print(json.dumps({name: run.invoke(app, [*name.split(), "--help"]).output for name in names}))
"""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The help of every command, as a person with a Japanese locale sees it."""
    environ = {**os.environ, "LANG": "ja_JP.UTF-8", "CARDSCAN_LANGUAGE": "ja"}
    names = json.dumps(["", *commands()])
    done = subprocess.run(  # noqa: S603 - ours
        (sys.executable, "-c", HELP, names), env=environ, capture_output=True, text=True, check=True
    )
    told: dict[str, str] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("name", ["", *commands()])
def test_the_help_is_japanese_to_its_last_line_and_fits(name: str, pages: dict[str, str]) -> None:
    page = pages[name]
    assert page.startswith("使い方: ")
    joined = " ".join(page.split())
    assert ENGLISH.findall(joined) == []
    assert re.search("オプション:", page)
    assert [line for line in page.splitlines() if cell_len(line) > 80] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("serch",), "'serch' というコマンドはありません。'search', 'serve' のことですか？"),
        (("search", "--limit", "many"), "'--limit' の値が正しくありません: 整数で"),
        (("search", "--limit", "0"), "1 以上で指定してください"),
        (("scan",), "引数 'PATH' がありません。"),
        (("scan", "--met", "soon", "x"), "書式 '%Y-%m-%d' に合っていません。"),
        (
            ("scan", "--on-duplicate", "ask", "x"),
            "指定できるもの: 'review', 'join', 'skip', 'keep'",
        ),
        (("tui", "--foo"), "--foo というオプションはありません"),
        (("show", "a", "b"), "余分な引数があります（b）"),
        (("show", "nobody"), "ID が「nobody」の連絡先はありません。"),
        (("search", "agee:3"), "検索式の項目「agee」は不明です。"),
    ],
)
def test_what_is_wrong_is_said_in_japanese(run: Run, words: tuple[str, ...], says: str) -> None:
    with speaking("ja"):
        result = run(*words)
    assert result.exit_code == 2
    assert says in "".join(result.stderr.split("\n"))


def test_headings_and_fields_are_japanese_and_columns_stand_straight(run: Run, tanaka: str) -> None:
    with speaking("ja"):
        shown, listed = run("show", tanaka), run("search", "田中")
    assert re.search(r"^会社 +株式会社サンプル商事$", shown.stdout, re.MULTILINE)
    head, *rows = listed.stdout.splitlines()
    assert head.split() == ["ID", "名前", "会社", "役職", "電話", "メール"]
    place = cell_len(head[: head.index("会社")])
    assert rows
    for row in rows:
        company = next(at for at in range(len(row)) if cell_len(row[:at]) == place)
        assert row[company - 2 : company] == "  "
    assert "2 件" in listed.stderr


def test_programs_get_the_same_in_every_language(run: Run, tanaka: str) -> None:
    plain = run("show", tanaka, "--json").stdout
    with speaking("ja"):
        assert run("show", tanaka, "--json").stdout == plain


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "latin-1"])
def test_a_terminal_that_lacks_letters_gets_words_and_no_traceback(encoding: str) -> None:
    environ = {**os.environ, "LANG": "ja_JP.UTF-8", "PYTHONIOENCODING": encoding}
    environ.pop("CARDSCAN_LANGUAGE")
    code = "from cardscan.cli.main import main; main()"
    for words in (["search", "--help"], ["serch"]):
        done = subprocess.run(  # noqa: S603 - ours
            (sys.executable, "-c", code, *words), env=environ, capture_output=True, check=False
        )
        told = (done.stdout + done.stderr).decode(encoding, "replace")
        assert "Traceback" not in told
        assert ("使い方" in told) == (encoding == "cp932")


def test_lines_end_where_japanese_lines_may() -> None:
    lines = wrapped("取り込みは、いつでも中断できます。「続き」から始まります。", 20)
    assert all(cell_len(line) <= 20 + 2 for line in lines)
    assert not any(line.startswith(("、", "。", "」")) for line in lines)
    assert not any(line.endswith("「") for line in lines)


def test_what_nobody_translated_is_said_as_it_is() -> None:
    with speaking("ja"):
        assert said("Something else.") == "Something else."
