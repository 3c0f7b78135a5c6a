"""The commands that ask, on the sample, against the shapes of the interface."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import ask, refused, storytrail

LAVROV = "2016-02-03/air-strikes-will-go-on"
EVENT_KEYS = {
    "id",
    "date",
    "text",
    "category",
    "headings",
    "topics",
    "sources",
    "excerpt",
    "cover_url",
    "page_url",
    "story",
}
ENTRY_KEYS = {"id", "date", "text", "score", "days", "when", "reasons", "summary"}


def test_status_counts_the_sample(sample_store: Path) -> None:
    status = ask("status", store=sample_store)
    assert set(status) == {
        "store",
        "engine",
        "version",
        "revision",
        "events",
        "topics",
        "sources",
        "stories",
        "clusters",
        "first",
        "last",
        "stale",
    }
    assert 300 <= status["events"] <= 400
    assert status["first"].startswith("2011-")
    assert status["last"].startswith("2016-")
    assert status["stale"] == []


def test_event_by_prefix_has_every_key(sample_store: Path) -> None:
    event = ask("event", LAVROV, store=sample_store)
    assert set(event) == EVENT_KEYS | {"given_related", "document"}
    assert event["date"] == "2016-02-03"
    assert "Russian military intervention in the Syrian Civil War" in event["headings"]
    assert "Sergey Lavrov" in {topic["label"] for topic in event["topics"]}
    assert event["sources"][0].keys() == {"url", "publisher", "domain"}
    assert event["sources"][0]["domain"] == "yahoo.com"
    assert event["document"]["id"] == "portal/2016-02-03"
    assert event["document"]["licence"].startswith("CC BY-SA")


def test_event_by_its_words(sample_store: Path) -> None:
    whole = ask("event", LAVROV, store=sample_store)
    assert ask("event", whole["text"], store=sample_store)["id"] == whole["id"]


def test_a_bare_date_is_ambiguous_and_lists_ids(sample_store: Path) -> None:
    code, message = refused("event", "2016-02-03", store=sample_store)
    assert code == "ambiguous"
    assert LAVROV in message


@pytest.mark.parametrize("command", ["event", "related"])
def test_an_unknown_event_is_said_with_a_way_out(sample_store: Path, command: str) -> None:
    code, message = refused(command, "2016-02-03/no-such-thing", store=sample_store)
    assert code == "not-found"
    assert "storytrail search" in message


def test_related_has_entries_with_reasons_that_add_up(sample_store: Path) -> None:
    answer = ask("related", LAVROV, store=sample_store)
    assert answer["event"]["date"] == "2016-02-03"
    assert len(answer["related"]) == 10
    scores = [entry["score"] for entry in answer["related"]]
    assert scores == sorted(scores, reverse=True)
    for entry in answer["related"] + answer["same_day"]:
        assert set(entry) == ENTRY_KEYS
        assert entry["reasons"]
        assert sum(reason["weight"] for reason in entry["reasons"]) == pytest.approx(entry["score"], rel=1e-4)
        weights = [reason["weight"] for reason in entry["reasons"]]
        assert weights == sorted(weights, reverse=True)
        assert entry["summary"]
        days = (dt.date.fromisoformat(entry["date"]) - dt.date(2016, 2, 3)).days
        assert entry["days"] == days
        assert entry["when"] == ("same_day" if not days else "before" if days < 0 else "after")


def test_related_before_after_and_far(sample_store: Path) -> None:
    before = ask("related", LAVROV, "--when", "before", store=sample_store)["related"]
    after = ask("related", LAVROV, "--when", "after", store=sample_store)["related"]
    far = ask("related", LAVROV, "--far", "30", store=sample_store)["related"]
    assert before
    assert {entry["when"] for entry in before} == {"before"}
    assert {entry["when"] for entry in after} == {"after"}
    assert all(abs(entry["days"]) > 30 for entry in far)


def test_stored_and_computed_lists_are_the_same(sample_store: Path) -> None:
    stored = ask("related", LAVROV, store=sample_store)
    computed = ask("related", LAVROV, "--limit", "11", store=sample_store)
    assert [e["id"] for e in computed["related"][:10]] == [e["id"] for e in stored["related"]]
    for one, other in zip(stored["related"], computed["related"], strict=False):
        assert [(r["kind"], r["label"]) for r in one["reasons"]] == [(r["kind"], r["label"]) for r in other["reasons"]]
        assert one["score"] == pytest.approx(other["score"], rel=1e-4)


def test_muting_a_topic_for_one_question_takes_it_out_of_the_reasons(sample_store: Path) -> None:
    plain = ask("related", LAVROV, store=sample_store)
    reasons = [reason for entry in plain["related"] for reason in entry["reasons"]]
    topic = next(reason["label"] for reason in reasons if reason["kind"] == "topic")
    muted = ask("related", LAVROV, "--mute", topic, store=sample_store)
    assert muted["muted"] == [topic]
    assert topic not in {reason["label"] for entry in muted["related"] for reason in entry["reasons"]}


def test_search_finds_events_and_topics(sample_store: Path) -> None:
    found = ask("search", "Nepal earthquake", store=sample_store)
    assert any("Nepal" in event["text"] for event in found["events"])
    assert all(event["score"] > 0 for event in found["events"])
    assert set(found["events"][0]) == EVENT_KEYS | {"score"}
    assert any("Nepal" in topic["label"] for topic in found["topics"])
    assert set(found["topics"][0]) == {"id", "label", "aliases", "event_count"}


def test_search_filters(sample_store: Path) -> None:
    hits = ask("search", "Syria", "--kind", "events", "--from", "2016-01-01", "--to", "2016-03-31", store=sample_store)
    assert hits["events"]
    assert hits["topics"] == []
    assert all("2016-01-01" <= event["date"] <= "2016-03-31" for event in hits["events"])
    lavrov = ask("search", "Russia", "--topic", "sergey lavrov", store=sample_store)["events"]
    assert all("Sergey Lavrov" in {topic["label"] for topic in event["topics"]} for event in lavrov)
    yahoo = ask("search", "Russia", "--source", "yahoo.com", store=sample_store)["events"]
    assert yahoo
    assert all("yahoo.com" in {source["domain"] for source in event["sources"]} for event in yahoo)


@pytest.mark.parametrize("text", ["C++ (", "foo/bar", "AND", "", "*", '"', "🙂"])
def test_search_takes_any_text(sample_store: Path, text: str) -> None:
    assert set(ask("search", text, store=sample_store)) == {"events", "topics", "muted"}


def test_topic_by_any_spelling(sample_store: Path) -> None:
    view = ask("topic", "sergey_Lavrov", store=sample_store)
    assert view["topic"]["label"] == "Sergey Lavrov"
    assert set(view) >= {"topic", "events", "co_occurring", "clusters", "stories"}
    assert view["topic"]["event_count"] == len(view["events"])
    dates = [event["date"] for event in view["events"]]
    assert dates == sorted(dates, reverse=True)
    assert (view["topic"]["first"], view["topic"]["last"]) == (dates[-1], dates[0])
    assert view["co_occurring"][0].keys() == {"id", "label", "event_count"}


def test_an_unknown_topic(sample_store: Path) -> None:
    code, message = refused("topic", "Xylophone Union of Nowhere", store=sample_store)
    assert code == "not-found"
    assert "--kind topics" in message


def test_day_has_neighbours(sample_store: Path) -> None:
    day = ask("day", "2016-02-03", store=sample_store)
    assert set(day) == {"date", "previous", "next", "events"}
    assert day["previous"] < "2016-02-03" < day["next"]
    assert ask("day", day["next"], store=sample_store)["previous"] == "2016-02-03"
    assert any(event["id"].startswith(LAVROV) for event in day["events"])


def test_a_bad_date(sample_store: Path) -> None:
    code, message = refused("day", "3 February", store=sample_store)
    assert code == "bad-input"
    assert "2016-02-03" in message


def test_query_in_three_formats(sample_store: Path) -> None:
    cypher = "MATCH (e:Event) WHERE e.date >= $first RETURN e.id AS id, e.date AS date ORDER BY id"
    arguments = ("query", cypher, "-p", "first=2016-12-01", "--limit", "2")
    rows = ask(*arguments, store=sample_store)
    assert set(rows) == {"columns", "rows", "truncated", "elapsed_ms"}
    assert rows["columns"] == ["id", "date"]
    assert len(rows["rows"]) == 2
    assert rows["truncated"] is True
    assert all(row[1] >= "2016-12-01" for row in rows["rows"])
    text = storytrail(*arguments, "--format", "csv", store=sample_store).stdout
    assert list(csv.reader(io.StringIO(text)))[1:] == rows["rows"]
    assert json.loads(storytrail(*arguments, "--format", "json", store=sample_store).stdout)["rows"] == rows["rows"]
    table = storytrail(*arguments, store=sample_store)
    assert rows["rows"][0][1] in table.stdout
    assert "--limit" in table.stderr


def test_query_from_stdin(sample_store: Path) -> None:
    result = storytrail("query", "-", "--json", store=sample_store, stdin="MATCH (e:Event) RETURN count(*) AS n")
    assert json.loads(result.stdout)["rows"][0][0] >= 300


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (e:Event) DETACH DELETE e",
        "CREATE (x:Event {id: 'a'})",
        "RETURN 1; MATCH (e) DELETE e",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "MATCH (e:Event) SET e.text = ''",
    ],
)
def test_query_refuses_to_write(sample_store: Path, cypher: str) -> None:
    code, _ = refused("query", cypher, store=sample_store)
    assert code == "read-only"
    assert ask("status", store=sample_store)["events"] >= 300


def test_a_broken_query_is_one_sentence(sample_store: Path) -> None:
    code, message = refused("query", "MATCH (e:Event RETURN e", store=sample_store)
    assert code == "query"
    assert "Traceback" not in message


def test_a_bad_parameter(sample_store: Path) -> None:
    code, message = refused("query", "RETURN 1", "-p", "nothing", store=sample_store)
    assert (code, "NAME=VALUE" in message) == ("bad-input", True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("event", LAVROV),
        ("related", LAVROV),
        ("search", "Lavrov"),
        ("topic", "Sergey Lavrov"),
        ("day", "2016-02-03"),
    ],
    ids=lambda words: words[0],
)
def test_plain_output_is_for_people(sample_store: Path, arguments: tuple[str, ...]) -> None:
    result = storytrail(*arguments, store=sample_store)
    assert result.exit_code == 0
    assert "2016" in result.stdout
    assert "{" not in result.stdout


def test_wrong_usage_exits_2(sample_store: Path) -> None:
    assert storytrail("related", store=sample_store).exit_code == 2
    assert storytrail("no-such-command").exit_code == 2
    assert storytrail("related", LAVROV, "--when", "sometimes", store=sample_store).exit_code == 2
