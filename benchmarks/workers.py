"""Worker processes for measuring: one pool that takes turns, or workers that are told apart."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager

from cardscan.executors import open_executor

TIME_LIMIT = 600.0  # seconds; a 48-megapixel photo in the plain loop takes a minute


@contextmanager
def open_workers(jobs: int) -> Iterator[tuple[Executor, ...]]:
    """Open worker processes that are addressed one by one, each keeping its models loaded."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(open_executor(1, time_limit=TIME_LIMIT)) for _ in range(jobs)
        )
