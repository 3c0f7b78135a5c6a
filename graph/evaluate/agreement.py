"""How far groups that were found agree with those that editors made, or with those found another time."""

from typing import NamedTuple

import numpy as np

from graph.analysis.csr import Array


class BCubed(NamedTuple):
    """Precision, recall and their harmonic mean, each above 0 and up to 1."""

    precision: float
    recall: float
    f1: float


def b_cubed(truth: Array, found: Array) -> BCubed:
    """Return how far groups agree with the true ones, judged item by item [1]_ [2]_.

    Precision is the part of an item's group that is truly of its kind, recall the part of its kind that is in its
    group, the item itself among them; both are means over all items.

    Parameters
    ----------
    truth, found : ndarray of int, shape (items,)
        Number of each item's true group and of the one it was put in; at least one item.

    References
    ----------
    .. [1] A. Bagga and B. Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space Model",
       COLING-ACL 1998.
    .. [2] E. Amigó, J. Gonzalo, J. Artiles and F. Verdejo, "A comparison of extrinsic clustering evaluation metrics
       based on formal constraints", Information Retrieval 12 (4), 2009.

    Examples
    --------
    >>> import numpy as np
    >>> b_cubed(np.array([0, 0, 1]), np.array([5, 5, 5]))
    BCubed(precision=0.5555555555555556, recall=1.0, f1=0.7142857142857143)
    """
    _, kinds, kind_sizes = np.unique(truth, return_inverse=True, return_counts=True)
    _, groups, sizes = np.unique(found, return_inverse=True, return_counts=True)
    cells, common = np.unique(kinds.astype(np.int64) * len(sizes) + groups, return_counts=True)
    kind, group = np.divmod(cells, len(sizes))
    precision = float((common**2 / sizes[group]).sum() / len(kinds))
    recall = float((common**2 / kind_sizes[kind]).sum() / len(kinds))
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))


def adjusted_mutual_information(truth: Array, found: Array) -> float:
    """Return the mutual information of two ways to group items: 1 for the same, 0 for what chance brings [1]_.

    References
    ----------
    .. [1] N. X. Vinh, J. Epps and J. Bailey, "Information Theoretic Measures for Clusterings Comparison", Journal of
       Machine Learning Research 11, 2010.
    """
    from sklearn.metrics import adjusted_mutual_info_score

    return float(adjusted_mutual_info_score(truth, found))


def adjusted_rand(one: Array, other: Array) -> float:
    """Return in how many pairs of items two ways to group them agree: 1 for all, 0 for what chance brings [1]_.

    References
    ----------
    .. [1] L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2, 1985.
    """
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(one, other))
