"""Methods that find groups, set beside each other on the events that can be judged."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.evaluate.agreement import adjusted_mutual_information, b_cubed
from graph.evaluate.jackknife import Jackknife
from graph.evaluate.results import EvaluatedMethod
from graph.evaluate.rivals import LOUVAIN

OURS, VISIBLE = "Storytrail", "Storytrail, headings visible"
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Groups of the judged events as a method found them: one array for stories, two for themes and regions."""

    groups: Sequence[Array]
    ms: float


def timed(task: Callable[[], Made]) -> tuple[Made, float]:
    """Return what a task makes, and in how many milliseconds."""
    started = time.perf_counter()
    made = task()
    return made, 1000 * (time.perf_counter() - started)


def story_figures(headings: Array, groups: Sequence[Array]) -> dict[str, float]:
    """Return how far stories agree with headings."""
    precision, recall, f1 = b_cubed(headings, groups[0])
    ami = adjusted_mutual_information(headings, groups[0])
    return {"precision": precision, "recall": recall, "f1": f1, "ami": ami}


def cluster_figures(headings: Array, groups: Sequence[Array]) -> dict[str, float]:
    """Return how far themes and regions agree with headings."""
    themes, regions = (adjusted_mutual_information(headings, level) for level in groups)
    return {"themes": themes, "regions": regions}


def compared(
    found: Mapping[str, Found],
    headings: Array,
    measure: Callable[[Array, Sequence[Array]], dict[str, float]],
    over: Sequence[str],
    seed: int,
) -> tuple[EvaluatedMethod, ...]:
    """Measure methods on the same events, with intervals.

    Parameters
    ----------
    found : mapping of str to Found
        By the names of the methods; networkx Louvain is one of them.
    headings : ndarray of int, shape (judged,)
    measure : callable
        Takes headings and groups of some events, and returns figures by name.
    over : sequence of str
        Figures of which Storytrail's difference to Louvain is told.
    seed : int
    """
    parts = Jackknife.of(headings, seed)
    values = {name: _values(parts, headings, one.groups, measure) for name, one in found.items()}
    differences = {
        f"{figure}_over_louvain": Jackknife.estimate(values[OURS][figure] - values[LOUVAIN][figure]) for figure in over
    }
    return tuple(
        EvaluatedMethod(
            name,
            {figure: Jackknife.estimate(column) for figure, column in columns.items()}
            | (differences if name == OURS else {}),
            found[name].ms,
        )
        for name, columns in values.items()
    )


def _values(
    parts: Jackknife,
    headings: Array,
    groups: Sequence[Array],
    measure: Callable[[Array, Sequence[Array]], dict[str, float]],
) -> dict[str, Floats]:
    def figures(places: Array) -> dict[str, float]:
        return measure(headings[places], [level[places] for level in groups])

    names = tuple(figures(np.arange(len(headings))))
    columns = parts.values(lambda places: np.array([*figures(places).values()])).T
    return dict(zip(names, columns, strict=True))
