"""The whole measurement of chains on archives whose right answers are known."""

import math
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import graph
from graph import EventGraph, InputError, SourceError
from graph.analysis.csr import Array, Floats
from graph.analysis.related import RelatedIndex
from graph.analysis.snapshot import Snapshot
from graph.evaluate.chain_baselines import CHAIN_BASELINES, SHORTEST, TREE, WIDEST
from graph.evaluate.chain_measure import measure_chains
from graph.evaluate.chain_truth import ChainTruth, Pair
from graph.evaluate.chains import OURS, evaluate_chains
from graph.evaluate.results import ChainEvaluation
from graph.model import EventOutline
from tests.analysis.archives import outline
from tests.evaluate.finders import Nothing, Oracle, Strangers
from tests.evaluate.stories import archive, quiet, story

FIGURES = {
    "judged", "in_story", "found", "weakest", "strong", "length", "largest_gap", "in_order", "explained", "ms_p95",
}  # fmt: skip
AHEAD = {"judged_over_shortest", "judged_over_widest", "judged_over_tree"}


def long_stories(count: int = 12, **options: Any) -> list[EventOutline]:
    """Stories of a dozen events over four months, each told in words of its own, many at a time."""
    return [
        event
        for place in range(count)
        for event in story(f"tale{place}", 3 * place, length=12, step=11, text=f"tale{place}", **options)
    ]


def figures(found: ChainEvaluation) -> dict[str, dict[str, float]]:
    """The values of the figures of each method."""
    return {method.name: {name: figure.value for name, figure in method.figures.items()} for method in found.methods}


def oracle_of(snapshot: Snapshot, kind: type[Oracle] = Oracle) -> Any:
    """What makes a method that knows the headings of an archive."""
    return partial(kind, truth=ChainTruth.of(snapshot))


def test_figures_of_one_chain_by_hand() -> None:
    days = {"a": 0, "b": 10, "c": 40, "x": 41, "d": 60, "e": 80, "f": 100}
    events = [outline(name, day, "", headings=() if name == "x" else ("s",)) for name, day in days.items()]
    events += [outline(f"o{day}", day, "", headings=("o",)) for day in range(1, 61, 10)]
    snapshot = archive(events)
    truth = ChainTruth.of(snapshot)
    row = snapshot.row

    class Wanderer(Oracle):
        def inner(self, first: int, last: int, count: int) -> Array:
            b, c, _, e = super().inner(first, last, count).tolist()
            return np.array([c, e, b, row("o51"), row("x")])

    wanderer = Wanderer(RelatedIndex.build(snapshot), truth)
    pair = Pair(row("a"), row("f"), truth.keys.index("s"))
    found = measure_chains(wanderer, wanderer, truth, [pair], quiet)
    assert {name: values.tolist() for name, values in found.values.items()} == {
        "judged": [3 / 4],
        "in_story": [3 / 5],
        "found": [1],
        "weakest": [0],
        "strong": [0],
        "length": [5],
        "largest_gap": [0.7],  # from e back to b
        "in_order": [0],
        "explained": [0.5],
    }
    assert found.ms.shape == (1,)


@pytest.mark.parametrize(("strength", "strong"), [(0.0399, 0), (0.04, 1)])
def test_a_story_is_strong_from_a_weakest_link_of_4_hundredths_on(strength: float, strong: float) -> None:
    class Even(Oracle):
        def strengths(self, sources: Array, targets: Array) -> Floats:
            return super().strengths(sources, targets) * 0 + strength

    snapshot = archive(long_stories())
    found = figures(evaluate_chains(snapshot, half="all", queries=30, finder=oracle_of(snapshot, Even)))
    assert {own["strong"] for own in found.values()} == {strong}


def test_what_knows_the_stories_keeps_to_them_and_is_ahead_of_what_does_not() -> None:
    snapshot = archive(long_stories())
    found = evaluate_chains(
        snapshot,
        half="all",
        queries=100,
        finder=oracle_of(snapshot),
        others={"strangers": oracle_of(snapshot, Strangers)},
    )
    assert (found.events, found.labelled, found.queries, found.stories) == (144, 144, 100, 12)
    assert [method.name for method in found.methods] == [*CHAIN_BASELINES, "strangers", OURS]
    values = figures(found)
    assert (values[OURS]["judged"], values[OURS]["found"], values[OURS]["in_order"]) == (1, 1, 1)
    assert (values[OURS]["weakest"], values[OURS]["strong"], values[OURS]["explained"]) == (0.5, 1, 1)
    assert (values["strangers"]["judged"], values["strangers"]["in_story"]) == (0, 0)
    assert (values["strangers"]["length"], values["strangers"]["in_order"]) == (5, 0)
    assert (values["strangers"]["weakest"], values["strangers"]["explained"]) == (0, 0)
    assert 0 < values[OURS]["in_story"] == pytest.approx(values[OURS]["length"] / 5)


def test_stories_in_words_of_their_own_are_followed_by_all_methods() -> None:
    snapshot = archive(long_stories())
    found = evaluate_chains(snapshot, half="all", queries=60, finder=oracle_of(snapshot))
    for name, own in figures(found).items():
        assert own["judged"] == own["found"] == own["explained"] == own["strong"] == 1
        assert own["weakest"] == 0.5
        assert (own["in_order"] == 1) or name == TREE
        assert 0 < own["largest_gap"] < 1
        assert own["ms_p95"] > 0


