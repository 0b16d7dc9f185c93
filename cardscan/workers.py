"""Processes that do one task after another for us, and may crash, hang or be killed at it."""

import logging
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, ParamSpec, TypeVar

from cardscan.errors import CardFailed
from cardscan.language import _

P = ParamSpec("P")
T = TypeVar("T")

READY = "ready"  # what a worker says when a task is imported
START_LIMIT = 300  # seconds that a worker may take to import what a task needs
ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OPENCV_FOR_THREADS_NUM": "1"}
TRIES = 2  # a worker may have been killed for another's memory, and the item be innocent
SPAWN = multiprocessing.get_context("spawn")


class ProcessExecutor(Executor):
    """Worker processes, each with a pipe of its own, so that what breaks one hurts no other.

    A task that crashes its process, or takes more than ``time_limit`` seconds, is tried once
    more and then fails with CardFailed.
    """

    def __init__(self, jobs: int, *, time_limit: float) -> None:
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._workers = [_Worker(time_limit) for _ in range(jobs)]
        self._threads = [
            threading.Thread(target=self._serve, args=(worker,), daemon=True)
            for worker in self._workers
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Queue a task: a function of a module, and arguments that can be pickled."""
        future: Future[T] = Future()
        self._tasks.put(_Task(partial(fn, *args, **kwargs), future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as concurrent.futures has it
        """Let the queue run empty, or drop it and stop the workers at once."""
        if cancel_futures:
            self._drop()
        for _thread in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _drop(self) -> None:
        for worker in self._workers:
            worker.retire()
        while not self._tasks.empty():
            if task := self._tasks.get():
                task.future.cancel()

    def _serve(self, worker: "_Worker") -> None:
        """Give one worker its tasks; runs in a thread that waits most of the time."""
        while (task := self._tasks.get()) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                task.future.set_result(worker.run(task.call))
            except Exception as error:  # it belongs to whoever asks for the result
                task.future.set_exception(error)
        worker.stop()


@dataclass(frozen=True, slots=True)
class _Task:
    call: Callable[[], Any]
    future: "Future[Any]"


@dataclass(slots=True)
class _Worker:
    """One process at a time, started when there is something to do."""

    time_limit: float
    process: SpawnProcess | None = None
    pipe: "Connection | None" = None
    is_retired: bool = False
    starting: threading.Lock = field(default_factory=threading.Lock)

    def run(self, call: Callable[[], T]) -> T:
        """Have the process do a task and return its result, or raise its error."""
        for left in reversed(range(TRIES)):
            try:
                result, error = self._ask(call)
                break
            except CardFailed:
                if not left or self.is_retired:
                    raise
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]  # what came through a pipe has no type

    def _ask(self, call: Callable[[], Any]) -> Any:
        try:
            pipe = self._started()
            pipe.send(call)
            is_ready = (
                pipe.poll(START_LIMIT) and pipe.recv() == READY
            )  # importing is not the task's fault
            in_time = is_ready and pipe.poll(self.time_limit)
            answer = pipe.recv() if in_time else None
        except (EOFError, ConnectionError):
            raise CardFailed(
                _("the worker crashed ({ending})").format(ending=_ending(self.stop(patience=1)))
            ) from None
        if not in_time:
            self.stop()
            raise CardFailed(
                _(
                    "took longer than {time_limit:g} seconds; split it, or raise time_limit "
                    "in the settings"
                ).format(time_limit=self.time_limit)
            )
        return answer

    def _started(self) -> "Connection":
        with self.starting:
            if self.is_retired:
                raise EOFError
            if self.pipe is None:
                self.pipe, ours = SPAWN.Pipe()
                self.process = SPAWN.Process(target=_work, args=(ours,), daemon=True)
                _start_quietly(self.process)
                ours.close()  # so that the end of the process is the end of the pipe
            return self.pipe

    def stop(self, *, patience: float = 0) -> int | None:
        """End the process, if there is one, with all that it started; return its exit code.

        ``patience``: how many seconds one that has ended its pipe may take to end by itself.
        """
        process, self.process, pipe, self.pipe = self.process, None, self.pipe, None
        if process is None or pipe is None:
            return None
        process.join(patience)
        _kill(process)
        process.join()
        pipe.close()
        return process.exitcode

    def retire(self) -> None:
        """End the process and start none again; whoever waits for it gets CardFailed."""
        with self.starting:
            self.is_retired = True
            if self.process is not None:
                _kill(self.process)


def import_ahead(*modules: str) -> None:
    """Import modules of which later tasks have need; they would, too."""
    for module in modules:
        import_module(module)


def _start_quietly(process: SpawnProcess) -> None:
    """Start a process that Ctrl-C does not reach: it is the parent's to decide what ends."""
    if sys.platform == "win32":
        process.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()  # inherits the mask, until it is in a group of its own
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _kill(process: SpawnProcess) -> None:
    """Kill a worker with the programs that it runs."""
    try:
        if sys.platform != "win32" and process.pid is not None:
            os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:  # not yet in its own group, or gone
        pass
    process.kill()


def _work(pipe: "Connection") -> None:
    """Do tasks until the other end closes; runs in the worker."""
    _settle()
    while True:
        try:
            call = pipe.recv()  # imports what it names
            pipe.send(READY)
            pipe.send(_answer(call))
        except (EOFError, ConnectionError):
            os._exit(0)  # no library has to tidy up, or to say that it could not


def _answer(call: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """Do a task and return its result and its error, one of which is None."""
    try:
        return call(), None
    except MemoryError:
        return None, CardFailed(_("takes more memory than there is; run with fewer --jobs"))
    except Exception as error:  # handed on to whoever asked
        return None, _portable(error)


def _settle() -> None:
    """Keep a worker quiet, on one thread, out of reach of Ctrl-C, and no longer than its parent.

    The stack is what runs in parallel: Tesseract and OpenCV otherwise start one thread
    per core in every worker and are slower for it. A worker speaks through its results.
    """
    os.environ |= ONE_THREAD
    logging.disable(logging.CRITICAL)
    if sys.platform != "win32":
        os.setpgid(0, 0)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _portable(error: Exception) -> Exception:
    """Return an error that can be sent, with the trace of where it came from."""
    error.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # any class can have its own way of not being picklable
        return RuntimeError(f"{type(error).__name__} in a worker")
    return error


def _ending(exit_code: int | None) -> str:
    """Say how a process ended.

    >>> _ending(-9), _ending(11)
    ('killed by SIGKILL', 'exit code 11')
    """
    if exit_code is not None and exit_code < 0:
        return f"killed by {signal.Signals(-exit_code).name}"
    return f"exit code {exit_code}"
