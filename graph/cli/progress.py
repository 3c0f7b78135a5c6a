"""Progress on stderr for people; silence when nobody is looking."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str, int, int], None]


def _silent(step: str, done: int, total: int) -> None:
    """Show nothing."""


def rate(done: int, seconds: float) -> str:
    """Say how many are done, and how many a second.

    Examples
    --------
    >>> rate(1200, 4.0), rate(0, 0.0)
    ('1,200 (300/s)', '')
    """
    if not done:
        return ""
    return f"{done:,} ({done / seconds:,.0f}/s)" if seconds else f"{done:,}"


@contextmanager
def progress() -> Iterator[Report]:
    """Show steps as bars on stderr while the block runs, if stderr is a terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total or None, told="")
            task = bars.tasks[bars.task_ids.index(tasks[step])]
            bars.update(task.id, completed=done, total=total or None, told=rate(done, task.elapsed or 0.0))

        yield report
