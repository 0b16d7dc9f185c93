import os
import time
from collections.abc import Iterator

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
