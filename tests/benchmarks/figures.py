"""What a benchmark gives: a ratio, what it is held against, and the times behind it."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes
    ----------
    number : str
        Number of the benchmark in the interface.
    name : str
        What was measured.
    ratio : float
        The figure.
    target : str
        What it should be, as "<= 2".
    detail : str
        The times it was made from.
    """

    number: str
    name: str
    ratio: float
    target: str
    detail: str

    @property
    def met(self) -> bool:
        """Whether the ratio meets the target."""
        sign, _, bound = self.target.partition(" ")
        return self.ratio <= float(bound) if sign == "<=" else self.ratio >= float(bound)


def seconds(task: Callable[[], object]) -> float:
    """Run a task once and return the wall-clock seconds it took."""
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def paired(one: Callable[[], object], other: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """Run two tasks in turn; return the median ratio one/other and the median seconds of each."""
    pairs = [(seconds(one), seconds(other)) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    return ratio, statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
