"""Runners over one state of a graph, for the backends to hand out."""

from collections.abc import Callable

from graph.errors import QueryError
from graph.store.base import Done, Params, Row, Runner

Rows = Callable[[str, Params | None], list[Row]]


class Reading:
    """Runs statements on one state of the graph."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def run(self, cypher: str, params: Params | None = None) -> list[Row]:
        """Run one statement."""
        return self._rows(cypher, params)


class Writing(Reading):
    """Runs the statements of a transaction; one that fails spoils all, even if its error is caught."""

    failed = False

    def do(self, work: Callable[[Runner], Done]) -> Done:
        """Do the work of the transaction.

        Raises
        ------
        QueryError
            If a statement failed and the work went on all the same; the transaction is to be rolled back.
        """
        done = work(self)
        if self.failed:
            raise QueryError("A statement of the transaction failed, so that nothing of it is kept.")
        return done

    def run(self, cypher: str, params: Params | None = None) -> list[Row]:
        """Run one statement; unless it succeeds, `failed` is true from then on."""
        before, self.failed = self.failed, True
        rows = self._rows(cypher, params)
        self.failed = before
        return rows
