"""The whole measurement of stories and clusters on archives whose right answers are known."""

import json
from pathlib import Path
from typing import Any

import pytest

import graph
from graph import EventGraph, InputError, SourceError
from graph.analysis.group_settings import StorySettings
from graph.evaluate.clusters import LEIDEN, evaluate_clusters
from graph.evaluate.group_measure import OURS, VISIBLE
from graph.evaluate.group_results import GroupEvaluation, Kept, WholeEvaluation
from graph.evaluate.related import evaluate_related
from graph.evaluate.rivals import GREEDY, LOUVAIN
from graph.evaluate.stories import evaluate_stories
from graph.evaluate.whole import PARTS, evaluate_whole
from graph.model import EventOutline
from tests.analysis.archives import outline
from tests.evaluate.stories import archive, telling_stories

STORY_FIGURES = {"precision", "recall", "f1", "ami"}
ROUNDS = 12
PLACES = 4


def told_apart(count: int = 8) -> list[EventOutline]:
    """Affairs of a dozen events over a year, each of topics and in words of its own, under a heading of its own."""
    return [
        outline(
            f"affair{number}-{turn:02}",
            25 * turn + 3 * number,
            f"affair{number} goes on in town{number} with case{number} q{turn}",
            topics=[f"place {number}-{(turn + step) % PLACES}" for step in range(2)],
            headings=(f"heading {number}",),
        )
        for number in range(count)
        for turn in range(ROUNDS)
    ]


def figures(found: GroupEvaluation) -> dict[str, dict[str, float]]:
    """The values of the figures of each method."""
    return {method.name: {name: figure.value for name, figure in method.figures.items()} for method in found.methods}


@pytest.fixture(scope="module")
def stories() -> GroupEvaluation:
    """Stories told apart."""
    return evaluate_stories(archive(told_apart()), half="all")


@pytest.fixture(scope="module")
def clusters() -> GroupEvaluation:
    """Clusters of topics told apart."""
    return evaluate_clusters(archive(told_apart()), half="all")


def test_planted_stories_are_found_by_all_that_look_for_them(stories: GroupEvaluation) -> None:
    values = figures(stories)
    assert list(values) == [LOUVAIN, GREEDY, OURS, VISIBLE]
    assert {name: values[OURS][name] for name in STORY_FIGURES} == dict.fromkeys(STORY_FIGURES, pytest.approx(1))
    assert values[VISIBLE] == dict.fromkeys(STORY_FIGURES, pytest.approx(1))
    assert values[GREEDY]["f1"] == pytest.approx(1)
    assert values[OURS]["f1_over_louvain"] == pytest.approx(1 - values[LOUVAIN]["f1"])
    assert values[OURS]["ami_over_louvain"] == pytest.approx(1 - values[LOUVAIN]["ami"])
    assert (stories.events, stories.labelled, stories.queries, stories.stories) == (96, 96, 96, 8)


def test_planted_stories_stay_what_they_are(stories: GroupEvaluation) -> None:
    (steady,) = stories.steadiness
    assert (steady.name, steady.groups, steady.seeds, steady.removed) == ("stories", 8, 1, 1)
    assert (stories.month, stories.added) == ("2016-06", 8)
    assert steady.joined == steady.anew == Kept(8, 1, 1)
    assert stories.peaks is not None
    assert stories.peaks.peaks == ()


def test_planted_clusters_are_found_and_stay(clusters: GroupEvaluation) -> None:
    values = figures(clusters)
    assert list(values) == [LOUVAIN, GREEDY, LEIDEN, OURS, VISIBLE]
    assert values[OURS]["themes"] == values[VISIBLE]["themes"] == pytest.approx(1)
    assert set(values[OURS]) == {"themes", "regions", "themes_over_louvain", "regions_over_louvain"}
    assert set(values[LEIDEN]) == {"themes", "regions"}
    themes, regions = clusters.steadiness
    assert (themes.name, themes.groups, themes.seeds, themes.removed) == ("themes", 8, 1, 1)
    assert regions.name == "regions"
    assert clusters.peaks is None
    assert clusters.queries == 96


def test_headings_that_say_nothing_are_not_agreed_with() -> None:
    names = [f"heading {place % 8}" for place in range(96)]
    mixed = [
        outline(event.id, event.date.toordinal() - told_apart()[0].date.toordinal(), event.text,
                topics=event.topic_ids, headings=(name,))
        for event, name in zip(told_apart(), names, strict=True)
    ]  # fmt: skip
    found = figures(evaluate_stories(archive(mixed), half="all"))
    assert abs(found[OURS]["ami"]) < 0.15
    assert found[OURS]["f1"] < 0.3


def test_settings_are_those_asked_for() -> None:
    found = evaluate_stories(archive(told_apart()), half="all", settings=StorySettings(density=50.0))
    assert found.steadiness[0].groups == 0
    assert figures(found)[OURS]["precision"] == 1
    assert figures(found)[OURS]["recall"] == pytest.approx(1 / ROUNDS)


