"""Workers on other machines: an executor on a Dask cluster, where it is installed."""

import faulthandler
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeVar

from cardscan import __version__
from cardscan.errors import CardFailed, ClusterLost, EngineMissing, UsageError
from cardscan.language import _

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 30  # seconds that a scheduler, and then its first worker, is waited for


class ClusterExecutor(Executor):
    """The workers of one Dask scheduler; a task that kills one is given to others, then failed."""

    def __init__(self, address: str, *, time_limit: float) -> None:
        """Connect; raise EngineMissing without Dask, UsageError when nobody answers there."""
        try:
            import distributed  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise EngineMissing(
                _("Scanning on a cluster needs Dask. Run: pip install 'cardscan[cluster]'")
            ) from error
        self._killed: type[Exception] = distributed.KilledWorker
        self._lost = (
            distributed.client.FutureCancelledError,
            distributed.comm.core.CommClosedError,
        )
        self._time_limit = time_limit
        try:
            self._client: Any = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(
                _(
                    "No Dask scheduler answers at {address}. Start one with 'dask "
                    "scheduler', and write its address as tcp://HOST:8786."
                ).format(address=address)
            ) from error
        self.jobs = self._checked_jobs(address)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Have a worker call a function; the future fails with CardFailed when it kills them."""
        told: Future[T] = Future()
        inner = self._client.submit(
            _call_in_time, self._time_limit, fn, *args, **kwargs, pure=False, retries=0
        )
        inner.add_done_callback(lambda done: self._tell(done, told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as concurrent.futures has it
        """Leave the cluster; what it has not finished for us is dropped there."""
        self._client.close()

    def _checked_jobs(self, address: str) -> int:
        """Return how many tasks run at once; raise UsageError for no worker, or an unlike one."""
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            self._client.close()
            raise UsageError(
                _(
                    "The scheduler at {address} has no workers. Start some with 'dask worker "
                    "{address} --nthreads 1'."
                ).format(address=address)
            ) from error
        versions = self._client.run(_version)
        unlike = [worker for worker, version in versions.items() if version != __version__]
        if unlike:
            self._client.close()
            raise UsageError(
                _(
                    "The worker {unlike} has another version of cardscan than this "
                    "{version__}. Install the same on every machine: results would differ."
                ).format(unlike=unlike[0], version__=__version__)
            )
        return sum(self._client.nthreads().values())

    def _tell(self, done: Any, told: "Future[T]") -> None:
        """Hand on how a task ended, in the words of the house."""
        try:
            told.set_result(done.result())
        except self._killed:
            told.set_exception(CardFailed(_("crashed every worker that it was given to, or hung")))
        except self._lost:
            told.set_exception(
                ClusterLost(
                    _("The scheduler is gone. What was filed stays; run the same again to go on.")
                )
            )
        except MemoryError:
            told.set_exception(CardFailed(_("takes more memory than the workers have")))
        except Exception as error:  # the task's own: it belongs to whoever asks for the result
            told.set_exception(error)


def _call_in_time(seconds: float, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Call a function in a worker, ending the worker when it takes too long.

    Its nanny starts another; a thread in native code could not be stopped otherwise.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - the trace of all threads is no use
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            return fn(*args, **kwargs)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _version() -> str:
    return __version__
