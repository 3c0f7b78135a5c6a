"""Runners over one state of a graph, for the backends to hand out."""

from collections.abc import Callable

from graph.store.base import Params, Row

Rows = Callable[[str, Params | None], list[Row]]


class Reading:
    """Runs statements on one state of the graph."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def run(self, cypher: str, params: Params | None = None) -> list[Row]:
        """Run one statement."""
        return self._rows(cypher, params)


class Writing(Reading):
    """Runs statements in a transaction and remembers whether one failed."""

    failed = False

    def run(self, cypher: str, params: Params | None = None) -> list[Row]:
        """Run one statement; unless it succeeds, `failed` is true from then on."""
        before, self.failed = self.failed, True
        rows = self._rows(cypher, params)
        self.failed = before
        return rows
