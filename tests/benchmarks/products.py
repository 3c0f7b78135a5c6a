"""The sparse product that all lists of related events need: what every event shares with every other, best fifty."""

from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from graph.analysis.scoring import Scorer

CHUNK = 256
KEPT = 50


def product(scorer: Scorer) -> int:
    """Multiply the telling terms of all events by those of all others, chunk by chunk; return how many are kept.

    Terms that very many events have are left out as the method leaves them out. What is shared is divided by the power
    of the lengths and of the days between, and the best of each event are kept.
    """
    cells = scorer.terms.weights
    telling = ~scorer.common[cells.indices]
    rows, columns, weights = cells.row_numbers()[telling], cells.indices[telling], cells.data[telling]
    shape = (cells.rows, cells.columns)
    asking = csr_array((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
    posted = csr_array((weights, (columns, rows)), shape=shape[::-1])
    totals = np.maximum(scorer.terms.totals, 1.0)
    scale = (totals**-scorer.settings.length_power).astype(np.float32)
    decay, kept = scorer.decay.astype(np.float32), 0
    for start in range(0, cells.rows, CHUNK):
        found = asking[start : start + CHUNK] @ posted
        days = np.repeat(scorer.days[start : start + CHUNK], np.diff(found.indptr))
        scores = found.data * scale[found.indices] * decay[np.abs(scorer.days[found.indices] - days)]
        for first, last in pairwise(found.indptr.tolist()):
            kept += len(_best(scores[first:last]))
    return kept


def _best(scores: np.ndarray[tuple[int], np.dtype[np.float32]]) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.argpartition(scores, -KEPT)[-KEPT:] if len(scores) > KEPT else np.arange(len(scores))