def test_differences_are_of_the_pairs_that_both_can_be_judged_for() -> None:
    snapshot = archive(long_stories())
    found = figures(evaluate_chains(snapshot, half="all", queries=60, finder=oracle_of(snapshot, Strangers)))
    assert set(found[OURS]) == FIGURES | AHEAD
    assert [found[OURS][name] for name in sorted(AHEAD)] == [-1, -1, -1]
    assert all(set(found[name]) == FIGURES for name in (SHORTEST, WIDEST, TREE))


def test_a_method_that_finds_nothing_has_no_other_figures() -> None:
    snapshot = archive(long_stories())
    found = figures(evaluate_chains(snapshot, half="all", queries=60, finder=oracle_of(snapshot, Nothing)))
    assert found[OURS] == {"found": 0, "in_story": 0, "ms_p95": pytest.approx(found[OURS]["ms_p95"])}
    assert found[SHORTEST]["found"] == 1


def test_what_only_headings_tell_is_hidden() -> None:
    silent = [event for place in range(8) for event in story(f"silent{place}", 3 * place, length=12, step=11)]
    snapshot = archive(silent)
    found = figures(evaluate_chains(snapshot, half="all", queries=60, finder=oracle_of(snapshot)))
    assert [found[name]["found"] for name in CHAIN_BASELINES] == [0, 0, 0]
    assert found[OURS]["judged"] == 1
    assert set(found[OURS]) == FIGURES  # no difference to what cannot be judged


def test_intervals_are_over_whole_stories() -> None:
    class Fickle(Oracle):
        def inner(self, first: int, last: int, count: int) -> Array:
            kind = Oracle if {first, last} <= self.stories[0] else Strangers
            return kind.inner(self, first, last, count)

    snapshot = archive(long_stories(4))
    found = evaluate_chains(snapshot, half="all", queries=120, finder=oracle_of(snapshot, Fickle))
    judged = found.methods[-1].figures["judged"]
    assert (judged.value, judged.low, judged.high) == (0.25, 0, 0.75)  # four stories tell no more than that
    assert found.methods[-1].figures["strong"].value == 0.25
    assert found.methods[-1].figures["weakest"].value == 0  # the median


def test_the_same_seed_gives_the_same_figures_and_another_one_other_pairs() -> None:
    snapshot = archive(long_stories())
    first, again, other = (
        evaluate_chains(snapshot, half="all", queries=40, seed=seed, finder=oracle_of(snapshot)).to_dict()
        for seed in (1, 1, 2)
    )
    for answer in (first, again, other):
        for method in answer["methods"]:
            assert method.pop("ms_per_query") > 0
            method["figures"].pop("ms_p95")
    assert first == again
    assert first["methods"] != other["methods"]


def test_shape_of_the_json() -> None:
    snapshot = archive(long_stories(20))
    told = evaluate_chains(snapshot, half="dev", finder=oracle_of(snapshot)).to_dict()
    assert set(told) == {"protocol", "half", "queries", "stories", "labelled", "events", "seed", "issues", "methods"}
    assert (told["protocol"], told["half"]) == ("chains: hidden headings, 5 inner events", "dev")
    for method in told["methods"]:
        assert set(method) == {"name", "figures", "ms_per_query"}
        assert set(method["figures"]) == FIGURES | (AHEAD if method["name"] == OURS else set())
        for figure in method["figures"].values():
            assert set(figure) == {"value", "low", "high"}
            assert figure["low"] <= figure["high"]
            assert not math.isnan(figure["value"])


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([], "asked about: 0, under 0 of"),
        (long_stories(1), "asked about: 20, under 1 of"),
        (story("a", 0, length=6, step=6) + story("b", 1, length=6, step=6), "asked about: 2, under 2 of"),
    ],
)
def test_too_few_pairs_are_refused_with_what_is_needed(events: list[EventOutline], words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        evaluate_chains(archive(events), half="all")
    assert "6 or more events share over 30 days or more, the two 30 days apart; it takes 20, under 2." in str(
        refusal.value
    )
    assert str(refusal.value).endswith("Load more events with headings.")


def test_a_half_that_is_too_small_points_to_the_whole() -> None:
    with pytest.raises(InputError, match=r"'dev'.*`--half all`"):
        evaluate_chains(archive(long_stories(1)), half="dev")


@pytest.mark.parametrize("bad", [{"half": "other"}, {"queries": -1}, {"seed": -1}])
def test_what_cannot_be_used_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        evaluate_chains(archive(long_stories()), **bad)


def test_a_store_is_measured_whatever_its_owner_muted(tmp_path: Path) -> None:
    told: dict[str, tuple[int, int]] = {}
    with EventGraph.open(tmp_path / "store", create=True) as g:
        g.load_sample()
        before = g.evaluate("chains", half="all", queries=30)
        g.mute("Syria")
        after = g.evaluate(
            "chains",
            half="all",
            queries=30,
            progress=lambda step, done, total: told.update({step: (done, total)}),
        )
        with pytest.raises(InputError, match="Chains know no meanings"):
            g.evaluate("chains", semantic=True)
    shown = [{name: own for name, own in figures(found)[OURS].items() if name != "ms_p95"} for found in (before, after)]
    assert shown[0] == shown[1]
    assert (before.queries, before.stories, before.events) == (30, 15, 394)
    assert shown[0]["in_order"] == shown[0]["explained"] == 1
    assert told.pop("Reading the archive") == told.pop("Linking events") == (0, 0)
    assert told == {f"Asking: {name}": (30, 30) for name in (*CHAIN_BASELINES, OURS)}


def test_an_empty_store_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with EventGraph.open(tmp_path / "store", create=True) as g, pytest.raises(graph.StoreEmptyError):
        g.evaluate("chains")
    with pytest.raises(SourceError):
        graph.evaluate_events(tmp_path / "nowhere.jsonl", "chains")
