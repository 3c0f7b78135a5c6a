"""The commands for stories and clusters, on the sample, against the shapes of the interface and as people read them."""

import shutil
from pathlib import Path

import pytest

from graph import EventGraph
from tests.cli.running import ask, refused, storytrail
from tests.cli.test_asking import EVENT_KEYS
from tests.pages import write_pages

SHOT = "2015-11-24/f-16s-of-the-turkish-air-force"
STORY_KEYS = {"id", "label", "first", "last", "event_count", "topics", "events", "key_events"}
CLUSTER_KEYS = {"id", "label", "topic_count", "event_count", "parent", "topics"}


@pytest.fixture
def desk(sample_store: Path, tmp_path: Path) -> Path:
    """A store of the sample that may be written to."""
    shutil.copytree(sample_store, tmp_path / "store")
    return tmp_path / "store"


# -- shapes --------------------------------------------------------------------------------------------------


def test_stories_have_the_shape_of_the_interface(sample_store: Path) -> None:
    answer = ask("stories", "--limit", "3", store=sample_store)
    assert answer["total"] > len(answer["stories"]) == 3
    for story in answer["stories"]:
        assert {*story} == STORY_KEYS
        assert story["event_count"] == len(story["events"])
        assert story["events"][0][:10] == story["first"] <= story["last"] == story["events"][-1][:10]
        assert {*story["key_events"]} <= {*story["events"]}
        assert story["topics"]
    on = ask("stories", "--on", "2016-02-03", store=sample_store)["stories"]
    assert all(story["first"] <= "2016-02-03" <= story["last"] for story in on)
    of = ask("stories", "--topic", "greece", store=sample_store)["stories"]
    assert of == ask("stories", "--topic", "Greece", store=sample_store)["stories"] != []


def test_a_story_has_whole_events(sample_store: Path) -> None:
    story = ask("event", SHOT, store=sample_store)["story"]
    answer = ask("story", story["id"], store=sample_store)
    assert {*answer} == STORY_KEYS
    assert {*answer["events"][0]} == EVENT_KEYS
    assert {event["story"]["id"] for event in answer["events"]} == {story["id"]}
    assert any(event["id"].startswith(SHOT) for event in answer["events"])


def test_clusters_have_the_shape_of_the_interface(sample_store: Path) -> None:
    themes, regions = (ask("clusters", "--level", level, store=sample_store) for level in ("1", "2"))
    assert [{*themes}, themes["level"], regions["level"]] == [{"level", "clusters"}, 1, 2]
    for cluster in (*themes["clusters"], *regions["clusters"]):
        assert {*cluster} == CLUSTER_KEYS
        assert {*cluster["topics"][0]} == {"id", "label", "share"}
    ids = {cluster["id"] for cluster in themes["clusters"]}
    assert {cluster["parent"] for cluster in themes["clusters"]} == {None}
    assert {cluster["parent"] for cluster in regions["clusters"]} <= ids
    one = ask("cluster", regions["clusters"][0]["id"], store=sample_store)
    assert {*one} == CLUSTER_KEYS | {"level", "regions", "stories"}
    assert len(one["topics"]) == one["topic_count"]
    assert {*one["stories"][0]} == STORY_KEYS


def test_clusters_of_a_year_have_changes(sample_store: Path) -> None:
    answer = ask("clusters", "--year", "2015", store=sample_store)
    assert (answer["year"], answer["year_before"]) == (2015, 2014)
    before = {each["id"] for each in ask("clusters", "--year", "2014", store=sample_store)["clusters"]}
    for cluster in answer["clusters"]:
        assert {*cluster} == CLUSTER_KEYS | {"change", "from"}
        assert cluster["change"] in ("new", "continued", "split", "merged")
        assert (cluster["from"] == []) == (cluster["change"] == "new")
        assert {*cluster["from"]} <= before
    assert {*answer["ended"]} <= before
    one = ask("cluster", answer["clusters"][0]["id"], store=sample_store)
    assert one["change"] == answer["clusters"][0]["change"]


