"""The commands for chains, on the sample, against the shapes of the interface."""

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ask, refused, storytrail
from tests.cli.test_asking import EVENT_KEYS

SHOT, LAVROV = "2015-11-24/f-16s-of-the-turkish-air-force", "2016-02-03/air-strikes-will-go-on"
QUAKE, NEXT_QUAKE = "2011-03-11/a-magnitude-9-0-quake", "2015-04-25/the-ground-shakes"
LINK_KEYS = {"from", "to", "strength", "days", "reasons", "summary"}
SAVED_KEYS = {"name", "from", "to", "saved", "revision", "settings", "events", "strengths"}


@pytest.fixture
def desk(sample_store: Path, tmp_path: Path) -> Path:
    """A store of the sample that may be written to."""
    shutil.copytree(sample_store, tmp_path / "store")
    return tmp_path / "store"


def words(text: str) -> str:
    """A text with all white space made one blank, as boxes and wrapping may break it."""
    return " ".join(text.replace("│", " ").split())


def inner(answer: Any) -> list[str]:
    """Ids of the events between the ends of the first chain."""
    return [event["id"] for event in answer["chains"][0]["events"][1:-1]]


def test_a_chain_has_the_shape_of_the_interface(sample_store: Path) -> None:
    answer = ask("chain", SHOT, LAVROV, store=sample_store)
    assert set(answer) == {"from", "to", "found", "message", "chains", "muted"}
    assert answer["found"] is True
    assert 1 < len(answer["chains"]) <= 3
    seen: set[str] = set()
    for chain in answer["chains"]:
        assert set(chain) == {"events", "links", "strength", "weakest"}
        events, links = chain["events"], chain["links"]
        assert (events[0]["id"], events[-1]["id"]) == (answer["from"]["id"], answer["to"]["id"])
        assert all(set(event) == EVENT_KEYS for event in events)
        assert not seen & {event["id"] for event in events[1:-1]}
        seen |= {event["id"] for event in events[1:-1]}
        dates = [dt.date.fromisoformat(event["date"]) for event in events]
        assert dates == sorted(set(dates))
        assert len(links) == len(events) - 1
        for link, one, other in zip(links, events, events[1:], strict=False):
            assert set(link) == LINK_KEYS
            assert (link["from"], link["to"]) == (one["id"], other["id"])
            assert link["days"] == (dt.date.fromisoformat(other["date"]) - dt.date.fromisoformat(one["date"])).days
            assert sum(reason["weight"] for reason in link["reasons"]) == pytest.approx(link["strength"], rel=1e-4)
            assert link["summary"]
        strengths = [link["strength"] for link in links]
        assert chain["strength"] == min(strengths) == strengths[chain["weakest"]]


def test_options_reach_the_search(sample_store: Path) -> None:
    plain = ask("chain", SHOT, LAVROV, store=sample_store)
    assert len(ask("chain", SHOT, LAVROV, "-k", "1", store=sample_store)["chains"]) == 1
    assert len(inner(ask("chain", SHOT, LAVROV, "--length", "2", store=sample_store))) == 2
    without = ask("chain", SHOT, LAVROV, "--exclude", inner(plain)[0], "--exclude", inner(plain)[1], store=sample_store)
    assert not set(inner(plain)[:2]) & {event["id"] for chain in without["chains"] for event in chain["events"]}
    late = ask("chain", SHOT, LAVROV, "--from", "2015-12-01", "--to", "2016-01-31", store=sample_store)
    assert inner(late)
    assert all("2015-12-01" <= event <= "2016-02" for event in inner(late))
    topic = plain["chains"][0]["links"][0]["reasons"][0]["label"]
    muted = ask("chain", SHOT, LAVROV, "--mute", topic, "--weak", store=sample_store)
    assert muted["muted"] == [topic]
    labels = [reason["label"] for chain in muted["chains"] for link in chain["links"] for reason in link["reasons"]]
    assert labels
    assert topic not in labels


