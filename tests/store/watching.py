"""A backend that notes which statements of the store ran, with what parameters and columns."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from graph.store.base import Backend, Done, EdgeTable, NodeTable, Params, Row, Runner, TextFilter
from graph.store.embedded import EmbeddedBackend
from graph.store.statements import statement

Seen = dict[str, tuple[set[str], set[str]]]


def shared_statements() -> list[str]:
    """Return the names of all statements that backends share."""
    folder = files("graph.store").joinpath("cypher")
    return sorted(file.name.removesuffix(".cypher") for file in folder.iterdir() if file.name.endswith(".cypher"))


class Watched:
    """Passes everything on to a backend and notes it in `seen`: name -> (parameters, columns)."""

    def __init__(self, backend: Backend, seen: Seen) -> None:
        self._inner = backend
        self._seen = seen
        self._names = {statement(name).text: name for name in shared_statements()}

    @property
    def engine(self) -> str:
        return self._inner.engine

    def reads(self, engine: str) -> bool:
        return self._inner.reads(engine)

    def create_schema(self, rules: Sequence[str]) -> None:
        self._inner.create_schema(rules)

    def _note(self, cypher: str, params: Params | None, found: list[Row]) -> list[Row]:
        name = self._names.get(cypher)
        # a statement with columns gives none while it finds nothing
        if name is not None and (found or not statement(name).columns):
            self._seen[name] = (set(params or ()), set(found[0]) if found else set())
        return found

    def run(self, cypher: str, params: Params | None = None, *, write: bool = False) -> list[Row]:
        return self._note(cypher, params, self._inner.run(cypher, params, write=write))

    def reserve(self) -> None:
        self._inner.reserve()

    @contextmanager
    def reading(self) -> Iterator[Runner]:
        with self._inner.reading() as runner:
            yield _Noting(self, runner)

    def write(self, work: Callable[[Runner], Done]) -> Done:
        return self._inner.write(lambda runner: work(_Noting(self, runner)))

    def console(
        self, cypher: str, params: Params, *, limit: int, timeout_s: float
    ) -> tuple[list[str], list[list[Any]]]:
        return self._inner.console(cypher, params, limit=limit, timeout_s=timeout_s)

    def full_text(self, words: Sequence[str], limit: int, keep: TextFilter) -> list[tuple[str, float]]:
        return self._inner.full_text(words, limit, keep)

    def publish(self) -> None:
        self._inner.publish()

    def close(self, *, publish: bool = True) -> None:
        self._inner.close(publish=publish)


class WatchedLoader(Watched):
    """The same, of a backend that takes whole tables."""

    def __init__(self, backend: EmbeddedBackend, seen: Seen) -> None:
        super().__init__(backend, seen)
        self._loader = backend

    def bulk_load(self, schema: Sequence[str], nodes: Sequence[NodeTable], edges: Sequence[EdgeTable]) -> None:
        self._loader.bulk_load(schema, nodes, edges)

    def add_edges(self, edges: EdgeTable) -> None:
        self._loader.add_edges(edges)


class _Noting:
    def __init__(self, watched: Watched, runner: Runner) -> None:
        self._watched = watched
        self._runner = runner

    def run(self, cypher: str, params: Params | None = None) -> list[Row]:
        return self._watched._note(cypher, params, self._runner.run(cypher, params))
