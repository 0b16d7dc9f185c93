"""Run a function over many items: in this process, or in workers that may crash alone."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from cardscan.cluster import ClusterExecutor
from cardscan.errors import CardFailed
from cardscan.workers import ProcessExecutor

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")

AHEAD = 8  # items per job that may wait: one slow card must not leave the other workers idle


@contextmanager
def open_executor(jobs: int, *, time_limit: float, cluster: str = "") -> Iterator[Executor]:
    """Open workers: ``jobs`` processes, this process alone when ``jobs`` is 0, or a cluster's.

    A task that crashes its process, or takes more than ``time_limit`` seconds, is tried once
    more, then fails with CardFailed, and the others go on; in this process neither can be had.
    Leaving the block by an exception stops the workers at once. ``cluster`` is the address of
    a Dask scheduler: raises UsageError when none answers, EngineMissing when Dask is missing.
    """
    executor = _opened(jobs, time_limit, cluster)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown(wait=True)


def _opened(jobs: int, time_limit: float, cluster: str) -> Executor:
    if cluster:
        return ClusterExecutor(cluster, time_limit=time_limit)
    return ProcessExecutor(jobs, time_limit=time_limit) if jobs else SerialExecutor()


def in_order(
    submit: "Callable[[Item], Future[T]]",
    items: Iterable[Item],
    *,
    jobs: int,
    ahead: int = AHEAD,
) -> Iterator[tuple[Item, T | CardFailed]]:
    """Submit items and yield each with its result, in the order given.

    The order makes a run repeatable: the same stack gives the same library. Only a few items
    per job are taken ahead, as many as ``ahead`` says. A worker that died on an item is that
    item's result; any other exception is a bug, or concerns every item, and is raised.
    """
    pending: deque[tuple[Item, Future[T]]] = deque()
    for item in items:
        pending.append((item, submit(item)))
        if len(pending) > ahead * jobs:
            done = _finished(pending.popleft())
            yield done
    yield from map(_finished, pending)


def _finished(task: "tuple[Item, Future[T]]") -> tuple[Item, T | CardFailed]:
    item, future = task
    try:
        return item, future.result()
    except CardFailed as error:
        return item, error


class SerialExecutor(Executor):
    """Runs each task where it is submitted: for one file, for debugging, for tests."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Run the task now; the future that comes back is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # a task's error belongs to whoever asks for its result
            future.set_exception(error)
        return future
