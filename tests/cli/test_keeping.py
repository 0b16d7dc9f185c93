from pathlib import Path

import pytest

from .conftest import Run, objects

pytestmark = pytest.mark.usefixtures("everybody")


def test_a_backup_is_restored_only_when_told_to_replace(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "contacts.backup"
    assert "read again" in run("backup", target).stderr
    run("undo")
    refused = run("restore", target)
    assert (refused.exit_code, "--force" in refused.stderr) == (2, True)
    assert run("restore", target, "--force").exit_code == 0
    assert run("verify").stderr == "Everything is whole: 5 contacts, 6 cards.\n"


def test_verify_tells_what_is_lost(run: Run, tmp_path: Path) -> None:
    pictures = sorted((tmp_path / "contacts.images").rglob("*.jpg"))
    pictures[0].unlink()
    result = run("verify", "--json")
    assert result.exit_code == 1
    (flaw,) = objects(result)
    assert (flaw["part"], pictures[0].name in flaw["what"]) == ("pictures", True)
    assert run("backup", tmp_path / "contacts.backup").exit_code == 1


def test_a_damaged_backup_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "contacts.backup").write_bytes(b"no backup" * 100)
    assert run("restore", tmp_path / "contacts.backup", "--force").exit_code == 4


def test_a_library_is_copied_and_the_copy_searched(run: Run, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    assert run("copy", there).exit_code == 0
    assert run("--library", there, "verify").stderr == run("verify").stderr
    assert run("copy", there).exit_code == 2
    assert run("copy", there, "--force").exit_code == 0


def test_roles_are_for_a_server(run: Run) -> None:
    assert "postgresql://" in run("roles", "ann=editor").stderr
    assert run("roles", "ann").exit_code == 2


def test_an_encrypted_library_asks_for_its_passphrase(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "CARDSCAN_PASSPHRASE" in run("encrypt").stderr
    monkeypatch.setenv("CARDSCAN_PASSPHRASE", "a long passphrase")
    assert run("encrypt").exit_code == 0
    assert len(objects(run("search", "--json"))) == 5
    monkeypatch.setenv("CARDSCAN_PASSPHRASE", "another")
    assert run("search").exit_code == 4
    monkeypatch.delenv("CARDSCAN_PASSPHRASE")
    assert run("search").exit_code == 4
    monkeypatch.setenv("CARDSCAN_PASSPHRASE", "a long passphrase")
    assert run("decrypt").exit_code == 0
    assert run("verify").exit_code == 0
