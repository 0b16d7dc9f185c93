"""Programs that are killed in the middle of what they do."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest


def killed(code: str, *words: Path, wait: float) -> None:
    """Run a program that does one thing over and over, and kill it in the middle."""
    child = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, *map(str, words)], stdout=subprocess.PIPE
    )
    with child:
        assert child.stdout
        child.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(wait)
        child.send_signal(signal.SIGKILL)
