import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from cardscan.errors import CardFailed
from cardscan.executors import AHEAD, in_order, open_executor


def double(number: int) -> int:
    return number * 2


def hostile(word: str) -> str:
    if word == "crash":
        os._exit(11)
    if word == "hang":
        time.sleep(60)
    return f"{word} {os.environ.get('OMP_THREAD_LIMIT')}"


def broken(number: int) -> int:
    raise ZeroDivisionError(number)


def test_results_come_in_the_order_of_the_items() -> None:
    with open_executor(2, time_limit=60) as executor:
        results = list(in_order(lambda item: executor.submit(double, item), [3, 1, 2], jobs=2))
    assert results == [(3, 6), (1, 2), (2, 4)]


def test_only_a_few_items_are_taken_ahead() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with open_executor(0, time_limit=1) as executor:
        next(in_order(lambda item: executor.submit(double, item), items(), jobs=1))
    assert len(taken) == AHEAD + 1


def test_a_bug_is_raised_and_not_taken_for_a_bad_card() -> None:
    with open_executor(0, time_limit=1) as executor, pytest.raises(ZeroDivisionError):
        list(in_order(lambda item: executor.submit(broken, item), [1], jobs=0))


def test_a_crash_or_a_hang_costs_one_card_and_workers_keep_to_one_thread() -> None:
    words = ["first", "crash", "hang", "last"]
    with open_executor(1, time_limit=1) as executor:
        results = dict(in_order(lambda item: executor.submit(hostile, item), words, jobs=1))
    assert results["first"] == "first 1"
    assert results["last"] == "last 1"
    assert isinstance(results["crash"], CardFailed)
    assert str(results["crash"]) == "the worker crashed (exit code 11)"
    assert isinstance(results["hang"], CardFailed)
    assert str(results["hang"]).startswith("took longer than 1 seconds")


def interrupted() -> None:
    with open_executor(1, time_limit=60) as executor:
        executor.submit(hostile, "hang")
        raise KeyboardInterrupt


def test_an_interrupted_run_does_not_wait_for_its_workers() -> None:
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - started < 10


def killed_with_its_answer(number: int) -> bytes:
    """Die when the answer is half written; the last thing a worker does."""
    if number == 2:
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes(300_000_000)
    return bytes(number)


def test_a_worker_killed_while_it_answers_hurts_no_other() -> None:
    with open_executor(2, time_limit=60) as executor:
        answers = in_order(lambda it: executor.submit(killed_with_its_answer, it), range(6), jobs=2)
        results = dict(answers)
    failed = [number for number, result in results.items() if isinstance(result, CardFailed)]
    assert failed == [2]
    assert "killed by SIGKILL" in str(results[2])


def once_only(path: str) -> str:
    """Crash the first time."""
    if not Path(path).exists():
        Path(path).touch()
        os._exit(1)
    return "done"


def test_what_a_worker_crashed_on_is_tried_once_more(tmp_path: Path) -> None:
    with open_executor(1, time_limit=60) as executor:
        assert executor.submit(once_only, str(tmp_path / "mark")).result() == "done"


def test_one_that_takes_long_keeps_its_place() -> None:
    def submit(number: int) -> "Future[int]":
        future: Future[int] = Future()
        if number:
            future.set_result(number)
        else:
            threading.Timer(0.2, future.set_result, (number,)).start()
        return future

    results = in_order(submit, range(AHEAD + 3), jobs=1)
    assert [item for item, _ in results] == list(range(AHEAD + 3))


def test_the_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    """And what hangs in them ends too."""
    code = f"""
import os, signal
from cardscan.executors import open_executor
from tests.test_executors import note_and_hang
if __name__ == "__main__":
    with open_executor(1, time_limit=60) as executor:
        executor.submit(note_and_hang, {str(tmp_path / "pid")!r})
        while not os.path.exists({str(tmp_path / "pid")!r}): pass
        os.kill(os.getpid(), signal.SIGKILL)
"""
    (tmp_path / "parent.py").write_text(code, encoding="utf-8")
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = (sys.executable, str(tmp_path / "parent.py"))
    subprocess.run(command, env=here, check=False, timeout=60, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    worker = Path("/proc") / (tmp_path / "pid").read_text()
    ends = time.monotonic() + 10
    while worker.exists() and time.monotonic() < ends:
        time.sleep(0.05)
    assert not worker.exists()


def note_and_hang(path: str) -> None:
    Path(f"{path}.part").write_text(str(os.getpid()))
    Path(f"{path}.part").rename(path)
    time.sleep(600)