def test_a_half_is_judged_by_its_own_headings_and_the_same_is_found_again(stories: GroupEvaluation) -> None:
    halves = [evaluate_stories(archive(told_apart()), half=half) for half in ("held", "dev")]
    assert sum(half.queries for half in halves) == stories.queries
    assert sum(half.stories for half in halves) == stories.stories
    again = evaluate_stories(archive(told_apart()), half="all")
    assert figures(again) == figures(stories)
    assert again.steadiness == stories.steadiness


def test_the_json_has_the_shape_of_the_interface(stories: GroupEvaluation, clusters: GroupEvaluation) -> None:
    for found in (stories, clusters):
        told = json.loads(json.dumps(found.to_dict()))
        assert (told["half"], told["queries"], told["stories"], told["seed"]) == ("all", 96, 8, 0)
        assert told["protocol"].startswith(("stories: hidden headings", "clusters: hidden headings"))
        for method in told["methods"]:
            assert set(method) == {"name", "figures", "ms_per_query"}
            assert all(one["low"] <= one["value"] <= one["high"] for one in method["figures"].values())
        assert {"name", "groups", "seeds", "removed", "joined", "anew"} == set(told["steadiness"][0])
    assert "peaks" in stories.to_dict()
    assert "peaks" not in clusters.to_dict()


def test_topics_that_no_other_event_has_cannot_be_clustered() -> None:
    with pytest.raises(InputError, match="Too few events with a topic that others have can be judged: 0"):
        evaluate_clusters(archive(telling_stories()), half="all")


@pytest.mark.parametrize("measure", [evaluate_stories, evaluate_clusters])
def test_what_cannot_be_used_is_refused(measure: Any) -> None:
    for bad in ({"half": "other"}, {"seed": -1}):
        with pytest.raises(InputError):
            measure(archive(told_apart()), **bad)
    with pytest.raises(InputError, match="judged: 0, under 0 of"):
        measure(archive([]))


def test_all_events_of_one_month_are_measured_but_for_what_a_month_adds() -> None:
    events = [
        outline(f"{name}-{day}", day, f"{name} q{day % 5}", topics=(name,), headings=(name,))
        for name in ("aden", "lahij", "taiz")
        for day in range(12)
    ]
    found = evaluate_stories(archive(events), half="all")
    assert (found.month, found.added) == ("", 0)
    assert found.steadiness[0].joined is found.steadiness[0].anew is None
    assert found.to_dict()["steadiness"][0]["joined"] is None


def test_what_cannot_be_measured_stands_as_an_error_beside_the_rest() -> None:
    related = evaluate_related(archive(telling_stories()), half="all", queries=20)

    def measure(what: str) -> Any:
        if what != "related":
            raise InputError(f"No {what} here.")
        return related

    found = evaluate_whole(measure)
    assert tuple(found.parts) == PARTS
    told = found.to_dict()
    assert told["related"] == related.to_dict()
    assert told["stories"] == {"error": {"code": "bad-input", "message": "No stories here."}}

    def nothing(what: str) -> Any:
        raise InputError(f"No {what} here.")

    with pytest.raises(InputError, match="No related here"):
        evaluate_whole(nothing)


def test_a_store_is_measured_whatever_its_owner_muted(tmp_path: Path) -> None:
    steps: set[str] = set()
    with EventGraph.open(tmp_path / "store", create=True) as g:
        g.load([graph.sample_folder()], refresh=False)
        before = g.evaluate("stories", half="all")
        g.mute("Syria")
        after = g.evaluate("stories", half="all", progress=lambda step, *_: steps.add(step))
        with pytest.raises(InputError, match="Stories know no meanings"):
            g.evaluate("stories", semantic=True)
        with pytest.raises(InputError, match="Clusters are measured on all events at once"):
            g.evaluate("clusters", queries=10)
        with pytest.raises(InputError, match="'weather' cannot be measured; use related, chains, clusters, stories or"):
            g.evaluate("weather")
    assert figures(before) == figures(after)
    assert (before.events, before.queries, before.stories) == (394, 247, 33)
    assert {"Reading the archive", "Finding stories", f"Finding stories: {LOUVAIN}"} <= steps


def test_an_empty_store_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with EventGraph.open(tmp_path / "store", create=True) as g, pytest.raises(graph.StoreEmptyError):
        g.evaluate("clusters")
    with pytest.raises(SourceError):
        graph.evaluate_events(tmp_path / "nowhere.jsonl", "all")


def test_all_is_measured_on_a_file(tmp_path: Path) -> None:
    rows = [
        {"date": f"{event.date}", "text": event.text, "topics": list(event.topic_ids), "headings": list(event.headings)}
        for event in told_apart()
    ]
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), "no event"]), encoding="utf-8")
    found = graph.evaluate_events(path, "all", half="all", queries=30)
    assert isinstance(found, WholeEvaluation)
    assert found.issues == 1
    told = found.to_dict()
    assert list(told) == ["related", "chains", "clusters", "stories"]
    assert all(told[name]["events"] == 96 for name in told)
    assert [told[name]["queries"] for name in told] == [30, 30, 96, 96]