def test_people_read_a_chain_from_top_to_bottom(sample_store: Path) -> None:
    answer = ask("chain", SHOT, LAVROV, store=sample_store)
    lines = storytrail("chain", SHOT, LAVROV, store=sample_store).stdout.splitlines()
    assert lines[0] == answer["message"]
    told = iter(lines[1:])
    for number, chain in enumerate(answer["chains"]):
        assert next(told) == ""
        if number:
            assert next(told) == f"Another way, weakest link {chain['strength']:.2f}"
        for place, event in enumerate(chain["events"]):
            assert next(told) == f"{event['date']}  {event['text']}"
            if place < len(chain["links"]):
                link = chain["links"][place]
                mark = "weakest, " if place == chain["weakest"] else ""
                days = f"{link['days']} day{'s' * (link['days'] > 1)}"
                assert next(told) == f"{' ' * 12}{link['strength']:.2f}  {mark}{days}: {link['summary']}"
    assert list(told) == []


def test_a_chain_as_markdown(sample_store: Path) -> None:
    answer = ask("chain", SHOT, LAVROV, store=sample_store)
    text = storytrail("chain", SHOT, LAVROV, "--format", "markdown", store=sample_store).stdout
    assert text.startswith("# From “F-16s of the Turkish Air Force")
    assert all(f"- **{event['date']}** " in text for event in answer["chains"][0]["events"])
    assert text.count("**weakest link**") == len(answer["chains"])
    assert text.rstrip().endswith("[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)")
    assert f"]({answer['from']['page_url']})" in text


