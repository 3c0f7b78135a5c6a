"""The lists as they are served: do all entries have reasons, do any rest on hubs, does a list say one thing twice."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from scipy import sparse

from graph.analysis.related import RelatedIndex
from graph.analysis.settings import RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.evaluate.baselines import Table, word_table
from graph.evaluate.results import ListQuality
from graph.evaluate.truth import Rows
from graph.model import Reason

VAGUE = frozenset({"similar", "time", "category"})
TITLES = frozenset({"heading", "topic"})
_TOLD_EVERY = 50
_ROUNDING = 1e-6


def list_quality(
    snapshot: Snapshot,
    index: RelatedIndex,
    settings: RelatedSettings,
    rows: Rows,
    told: Callable[[int, int], None],
) -> ListQuality:
    """Look at the lists of some events.

    Parameters
    ----------
    snapshot : Snapshot
        The archive.
    index : RelatedIndex
        Its index.
    settings : RelatedSettings
        What a hub is, and how alike texts that say the same are.
    rows : ndarray of int, shape (any,)
        Rows of the events to look at.
    told : callable
        Called now and then with the number of events done and of all.
    """
    vectors, hubs = _unit_rows(word_table(snapshot)), hub_names(snapshot, settings)
    tally: Counter[str] = Counter()
    for place, row in enumerate(rows.tolist()):
        found = index.related(row)
        tally.update(_counts([entry.reasons for entry in found], hubs))
        tally["lists"] += bool(found)
        tally["twins"] += says_twice(vectors, [snapshot.row(entry.target) for entry in found], settings.same_text)
        if (place + 1) % _TOLD_EVERY == 0 or place + 1 == len(rows):
            told(place + 1, len(rows))
    return ListQuality(
        events=len(rows),
        entries=tally["entries"],
        empty=_share(len(rows) - tally["lists"], len(rows)),
        explained=_share(tally["explained"], tally["entries"]),
        vague=_share(tally["vague"], tally["entries"]),
        hub_only=_share(tally["hub_only"], tally["entries"]),
        near_duplicates=_share(tally["twins"], tally["lists"]),
    )


def _counts(why: Sequence[Sequence[Reason]], hubs: frozenset[str]) -> dict[str, int]:
    """Count the entries of a list by what their reasons are like."""
    return {
        "entries": len(why),
        "explained": sum(map(bool, why)),
        "vague": sum(bool(reasons) and all(reason.kind in VAGUE for reason in reasons) for reasons in why),
        "hub_only": sum(rests_on_hubs(reasons, hubs) for reasons in why),
    }


def hub_names(snapshot: Snapshot, settings: RelatedSettings) -> frozenset[str]:
    """Return the ids, and the labels of unlinked headings, that stand in or above the texts of very many events."""
    names = sorted({*snapshot.topic_ids, *snapshot.heading_keys})
    place = {name: number for number, name in enumerate(names)}
    parts = ((snapshot.topics, snapshot.topic_ids), (snapshot.headings, snapshot.heading_keys))
    cells = [
        np.array([place[key] for key in keys], dtype=np.int64)[part.indices] * len(snapshot) + part.row_numbers()
        for part, keys in parts
    ]
    counts = np.bincount(np.unique(np.concatenate(cells)) // max(len(snapshot), 1), minlength=len(names))
    limit = settings.most_events(settings.hub_share, len(snapshot))
    return frozenset(
        snapshot.labels[name] if name in snapshot.unlinked else name
        for name, count in zip(names, counts.tolist(), strict=True)
        if count > limit
    )


def rests_on_hubs(reasons: Sequence[Reason], hubs: frozenset[str]) -> bool:
    """Tell whether reasons name hubs and nothing more specific."""
    named = [reason for reason in reasons if reason.kind not in VAGUE]
    return bool(named) and all(reason.kind in TITLES and (reason.id or reason.label) in hubs for reason in named)


def says_twice(vectors: Table, rows: Sequence[int], same_text: float) -> bool:
    """Tell whether two of some texts have a cosine above a limit; `vectors` have length 1."""
    chosen = vectors[list(rows)]
    cosines = np.triu((chosen @ chosen.T).toarray(), 1)
    return bool((cosines > same_text + _ROUNDING).any())


def _unit_rows(weights: Table) -> Table:
    lengths = np.sqrt(weights.multiply(weights).sum(axis=1))
    scale = sparse.diags_array(1 / np.where(lengths > 0, lengths, 1))
    return (scale @ weights).tocsr()


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
