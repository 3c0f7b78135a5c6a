"""Tables of measured figures with their intervals."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from graph.evaluate.results import Estimate


def table(name: str, *columns: str) -> "Table":
    """Return a table with a name and figures in each row; where it is narrow an interval goes below its value."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    made.add_column(name, no_wrap=True)
    for column in columns:
        made.add_column(column, justify="right")
    return made


def cell(figure: "Estimate | None", sign: str = "", digits: int = 3) -> str:
    """Return a figure with its interval, or a dash for none."""
    if figure is None:
        return "-"
    value, low, high = (f"{number:{sign}.{digits}f}" for number in (figure.value, figure.low, figure.high))
    return f"{value} {low}..{high}"


def percent(figure: "Estimate | None") -> str:
    """Return a share in per cent, or a dash for none."""
    return "-" if figure is None else f"{100 * figure.value:.1f} %"
