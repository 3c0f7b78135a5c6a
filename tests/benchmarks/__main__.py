"""Print the table of benchmarks: ``uv run python -m tests.benchmarks [NAME ..]``."""

import sys
from importlib import import_module

from rich.console import Console
from rich.table import Table

NAMES = (
    "parsing",
    "store",
    "reload",
    "day",
    "neo4j",
    "lists",
    "pruning",
    "related",
    "stored",
    "chains",
    "clusters",
    "stories",
    "help",
)


def main(names: list[str]) -> None:
    """Measure the named benchmarks, or all of them."""
    table = Table("no.", "benchmark", "ratio", "target", "met", "from")
    for name in names or NAMES:
        measured = import_module(f"tests.benchmarks.bench_{name}").measure()
        for figure in measured if isinstance(measured, list) else [measured]:
            met = "yes" if figure.met else "no"
            table.add_row(figure.number, figure.name, f"{figure.ratio:.3g}", figure.target, met, figure.detail)
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
