"""The simpler methods on the real day pages do as well as a script of the protocol measured, written on its own."""

import numpy as np
import pytest

from graph.analysis.snapshot import Snapshot
from graph.evaluate.baselines import BASELINES, PLAIN, SEED
from graph.evaluate.measure import measure
from graph.evaluate.truth import Half, Truth
from tests.corpus import corpus_folder
from tests.evaluate.stories import quiet
from tests.parse.real import all_pages

pytestmark = pytest.mark.corpus

MEASURED: dict[tuple[Half, str], tuple[float, float, float]] = {
    ("dev", SEED): (0.178, 0.259, 0.131),
    ("held", SEED): (0.127, 0.197, 0.107),
    ("held", "BM25"): (0.181, 0.294, 0.122),
    ("held", PLAIN): (0.373, 0.517, 0.233),
}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """The archive of all day pages."""
    outlines = (event.outline() for page in all_pages(corpus_folder()).values() for event in page)
    return Snapshot.from_outlines(outlines)


@pytest.mark.parametrize(("half", "name"), MEASURED)
def test_figures_of_simpler_methods(snapshot: Snapshot, half: Half, name: str) -> None:
    truth = Truth.of(snapshot)
    queries = truth.queries(half)
    found = measure(BASELINES[name](snapshot.without_headings()), truth, queries, quiet).values
    means = [float(np.nanmean(found[view])) for view in ("full", "cond", "far")]
    assert means == pytest.approx(MEASURED[half, name], abs=0.01)
    assert len(queries) > 1500
