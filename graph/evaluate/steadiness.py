"""Whether groups stay what they are: from seed to seed, without some events, and when a month is added."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.partitions import Partition
from graph.analysis.stories import alone
from graph.evaluate.agreement import adjusted_rand
from graph.evaluate.group_results import Kept

LARGE = 10
"""Groups of more members are asked for again by their ids."""


def alike(found: Sequence[Array]) -> float:
    """Return the mean adjusted Rand index of all pairs of ways to group the same members; those of none are alone."""
    pairs = combinations([alone(groups) for groups in found], 2)
    return float(np.mean([adjusted_rand(one, other) for one, other in pairs]))


def alike_in_common(names: Sequence[str], groups: Array, others: Sequence[str], other_groups: Array) -> float:
    """Return the adjusted Rand index of two ways to group the members that both know."""
    _, one, other = np.intersect1d(list(names), list(others), assume_unique=True, return_indices=True)
    return alike([groups[one], other_groups[other]]) if len(one) else 1.0


def kept(before: Partition, now: Partition) -> Kept | None:
    """Return which parts of the large groups of before go on with their ids, and with their labels too.

    Returns
    -------
    Kept or None
        None where there was no large group.
    """
    sizes = Counter(before.of.values())
    large = [name for name, size in sizes.items() if size > LARGE]
    if not large:
        return None
    there = [name for name in large if name in now.labels]
    same = [name for name in there if now.labels[name] == before.labels[name]]
    return Kept(len(large), len(there) / len(large), len(same) / len(large))
