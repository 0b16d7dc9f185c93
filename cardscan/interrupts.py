"""Ctrl-C at the right moment: what has been begun is finished first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def finished_first() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done; then it does what it would have done."""
    before = signal.getsignal(signal.SIGINT)
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or not callable(before):  # it reaches another thread, or nobody
        yield
        return
    caught: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if caught:
        before(caught[0], None)
