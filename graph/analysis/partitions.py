"""Which group of now is which of before: names that last while groups grow, split and merge."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from graph.analysis.csr import Array, Ints
from graph.analysis.row_lists import NOBODY
from graph.parse.topics import normal_form

LEAST_OVERLAP = 0.2
"""Part of what two groups have together that must be in both, so that the one goes on as the other."""
_LONGEST = 60
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Partition:
    """Groups as they were: the group of each member, and how groups are called.

    Attributes
    ----------
    of : mapping of str to str
        Ids of groups by members.
    labels : mapping of str to str
        Labels by ids of groups.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        """The ids of all groups that have members, in order."""
        return sorted(set(self.of.values()))

    def numbers(self, members: Sequence[str]) -> Ints:
        """Return the number of each member's group in the order of ids, -1 for those of none."""
        places = {name: place for place, name in enumerate(self.ids)}
        return np.array([places[self.of[name]] if name in self.of else NOBODY for name in members], dtype=np.int32)


def continued(groups: Array, members: Sequence[str], before: Partition) -> dict[int, str]:
    """Return which groups go on under which ids: those with the largest overlap, each id once.

    Overlaps are relative to the members that were in groups before: however many new ones a group has, it goes on.

    Parameters
    ----------
    groups : ndarray of int, shape (members,)
        Number of each member's group, -1 for none.
    members : sequence of str
    before : Partition
        Groups as they were.

    Examples
    --------
    >>> before = Partition({"a": "x", "b": "x", "c": "y"})
    >>> continued(np.array([1, 1, 1, 0]), ["a", "b", "c", "d"], before)
    {1: 'x'}
    """
    overlaps = _overlaps(np.asarray(groups), members, before)
    found: dict[int, str] = {}
    gone_on: set[str] = set()
    for name, group in sorted(overlaps, key=lambda pair: (-overlaps[pair], pair)):
        if overlaps[name, group] >= LEAST_OVERLAP and group not in found and name not in gone_on:
            found[group] = name
            gone_on.add(name)
    return found


def _overlaps(groups: Array, members: Sequence[str], before: Partition) -> dict[tuple[str, int], float]:
    """Return the Jaccard coefficients of groups of before and of now that have members in common."""
    names, olds = before.ids, before.numbers(members)
    there = (olds != NOBODY) & (groups != NOBODY)
    keys = groups[there].astype(np.int64) * max(len(names), 1) + olds[there]
    pairs, shared = np.unique(keys, return_counts=True)
    now, then = np.divmod(pairs, max(len(names), 1))
    sizes, held = np.bincount(groups[there], minlength=1), Counter(before.of.values())
    before_sizes = np.array([held[name] for name in names], dtype=np.int64)
    shares = shared / (before_sizes[then] + sizes[now] - shared) if len(pairs) else np.zeros(0)
    found = zip(then.tolist(), now.tolist(), shares.tolist(), strict=True)
    return {(names[old], new): share for old, new, share in found}


def new_ids(names: Iterable[tuple[str, str]], taken: Collection[str]) -> Iterator[str]:
    """Yield an id for each label and the year it is of, if any: letters and digits, and a number where it is taken.

    Examples
    --------
    >>> list(new_ids([("Syria, Iraq", ""), ("Syria; Iraq", ""), ("?!", "2016")], {"syria-iraq"}))
    ['syria-iraq-2', 'syria-iraq-3', 'unnamed-2016']
    """
    used = set(taken)
    for label, year in names:
        plain = _shortened(_NO_LETTERS.sub("-", normal_form(label)).strip("-")) or "unnamed"
        stem = f"{plain}-{year}" if year else plain
        name = next(name for name in _numbered(stem) if name not in used)
        used.add(name)
        yield name


def _shortened(stem: str) -> str:
    """Return a stem cut after a whole word."""
    return stem if len(stem) <= _LONGEST else stem[: _LONGEST + 1].rpartition("-")[0] or stem[:_LONGEST]


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
