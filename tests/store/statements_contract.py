"""Every named statement, run on every store: what comes back is what its header says."""

from typing import Any

import pytest

from graph.store.base import Backend, Row, Runner
from graph.store.graph_store import GraphStore
from graph.store.statements import statement
from tests.store.scenes import picture, talks
from tests.store.statement_cases import AFTER, CASES, SEVERAL, statements_of


class _DoneError(Exception):
    """Ends a transaction without a trace."""


class StatementsContract:
    """The files of Cypher."""

    engine: str

    def test_each_statement_runs_and_gives_the_columns_of_its_header(self, store: GraphStore, backend: Backend) -> None:
        store.load_first(talks())
        assert store.search_events("truce")  # which an engine may make its index for
        before = picture(store)
        for name in sorted(set(statements_of(self.engine)) - SEVERAL):
            found, expected = statement(name), CASES[name]
            assert set(found.parameters) == set(expected), name
            given = self._tried(backend, name)
            assert all(tuple(row) == found.columns for row in given), name
            assert bool(given) == bool(found.columns), name
        assert picture(store) == before

    def _tried(self, backend: Backend, name: str) -> list[Row]:
        """Return what a statement gives, in a transaction that is taken back."""
        given: list[Any] = []

        def work(runner: Runner) -> None:
            for other in AFTER.get(name, ()):
                runner.run(statement(other).text if other in CASES else other, CASES.get(other))
            given.extend(runner.run(statement(name).text, CASES[name]))
            raise _DoneError

        with pytest.raises(_DoneError):
            backend.write(work)
        return given