def test_a_topic_tells_its_clusters_and_stories(sample_store: Path) -> None:
    answer = ask("topic", "Greece", store=sample_store)
    assert [cluster["level"] for cluster in answer["clusters"]] == [1, 2]
    assert answer["stories"][0]["shared"] <= answer["stories"][0]["event_count"]
    printed = storytrail("topic", "Greece", store=sample_store).stdout
    assert f"in the clusters: {answer['clusters'][0]['label']} (" in printed
    assert f"story: {answer['stories'][0]['label']}, {answer['stories'][0]['first']} to" in printed
    event = storytrail("event", SHOT, store=sample_store).stdout
    assert f"story: {ask('event', SHOT, store=sample_store)['story']['label']}  (" in event


# -- for people ----------------------------------------------------------------------------------------------


def test_stories_for_people(sample_store: Path) -> None:
    found = ask("stories", "--limit", "2", store=sample_store)
    printed = storytrail("stories", "--limit", "2", store=sample_store).stdout
    total = found["total"]
    assert printed.startswith(f"The 2 largest of {total} stories; --on DATE shows those of a day, --topic TOPIC")
    for story in found["stories"]:
        assert f"\n\n{story['label']}\n    " in printed
        assert f", {story['event_count']} events: " in printed
        assert f"\n    {story['id']}\n" in printed
    everything = storytrail("stories", "--limit", "1000", store=sample_store).stdout
    assert everything.startswith(f"{total} stories, the largest first; --on DATE")
    of_both = storytrail("stories", "--on", "2016-02-03", "--topic", "Russia", store=sample_store).stdout
    assert " under way on 3 February 2016 that tell" in of_both.splitlines()[0]


def test_a_story_for_people_marks_its_key_events(sample_store: Path) -> None:
    story = ask("stories", "--limit", "1", store=sample_store)["stories"][0]
    shown = ask("story", story["id"], store=sample_store)["events"]
    lines = storytrail("story", story["id"], store=sample_store).stdout.splitlines()
    assert lines[0] == story["label"]
    marks = {event["id"]: "*" if event["id"] in story["key_events"] else " " for event in shown}
    told = [f"{event['date']} {marks[event['id']]} {event['text']}" for event in shown]
    assert lines[-len(told) :] == told


def test_clusters_of_a_year_for_people(sample_store: Path) -> None:
    labels = {
        cluster["id"]: cluster["label"]
        for year in ("2015", "2016")
        for cluster in ask("clusters", "--year", year, store=sample_store)["clusters"]
    }
    answer = ask("clusters", "--year", "2016", store=sample_store)
    printed = storytrail("clusters", "--year", "2016", store=sample_store).stdout
    words = {"new": "new in 2016", "continued": "goes on", "split": "split from “", "merged": "merged from “"}
    for cluster in answer["clusters"]:
        assert f"{cluster['label']}\n    {words[cluster['change']]}" in printed
        if cluster["change"] == "merged":
            assert f"merged from {' and '.join(f'“{labels[name]}”' for name in cluster['from'])}" in printed
    ended = printed.partition("These of 2015 ended\n")[2]
    assert [line.strip() for line in ended.splitlines()] == [labels[name] for name in answer["ended"]]
    first = storytrail("clusters", "--year", "2011", store=sample_store).stdout.splitlines()[0]
    assert first.endswith("all are new, because the archive begins in 2011.")


def test_clusters_for_people(sample_store: Path) -> None:
    themes, regions = (ask("clusters", "--level", level, store=sample_store)["clusters"] for level in ("1", "2"))
    printed = storytrail("clusters", store=sample_store).stdout
    assert printed.startswith(f"{len(themes)} themes (topics that are told of together), the largest first. --level 2")
    assert f"{themes[0]['topic_count']} topics, {themes[0]['event_count']} events: " in printed
    inner = storytrail("clusters", "--level", "2", store=sample_store).stdout
    theme = next(each for each in themes if each["id"] == regions[0]["parent"])
    assert f"\n\n{regions[0]['label']}\n    in the theme {theme['label']}\n" in inner
    one = storytrail("cluster", theme["id"], store=sample_store).stdout
    assert f"A theme: {theme['topic_count']} topics" in one
    share, label = theme["topics"][0]["share"], theme["topics"][0]["label"]
    assert f"{100 * share:5.1f} %  {'█' * 20}  {label}\n" in one
    assert f"    {regions[0]['label']}  ({regions[0]['topic_count']} topics" in one
    small = storytrail("cluster", regions[0]["id"], store=sample_store).stdout
    assert f"A region in {theme['label']}: " in small


