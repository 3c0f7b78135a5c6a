"""A graph file as a process holds it: what was published last, once, however many of its stores are open.

Readers share an immutable snapshot. The writer, of whom there is one at a time, takes the graph out, changes it in its
place, and gives it back when all of it is published, so that nobody reads from disk what the process has just
written. What another process publishes is seen by the file.
"""

import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from graph.errors import StoreDamagedError
from graph.store.engine_errors import WAY_OUT, store_error

# what changes with a file when any process publishes
Stamp = tuple[int, int]
_HELD: WeakValueDictionary[Path, "PublishedGraph"] = WeakValueDictionary()
_HELD_LOCK = threading.Lock()


class PublishedGraph:
    """The newest state of one graph file that this process knows.

    Parameters
    ----------
    path : Path
        The file.
    load : callable
        Gives the engine's graph of the file. What it raises leaves what is held as it was.
    """

    def __init__(self, path: Path, load: Callable[[Path], Any]) -> None:
        self._path = path
        self._load = load
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._snapshot: Any = None
        self._graph: Any = None

    def stamp(self) -> Stamp | None:
        """Return the stamp of the file as it is now; None without one.

        Raises
        ------
        StoreDamagedError
            If a folder stands in its place.
        """
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise store_error(error, self._path.parent) from error
        if stat.S_ISDIR(status.st_mode):
            raise StoreDamagedError(
                f"A folder stands in the place of the graph's file {self._path}; move it away, then {WAY_OUT}."
            )
        return status.st_mtime_ns, status.st_ino

    def snapshot(self) -> Any:
        """Return an immutable snapshot of what any process published last.

        Raises
        ------
        StoreDamagedError
            If there is no file.
        """
        with self._lock:
            self._catch_up()
            return self._snapshot

    def take(self) -> tuple[Any, Stamp]:
        """Return the graph that was published last, for whoever has the writer's lease to change, and its stamp.

        It is not held any more, nor is its snapshot, of which the engine would make copies when the graph changes.
        Who reads meanwhile loads the file.

        Raises
        ------
        StoreDamagedError
            If there is no file.
        """
        with self._lock:
            stamp, graph = self._catch_up(), self._graph
            self._stamp = self._graph = self._snapshot = None
            return graph, stamp

    def give_back(self, graph: Any, stamp: Stamp) -> None:
        """Hold the writer's graph, which is as it was published with that stamp and is changed no more."""
        with self._lock:
            self._hold(stamp, graph)

    def _catch_up(self) -> Stamp:
        """Hold what was published last, and return its stamp."""
        stamp = self._present()
        if stamp != self._stamp:
            self._hold(stamp, self._load(self._path))
        return stamp

    def _hold(self, stamp: Stamp, graph: Any) -> None:
        self._stamp, self._graph, self._snapshot = stamp, graph, graph.freeze()

    def _present(self) -> Stamp:
        stamp = self.stamp()
        if stamp is None:
            raise StoreDamagedError(f"The store {self._path.parent} has lost its graph file; {WAY_OUT}.")
        return stamp


def published(path: Path, load: Callable[[Path], Any]) -> PublishedGraph:
    """Return what this process holds of a graph file, for as long as anybody refers to it."""
    place = path.absolute()
    with _HELD_LOCK:
        held = _HELD.get(place)
        if held is None:
            held = _HELD[place] = PublishedGraph(path, load)
        return held
