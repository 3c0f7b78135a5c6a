"""Files of a person's own are known by their names: two of one name must not take each other's events out."""

from pathlib import Path

from graph.ingest.items import Complete, prefix_of
from graph.model import Document, Issue
from graph.store.folder import OpenStore


class Namesakes:
    """Knows the files that own events were read from, those of the store and those of this load.

    Parameters
    ----------
    store : OpenStore
        The store that is loaded into.
    """

    def __init__(self, store: OpenStore) -> None:
        self._store = store
        self._owners: dict[str, str] = {}
        self._told: set[tuple[str, str]] = set()

    def is_foreign(self, item: Document | Complete) -> bool:
        """Tell whether an item is of a file whose name another file has that is loaded already and still there."""
        if isinstance(item, Document) and item.format != "events":
            return False
        prefix, origin = _file_of(item)
        if prefix not in self._owners:
            origins = self._store.graph.origins_below(prefix)
            self._owners[prefix] = next((other for other in origins if _is_another(other, origin)), origin)
        return _is_another(self._owners[prefix], origin)

    def issue(self, item: Document | Complete) -> Issue | None:
        """Return what is said of the file of a foreign item; None if it has been said."""
        prefix, origin = _file_of(item)
        if (prefix, origin) in self._told:
            return None
        self._told.add((prefix, origin))
        owner = self._owners[prefix]
        message = (
            f"Its events would replace those of {owner}, which has the same name; rename one of the two, or take the "
            f"other out with `storytrail unload --origin {owner}`."
        )
        return Issue(origin, 0, "same-name", message)


def _file_of(item: Document | Complete) -> tuple[str, str]:
    if isinstance(item, Complete):
        return item.prefix, item.origin
    return prefix_of(item), item.origin


def _is_another(owner: str, origin: str) -> bool:
    """Tell whether two names are of two files; one that is not there any more was moved."""
    if owner == origin:
        return False
    one, other = _file_on_disk(owner), _file_on_disk(origin)
    return one is not None and (other is None or not one.samefile(other))


def _file_on_disk(name: str) -> Path | None:
    """Return the file of this name, or the archive that it is a member of; None when there is none."""
    path = Path(name)
    return next((place for place in (path, *path.parents) if place.is_file()), None)