# -- slips ---------------------------------------------------------------------------------------------------


def test_unknown_and_ambiguous_names(sample_store: Path) -> None:
    assert refused("story", "atlantis", store=sample_store)[0] == "not-found"
    assert refused("cluster", "atlantis", store=sample_store)[0] == "not-found"
    assert refused("stories", "--topic", "Nowhere Land", store=sample_store)[0] == "not-found"
    assert refused("stories", "--on", "yesterday", store=sample_store)[0] == "bad-input"
    assert "it has 2011-2012" in refused("clusters", "--year", "1066", store=sample_store)[1]
    ids = [story["id"] for story in ask("stories", "--limit", "100", store=sample_store)["stories"]]
    several = next(name[:2] for name in ids if sum(other.startswith(name[:2]) for other in ids) > 1)
    code, message = refused("story", several, store=sample_store)
    assert (code, f"\n  {several}" in message) == ("ambiguous", True)
    assert storytrail("clusters", "--level", "3", store=sample_store).exit_code == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--on", "1999-01-01"), "No story was under way on 1 January 1999; `storytrail day`"),
        (("--topic", "Boeing 777", "--on", "1999-01-01"), "No story about Boeing 777 was under way on 1 January 1999"),
    ],
)
def test_no_story_says_what_to_do_next(sample_store: Path, options: tuple[str, ...], said: str) -> None:
    answer = storytrail("stories", *options, store=sample_store)
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert said in answer.stderr


def test_stories_that_are_out_of_date_are_noted(desk: Path, tmp_path: Path) -> None:
    story = ask("stories", store=desk)["stories"][0]["id"]
    assert storytrail("stories", store=desk).stderr == ""
    ask("load", write_pages(tmp_path / "pages"), "--no-refresh", store=desk)
    noted = "{} are out of date; `storytrail refresh` brings them up to date.\n"
    for command in (("stories",), ("story", story), ("timeline", "--story", story), ("turning-points",)):
        assert storytrail(*command, "--json", store=desk).stderr == noted.format("Stories")
    assert storytrail("clusters", store=desk).stderr == noted.format("Clusters")
    assert storytrail("clusters", "--year", "2016", store=desk).stderr == ""
    ask("refresh", store=desk)
    assert storytrail("stories", store=desk).stderr == ""


def test_stories_that_were_never_found_are_noted(tmp_path: Path) -> None:
    ask("load", write_pages(tmp_path / "pages"), "--no-refresh", store=tmp_path / "store")
    answer = storytrail("stories", store=tmp_path / "store")
    assert "No stories have been found yet; `storytrail refresh` finds them." in answer.stderr
    assert "No clusters have been found yet" in storytrail("clusters", store=tmp_path / "store").stderr


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with EventGraph.open(tmp_path / "store", create=True):
        pass
    assert refused("stories", store=tmp_path / "store")[0] == "store-empty"
    assert refused("clusters", store=tmp_path / "store")[0] == "store-empty"


def test_a_store_without_groups_says_so(tmp_path: Path) -> None:
    events = tmp_path / "events.jsonl"
    events.write_text('{"date": "2015-05-04", "text": "Botanists describe a new orchid."}\n', encoding="utf-8")
    ask("load", events, store=tmp_path / "store")
    for command, said in (("stories", "There are no stories: too few events"), ("clusters", "No themes: too few")):
        answer = storytrail(command, store=tmp_path / "store")
        assert (answer.exit_code, answer.stdout) == (0, "")
        assert said in answer.stderr
        assert ask(command, store=tmp_path / "store")[command] == []
    assert ask("clusters", "--year", "2015", store=tmp_path / "store")["clusters"] == []


def test_muted_topics_are_left_out_and_said(desk: Path) -> None:
    ask("mute", "Greece", store=desk)
    theme = ask("topic", "Greece", store=desk)["clusters"][0]["id"]
    for command in (("stories",), ("clusters",), ("clusters", "--year", "2015"), ("cluster", theme)):
        answer = storytrail(*command, "--json", store=desk)
        assert answer.stderr == "Muted topics left out: Greece.\n"
        assert '"label": "Greece"' not in answer.stdout
