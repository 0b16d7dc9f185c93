"""A scan on a real scheduler and two workers of this machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import distributed
import pytest

from cardscan.cluster import ClusterExecutor
from cardscan.contact import Outcome
from cardscan.errors import CardFailed, UsageError
from cardscan.intake import IntakeOptions, file_cards
from cardscan.scan import Recipe
from cardscan.store.library import Library

from .beside import YAMADA, put_card
from .servers import Server

CARDS = 8


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scheduler and two workers, and give the scheduler's address."""
    folder = tmp_path_factory.mktemp("cluster")
    here = {
        **os.environ,
        "PYTHONPATH": f"{site_of(folder)}:{Path(__file__).parents[1]}",
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }
    contact = folder / "scheduler.json"
    common = ("--scheduler-file", str(contact), "--no-dashboard", "--host", "127.0.0.1")
    with ExitStack() as stack, (folder / "log").open("w") as log:
        for words in (
            ("scheduler", *common, "--port", "0"),
            ("worker", *common, "--nworkers", "2", "--nthreads", "1", "--local-directory", folder),
        ):
            command = (sys.executable, "-m", "dask", *map(str, words))
            process = subprocess.Popen(command, env=here, cwd=folder, stdout=log, stderr=log)  # noqa: S603 - our own
            stack.callback(ended, process)
        while not contact.exists():
            time.sleep(0.05)
        with distributed.Client(scheduler_file=str(contact), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address


def ended(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def site_of(folder: Path) -> Path:
    """Install the engine of the tests where the workers look."""
    info = folder / "site" / "beside-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: beside\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[cardscan.engines]\nbeside = tests.beside:engine\n")
    return folder / "site"


@pytest.mark.usefixtures("engines")
def test_a_worker_killed_in_the_middle_costs_no_card_and_doubles_none(
    cluster: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a team has it: the library on PostgreSQL, its pictures where fsspec reaches.

    The stack is named as it is seen from here, which is not where the workers were started.
    """
    home = f"{server.url(server.new_database())}&images=memory://cluster"
    folder = tmp_path / "in"
    for number in range(CARDS):
        texts = (*YAMADA[:2], f"仮名 {number}郎", f"E-mail n{number}@mihon.example")
        put_card(folder / f"{number:02}.png", *texts)
    monkeypatch.chdir(tmp_path)
    filed = []
    with Library.open(home) as library:
        options = IntakeOptions(cluster=cluster)
        for one in file_cards(library, ["in"], Recipe("beside"), options):
            filed.append(one)
            if len(filed) == 2:
                kill_a_worker(cluster)
        assert [one.outcome for one in filed if one.error] == []
        assert library.stats().cards == CARDS
        again = file_cards(library, ["in"], Recipe("beside"), options)
        assert {one.outcome for one in again} == {Outcome.KNOWN}
        cards = [card for one in library.search("") for card in library.cards(one.id)]
        assert [len(library.picture(card.id)) > 0 for card in cards] == [True] * CARDS
        assert list(library.verify()) == []


def kill_a_worker(cluster: str) -> None:
    with distributed.Client(cluster, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)


def hang(seconds: float) -> None:
    time.sleep(seconds)


def test_a_task_past_its_time_fails_alone(cluster: str) -> None:
    with ClusterExecutor(cluster, time_limit=0.2) as executor:
        slow = executor.submit(hang, 60)
        with pytest.raises(CardFailed, match="crashed every worker"):
            slow.result(60)
    with ClusterExecutor(cluster, time_limit=60) as executor:
        assert executor.submit(os.path.basename, "in/card.jpg").result(60) == "card.jpg"


def test_an_address_where_nobody_answers_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardscan.cluster.PATIENCE", 1)
    with pytest.raises(UsageError, match="No Dask scheduler answers at tcp://127"):
        ClusterExecutor("tcp://127.0.0.1:9", time_limit=1)
    with pytest.raises(UsageError, match="No Dask scheduler answers at nonsense"):
        ClusterExecutor("nonsense://1", time_limit=1)
