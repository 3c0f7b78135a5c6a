"""A load that is killed and run again leaves the graph of one that was not; ``python -m tests.killing`` does more."""

import random

import pytest

from tests.killing import KINDS, Killer, make_pages


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Killer:
    folder = tmp_path_factory.mktemp("killing")
    rng = random.Random()
    return Killer(folder, make_pages(folder / "made", 24, rng), rng, often=20, refresh=False)


@pytest.mark.parametrize("kills", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_load_goes_on_as_if_nothing_had_happened(killer: Killer, kind: str, kills: int) -> None:
    outcome = killer.run(kind, kills)
    assert not outcome.differing, str(outcome)
