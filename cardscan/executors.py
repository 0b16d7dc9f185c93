"""Run a function over many items: in this process, or in workers that may crash alone."""

import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from cardscan.errors import CardFailed

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")

AHEAD = 8  # items per job that may wait: one slow card must not leave the other workers idle


@contextmanager
def open_executor(jobs: int, *, time_limit: float) -> Iterator[Executor]:
    """Open workers: ``jobs`` processes, or this process alone when ``jobs`` is 0.

    A task that crashes its process, or takes more than ``time_limit`` seconds, fails with
    CardFailed and the others go on; in this process neither can be had. Leaving the block
    by an exception stops the workers at once.
    """
    executor = ProcessExecutor(jobs, time_limit=time_limit) if jobs else SerialExecutor()
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown(wait=True)


def in_order(
    submit: "Callable[[Item], Future[T]]", items: Iterable[Item], *, jobs: int
) -> Iterator[tuple[Item, T | CardFailed]]:
    """Submit items and yield each with its result, in the order given.

    The order makes a run repeatable: the same stack gives the same library. Only a few items
    per job are taken ahead. A worker that died on an item is that item's result; any other
    exception is a bug, or concerns every item, and is raised.
    """
    pending: deque[tuple[Item, Future[T]]] = deque()
    for item in items:
        pending.append((item, submit(item)))
        if len(pending) > AHEAD * jobs:
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


class ProcessExecutor(Executor):
    """Worker processes that are replaced when a task kills or hangs one."""

    def __init__(self, jobs: int, *, time_limit: float) -> None:
        from pebble import ProcessPool  # noqa: PLC0415 - only when there are workers

        self._time_limit = time_limit
        # forked children would share the parent's database handle and its threads' locks
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(max_workers=jobs, initializer=_settle_worker, context=context)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Queue the task; it fails with CardFailed when its process dies or runs too long."""
        told: Future[T] = Future()
        inner = self._pool.schedule(fn, args=args, kwargs=kwargs, timeout=self._time_limit)
        inner.add_done_callback(lambda done: self._tell(done, told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as concurrent.futures has it
        """Let the queue run empty, or drop it and stop the workers."""
        if cancel_futures:
            self._pool.stop()  # type: ignore[no-untyped-call]  # as pebble ships it
        else:
            self._pool.close()  # type: ignore[no-untyped-call]  # as pebble ships it
        if wait:
            self._pool.join()

    def _tell(self, done: "Future[T]", told: "Future[T]") -> None:
        """Hand on how a task ended, in the words of the house."""
        from pebble import ProcessExpired  # noqa: PLC0415 - as above

        if done.cancelled():
            told.cancel()
            return
        error = done.exception()
        if isinstance(error, ProcessExpired):
            error = CardFailed(f"the worker crashed (exit code {error.exitcode})")
        elif isinstance(error, TimeoutError):
            error = CardFailed(
                f"took longer than {self._time_limit:g} seconds; split it, or raise time_limit "
                "in the settings"
            )
        if error is not None:
            told.set_exception(error)
        else:
            told.set_result(done.result())


def _settle_worker() -> None:
    """Keep a worker on one thread and quiet; Pebble makes it leave Ctrl-C to the parent.

    The stack is what runs in parallel: Tesseract and ONNX Runtime otherwise start one thread
    per core in every worker and are slower for it. A worker speaks through its results.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    logging.disable(logging.CRITICAL)