@pytest.mark.parametrize("direction", ["back", "forward"])
def test_one_event_has_steps_that_led_to_it_or_followed(sample_store: Path, direction: str) -> None:
    answer = ask("chain", SHOT, "--direction", direction, store=sample_store)
    assert set(answer) == {"from", "direction", "message", "tree", "muted"}
    assert answer["direction"] == direction
    assert answer["from"]["id"].startswith(SHOT)
    assert answer["tree"]["event"] == answer["from"]
    steps = answer["tree"]["steps"]
    assert steps
    for step in steps:
        assert set(step) == {"link", "node"}
        assert set(step["link"]) == LINK_KEYS
        ends = step["link"]["from"], step["link"]["to"]
        assert ends[direction == "back"] == answer["from"]["id"]
        assert ends[direction == "forward"] == step["node"]["event"]["id"]
    if direction == "back":
        assert ask("chain", SHOT, store=sample_store) == answer
    printed = storytrail("chain", SHOT, "--direction", direction, store=sample_store).stdout.splitlines()
    root = printed.index(f"{answer['from']['date']}  {answer['from']['text']}")
    assert printed[0] == answer["message"]
    step, deeper = steps[0], steps[0]["node"]["steps"][0]
    assert printed[root + 1] == f"    {step['node']['event']['date']}  {step['node']['event']['text']}"
    assert printed[root + 2].startswith(f"{' ' * 16}{step['link']['strength']:.2f}  ")
    assert printed[root + 2].endswith(step["link"]["summary"])
    assert printed[root + 3] == f"        {deeper['node']['event']['date']}  {deeper['node']['event']['text']}"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((SHOT, SHOT), "bad-input", "both ends are 2015-11-24/f-16s"),
        ((SHOT, "2011-01-01/no-such-thing"), "not-found", "storytrail search"),
        (("2011-01-01/no-such-thing",), "not-found", "storytrail search"),
        ((SHOT, "2016-02-03"), "ambiguous", "name one of them"),
        ((SHOT, LAVROV, "--length", "0"), "bad-input", "From 1 to 20 events"),
        ((SHOT, LAVROV, "--from", "2016-01-01", "--to", "2015-01-01"), "bad-input", "swap them"),
        ((SHOT, LAVROV, "--from", "May"), "bad-input", "no date"),
        ((SHOT, LAVROV, "--mute", "Xylophone Union"), "not-found", "no topic"),
        ((SHOT, LAVROV, "--exclude", "2011-01-01/no"), "not-found", "No event"),
        ((SHOT, LAVROV, "--exclude", LAVROV), "bad-input", "among the events left out"),
        ((SHOT, LAVROV, "--save", " "), "bad-input", "got none"),
        ((QUAKE, LAVROV, "--save", "x"), "bad-input", "Nothing is saved as 'x'. No "),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(
    sample_store: Path, arguments: tuple[str, ...], code: str, said: str
) -> None:
    found, message = refused("chain", *arguments, store=sample_store)
    assert (found, said.lower() in message.lower()) == (code, True), message


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((QUAKE, LAVROV), "too little in common"),
        ((SHOT, "2015-11-24/ahmet-davutoglu"), "Both events are of 2015-11-24"),
        ((SHOT, LAVROV, "--from", "2012-01-01", "--to", "2012-12-31"), "widen the bounds"),
        ((SHOT, LAVROV, "--from", "2017-01-01"), "No day from 2017-01-01 on lies between the events"),
        ((SHOT, LAVROV, "--to", "2010-01-01"), "No day until 2010-01-01 lies between the events"),
    ],
)
def test_no_strong_story_link_is_an_answer(sample_store: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = ask("chain", *arguments, store=sample_store)
    assert (answer["found"], answer["chains"]) == (False, [])
    assert said in answer["message"]
    printed = storytrail("chain", *arguments, store=sample_store)
    assert printed.exit_code == 0
    assert printed.stdout == f"{answer['message']}\n"
    markdown = storytrail("chain", *arguments, "--format", "markdown", store=sample_store).stdout
    assert len(markdown.splitlines()) == 3  # a title and the sentence


def test_nothing_between_and_everything_muted(sample_store: Path) -> None:
    next_day = "2015-11-25/russia-will-guard"
    straight = ask("chain", SHOT, next_day, store=sample_store)
    assert len(straight["chains"]) == 1
    assert inner(straight) == []
    assert "No event between" in straight["message"]
    event = ask("event", SHOT, store=sample_store)
    mute = [word for topic in event["topics"] for word in ("--mute", topic["label"])]
    silent = ask("chain", SHOT, LAVROV, *mute, store=sample_store)
    assert (silent["found"], silent["muted"]) == (False, [topic["label"] for topic in event["topics"]])
    assert "muted" in silent["message"]


def test_the_later_event_may_be_named_first(sample_store: Path) -> None:
    plain = ask("chain", SHOT, LAVROV, store=sample_store)
    turned = ask("chain", LAVROV, SHOT, store=sample_store)
    assert turned["message"].startswith("The second event is the earlier one")
    assert turned["message"].endswith(plain["message"])
    assert (turned["from"], turned["to"], turned["chains"]) == (plain["from"], plain["to"], plain["chains"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((SHOT, LAVROV, "--direction", "back"), "--direction is for one event alone"),
        ((SHOT, LAVROV, "--replace"), "--replace goes with --save"),
        ((SHOT, LAVROV, "-k", "0"), "-k"),
        ((SHOT, "-k", "3"), "-k is for a chain between two events"),
        ((SHOT, "--length", "3"), "--length is for"),
        ((SHOT, "--length", "0"), "--length is for"),
        ((SHOT, "--from", "2015-01-01"), "--from is for"),
        ((SHOT, "--to", "2015-01-01"), "--to is for"),
        ((SHOT, "--weak"), "--weak is for"),
        ((SHOT, "--save", ""), "--save is for"),
        ((SHOT, "--replace"), "--replace is for"),
        ((SHOT, "--format", "markdown"), "--format markdown is for"),
        ((SHOT, "--direction", "up"), "--direction"),
        ((), "EVENT"),
    ],
)
def test_options_without_a_meaning_are_wrong_usage(sample_store: Path, arguments: tuple[str, ...], said: str) -> None:
    result = storytrail("chain", *arguments, store=sample_store)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in words(result.stderr)


def test_what_led_here_without_an_event(sample_store: Path) -> None:
    whole = ask("chain", SHOT, store=sample_store)
    first = whole["tree"]["steps"][0]["node"]["event"]["id"]
    fewer = ask("chain", SHOT, "--exclude", first, store=sample_store)
    assert first not in json.dumps(fewer)
    refused = storytrail("chain", SHOT, "--exclude", SHOT, store=sample_store)
    assert refused.exit_code == 1
    assert "among those left out" in words(refused.stderr)


def test_a_chain_is_saved_listed_shown_rerun_and_deleted(desk: Path) -> None:
    answer = storytrail("chain", SHOT, LAVROV, "--length", "3", "--save", "the Su-24", "--json", store=desk)
    assert json.loads(answer.stdout) == ask("chain", SHOT, LAVROV, "--length", "3", store=desk)
    assert "storytrail chains rerun 'the Su-24'" in answer.stderr
    best = json.loads(answer.stdout)["chains"][0]
    listed = ask("chains", "list", store=desk)
    assert listed["unreadable"] == []
    shown = ask("chains", "show", "the Su-24", store=desk)
    assert listed["chains"] == [shown]
    assert set(shown) == SAVED_KEYS
    assert shown["settings"]["length"] == 3
    assert shown["events"] == [{"id": event["id"], "text": event["text"]} for event in best["events"]]
    again = ask("chains", "rerun", "the Su-24", store=desk)
    assert set(again) == {"from", "to", "found", "message", "chains", "muted", "name", "changed"}
    assert (again["name"], again["changed"], again["chains"][0]) == ("the Su-24", [], best)
    assert refused("chain", SHOT, LAVROV, "--save", "the Su-24", store=desk)[0] == "bad-input"
    ask("chain", SHOT, LAVROV, "--save", "the Su-24", "--replace", store=desk)
    assert ask("chains", "show", "the Su-24", store=desk)["settings"]["length"] is None
    assert ask("chains", "delete", "the Su-24", store=desk) == {"name": "the Su-24"}
    assert ask("chains", "list", store=desk) == {"chains": [], "unreadable": []}


def test_saved_chains_for_people(desk: Path) -> None:
    assert "--save NAME" in storytrail("chains", "list", store=desk).stderr
    best = ask("chain", SHOT, LAVROV, "--length", "3", "--save", "Su-24", store=desk)["chains"][0]
    listed = storytrail("chains", "list", store=desk).stdout
    today = dt.datetime.now(tz=dt.UTC).date()
    assert listed.splitlines()[0] == f"Su-24  (saved {today})"
    assert all(event["text"] in listed for event in (best["events"][0], best["events"][-1]))
    shown = storytrail("chains", "show", "Su-24", store=desk).stdout
    places = [shown.index(f"{event['id']}\n  {event['text']}\n") for event in best["events"]]
    assert places == sorted(places)
    assert f"{best['strength']:.2f}  weakest" in shown
    assert "events between: 3" in shown
    again = storytrail("chains", "rerun", "Su-24", store=desk).stdout
    assert again.startswith(f"Su-24, saved {today}\nNothing has changed since.\n\nA chain of ")
    ask("unload", f"portal/{best['events'][2]['date']}", store=desk)
    changed = storytrail("chains", "rerun", "Su-24", store=desk).stdout.splitlines()
    assert changed[1].startswith("- ")
    assert any(line.startswith("- No longer in the store: “") for line in changed)
    assert storytrail("chains", "delete", "Su-24", store=desk).stdout == "Deleted: Su-24\n"


@pytest.mark.parametrize("command", ["show", "rerun", "delete"])
def test_an_unknown_saved_chain(sample_store: Path, command: str) -> None:
    code, message = refused("chains", command, "nothing", store=sample_store)
    assert (code, "storytrail chains list" in message) == ("not-found", True)


def test_a_muted_topic_is_said(desk: Path) -> None:
    ask("mute", "NATO", store=desk)
    for arguments in ((SHOT, LAVROV), (SHOT,)):
        told = storytrail("chain", *arguments, store=desk)
        assert "Muted topics left out: NATO." in told.stderr
