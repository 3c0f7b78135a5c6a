"""Getting data in and out of a store, and keeping what follows from it up to date."""

from collections.abc import Iterable
from pathlib import Path

from graph import upkeep
from graph.errors import InputError
from graph.facets.base import Day, Facet
from graph.ingest.files import LoadRequest, file_at
from graph.ingest.load import Progress, silent
from graph.results import CopyReport, LoadReport, RefreshReport


class Keeping(Facet):
    """Loading, refreshing, unloading, copying."""

    def load(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        format: str = "auto",  # noqa: A002 - the interface's word
        first: Day | None = None,
        last: Day | None = None,
        refresh: bool = True,
        recheck: bool = False,
        progress: Progress = silent,
    ) -> LoadReport:
        """Load pages and events; unchanged ones cost nothing, a changed page replaces its events.

        What several documents tell of one event comes together in one (`graph.parse.folding.fold`).

        Parameters
        ----------
        paths : str, Path or iterable of them
            Folders, files, archives, dumps; ``-`` is standard input.
        format : str
            ``auto`` tells by name and content; else ``portal``, ``context``, ``dump``, ``jsonl``, ``csv`` or
            ``parquet``.
        first, last : datetime.date or str, optional
            Days outside are left out.
        refresh : bool
            Bring related events up to date afterwards.
        recheck : bool
            Report the issues of unchanged pages too.
        progress : callable
            Called as ``progress(step, done, total)``; `total` is 0 when unknown.

        Returns
        -------
        LoadReport
            Counts and issues.

        Raises
        ------
        SourceError
            If a path does not exist, or nothing behind the paths could be read.
        StoreBusyError, StoreFullError
            If the store cannot be written; what it held stays.
        """
        request = LoadRequest.of(paths, format, first, last)
        return self._load(request, refresh=refresh, recheck=recheck, progress=progress)

    def load_sample(self, *, progress: Progress = silent) -> LoadReport:
        """Load the bundled sample into this store and analyse it."""
        from graph.sample import SAMPLE_ORIGIN, sample_folder

        pages = sorted(sample_folder().glob("*.txt"))
        request = LoadRequest([file_at(page, name=f"{SAMPLE_ORIGIN}/{page.name}") for page in pages], "portal")
        return self._load(request, refresh=True, recheck=False, progress=progress)

    def _load(self, request: LoadRequest, *, refresh: bool, recheck: bool, progress: Progress) -> LoadReport:
        with self._writing:
            return upkeep.load(self.url, request, self._index, refresh=refresh, recheck=recheck, progress=progress)

    def refresh(self, *, full: bool = False, progress: Progress = silent) -> RefreshReport:
        """Bring the stored related events up to date with the loaded data.

        Parameters
        ----------
        full : bool
            Compute everything again even if nothing changed.
        progress : callable
            Called as ``progress(step, done, total)``.

        Returns
        -------
        RefreshReport
            What was refreshed, how many relations the graph now has, and the time it took.
        """
        if not (full or upkeep.stale(self._store.graph.meta())):
            return RefreshReport((), self._store.graph.counts().related, 0.0)
        with self._writing:
            return upkeep.refresh(self.url, self._index, full=full, progress=progress)

    def unload(
        self, document: str | None = None, *, origin: str | None = None, progress: Progress = silent
    ) -> LoadReport:
        """Take one document, or all documents of an origin, out again, and refresh.

        Raises
        ------
        InputError
            Unless exactly one of `document` and `origin` is given.
        NotFoundError
            If nothing matches.
        """
        if (document is None) == (origin is None):
            raise InputError("Name one document, or an origin with --origin; not both and not neither.")
        with self._writing:
            return upkeep.unload(self.url, document, origin, self._index, progress=progress)

    def copy(self, to: str | Path, *, progress: Progress = silent) -> CopyReport:
        """Copy everything of this store to another one, such as from a folder to a server, or back.

        A copy that was stopped goes on when it is run again; an older copy is brought up to date.

        Parameters
        ----------
        to : str or Path
            The other store; it is made if need be.
        progress : callable
            Called as ``progress(step, done, total)``.

        Returns
        -------
        CopyReport
            What the other store holds now.

        Raises
        ------
        InputError
            If both are the same store.
        StoreError
            If the other store holds documents that this one does not have, or the two differ in the end.
        """
        return upkeep.copy(self._store, str(to), progress=progress)
