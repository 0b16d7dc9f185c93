import pytest

from .conftest import Run, objects

pytestmark = pytest.mark.usefixtures("everybody")


def test_edit_corrects_fields_in_the_form_that_cards_are_read_in(run: Run, tanaka: str) -> None:
    words = ("title=会長", "title=顧問", "mobile=０９０-0000-1234", "name=田中　健二", "email=")
    assert run("edit", tanaka[:6], *words, "--why", "said so").exit_code == 0
    (shown,) = objects(run("show", "--json", tanaka))
    assert (shown["titles"], shown["emails"], shown["name"]) == (["会長", "顧問"], [], "田中 健二")
    assert {"kind": "mobile", "value": "+819000001234"} in shown["phones"]
    printed = run("history", tanaka).stdout
    assert "corrected email, mobile, name, title (said so)" in printed
    assert "title: (as on the cards) → 会長, 顧問" in printed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shoe=44"], "Known: name"),
        (["title"], "field=value"),
        (["mobile=soon"], "no phone number"),
        (["email=nowhere"], "no mail address"),
        ([], "Nothing to correct"),
        (["title=x", "--editor"], "either"),
    ],
)
def test_what_cannot_be_corrected_is_wrong_usage_and_changes_nothing(
    run: Run, tanaka: str, words: list[str], said: str
) -> None:
    before = len(objects(run("history", "--json")))
    result = run("edit", tanaka, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(objects(run("history", "--json"))) == before


def test_an_editor_changes_only_what_was_changed_in_it(
    run: Run, tanaka: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i -e s/代表取締役社長/会長/ -e /^email/d")
    assert run("edit", tanaka, "--editor").exit_code == 0
    (shown,) = objects(run("show", "--json", tanaka))
    assert (shown["title"], shown["emails"]) == ("会長", [])
    newest = objects(run("history", "--json"))[0]
    assert newest["summary"] == "corrected email, title"
    assert newest["before"] == dict.fromkeys(newest["after"])
    monkeypatch.setenv("EDITOR", "true")
    assert run("edit", tanaka, "--editor").stderr == "Nothing was changed.\n"
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert run("edit", tanaka, "--editor").exit_code == 2


def test_tags_begin_with_a_sign_even_where_they_look_like_options(run: Run, tanaka: str) -> None:
    assert run("tag", tanaka, "+展示会", "+t", "＋vip", "+h").exit_code == 0
    assert run("tag", tanaka, "-t", "-h").exit_code == 0
    (found,) = objects(run("search", "--json", "tag:展示会 tag:vip -tag:t"))
    assert found["tags"] == ["vip", "展示会"]
    assert run("tag", tanaka).exit_code == 2
    assert run("tag", "+vip").exit_code == 2


def test_a_note_is_dated_and_found_by_its_words(run: Run, tanaka: str) -> None:
    done = run("note", tanaka, "見積を", "送る", "--kind", "call", "--on", "2026-11-03")
    assert done.exit_code == 0
    assert "見積" not in done.stderr  # what people write down is not for logs
    for query in ("見積", "note:見積", "noted:2026-11-01..2026-11-05"):
        (found,) = objects(run("search", "--json", query))
        assert found["id"] == tanaka
    assert "call 2026-11-03  見積を 送る" in run("show", tanaka).stdout
    (shown,) = objects(run("show", "--json", tanaka))
    assert shown["dated_notes"] == [{"day": "2026-11-03", "kind": "call", "text": "見積を 送る"}]
    assert run("undo").exit_code == 0
    assert objects(run("search", "--json", "note:見積")) == []
    assert run("note", tanaka, " ").exit_code == 2


def test_marks_have_a_day_and_a_source_and_are_searched_by_day(run: Run, tanaka: str) -> None:
    form = ("--on", "2026-11-05", "--source", "form at the fair")
    assert run("mark", tanaka, "consent", "newsletter", *form).exit_code == 0
    assert run("mark", tanaka, "channel", "email").exit_code == 0
    assert run("mark", tanaka, "reminder", "send it", "--on", "2026-12-01").exit_code == 0
    for query in ("consent:2026-11", "channel:email", "reminder:..2026-12-01 -reminder:..2026-11"):
        assert [found["id"] for found in objects(run("search", "--json", query))] == [tanaka]
    assert tanaka not in {found["id"] for found in objects(run("search", "--json", "consent:"))}
    run("mark", tanaka, "reminder", "send it", "--on", "2090-12-01")
    assert objects(run("stats", "--json"))[0]["due"] == 0
    run("mark", tanaka, "reminder", "send it", "--on", "2020-12-01")
    assert objects(run("stats", "--json"))[0]["due"] == 1
    assert "1 reminders" in run("stats").stdout
    assert "2026-11-05 newsletter (form at the fair)" in run("show", tanaka).stdout
    assert run("mark", tanaka, "consent", "--off").exit_code == 0
    assert objects(run("search", "--json", "consent:2026-11")) == []
    run("undo")
    assert len(objects(run("search", "--json", "consent:2026-11"))) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shoe"], "Known: channel, consent"),
        (["channel"], "Name the channel"),
        (["reminder", "call"], "--on"),
        (["consent", "--off"], "no mark 'consent'"),
    ],
)
def test_a_mark_that_says_nothing_is_wrong_usage(
    run: Run, tanaka: str, words: list[str], said: str
) -> None:
    result = run("mark", tanaka, *words)
    assert result.exit_code == 2
    assert said in result.stderr
