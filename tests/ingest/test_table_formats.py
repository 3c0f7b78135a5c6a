import datetime as dt
import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.ingest import rows
from graph.ingest.items import RawFile
from graph.ingest.tables import read_csv, read_jsonl, read_parquet
from graph.model import Issue
from tests.ingest.own_files import DAM, ROWS, as_parquet, documents, events, issues, raw, texts

ONE_TEXT = [
    json.dumps([DAM, DAM]),
    json.dumps([DAM, DAM], indent=2),
    json.dumps({"events": [DAM, DAM], "topics": [{"id": "nile"}]}),
    json.dumps({"date": "2016-02-03", "previous": None, "events": [DAM, DAM]}),
    json.dumps({"subject": {"kind": "topic"}, "events": [DAM, DAM]}, indent=1),
    "\ufeff\n" + json.dumps({"events": [DAM]}) + "\n" + json.dumps({"events": [DAM]}),
    json.dumps(DAM, indent=2) + json.dumps(DAM, indent=2),
    f"[{json.dumps(DAM)},{json.dumps(DAM)},]",
]


@pytest.mark.parametrize("text", ONE_TEXT)
def test_json_may_be_one_text(text: str) -> None:
    assert texts(text, read_jsonl) == ["A dam is opened."] * 2


@pytest.mark.parametrize("piece", [1, 7, 100])
def test_json_in_one_text_is_read_piece_by_piece(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps([{**DAM, "text": f"Ödön 北京 🙂 {place}"} for place in range(50)], ensure_ascii=False, indent=1)
    monkeypatch.setattr(rows, "PIECE", piece)
    assert texts(text, read_jsonl) == [f"Ödön 北京 🙂 {place}" for place in range(50)]


@pytest.mark.parametrize(
    "text",
    ["[", '[{"date":', json.dumps([DAM])[:-1], f"[{json.dumps(DAM)}] x", "[1 2]", "{\n}}", "[" * 100_000, '["\xff"'],
)
def test_json_in_one_text_that_is_broken_changes_nothing(text: str) -> None:
    items = [item for item in read_jsonl(raw(text.encode("latin-1"))) if not isinstance(item, Issue) or not item.line]
    assert issues(items) == [("unreadable-file", 0)]
    assert len(items) == 1


def test_elements_of_a_list_have_the_lines_they_begin_at() -> None:
    items = list(read_jsonl(raw('[\n{"date": "x",\n"text": "y"},\n\n3, ' + json.dumps(DAM) + "]")))
    assert issues(items) == [("bad-line", 2), ("bad-line", 5)]


LINES = ["{", "[]", "3", "null", '{"date": "2016-02-03"', "{'date': 1}", "[" * 100_000, "1" * 5000, '{"text": "\\ud8"}']


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:20])
def test_a_line_that_is_no_json_hurts_no_other(line: str) -> None:
    items = list(read_jsonl(raw(f"{json.dumps(DAM)}\r\n\r\n{line}\n{json.dumps(DAM)}")))
    assert issues(items) == [("bad-line", 3)]
    assert len(events(items)) == 2


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LONGEST", 1000)
    monkeypatch.setattr(rows, "PIECE", 64)
    long = json.dumps({**DAM, "text": "x" * 5000})
    items = list(read_jsonl(raw(f"{json.dumps(DAM)}\n{long}\n{json.dumps(DAM)}\n{long}")))
    assert issues(items) == [("long-line", 2), ("long-line", 4)]
    assert len(events(items)) == 2


def test_each_line_has_its_own_encoding() -> None:
    cp1252, utf8 = (
        '{"date":"2016-02-03","text":"Andr\xe9"}'.encode("cp1252"),
        '{"date":"2016-02-03","text":"Zoë"}'.encode(),
    )
    assert texts(b"\xef\xbb\xbf" + utf8 + b"\r\n" + cp1252 + b"\r\n" + utf8, read_jsonl) == ["Zoë", "André", "Zoë"]
    assert texts("\ufeffdate;text\r\n2016-02-03;Zoë\r\n".encode() + "2016-02-03;Andr\xe9".encode("cp1252")) == [
        "Zoë",
        "André",
    ]


def test_characters_that_no_file_can_hold_become_the_sign_of_a_lost_one() -> None:
    assert texts('{"date":"2016-02-03","text":"a \\ud800 \\ud83d\\ude42 b"}', read_jsonl) == ["a \ufffd 🙂 b"]
    (issue,) = read_jsonl(raw('[{"date":"\\ud800"}]'))
    assert isinstance(issue, Issue)
    assert json.dumps(issue.to_dict(), ensure_ascii=False).encode()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_may_have_another_delimiter(mark: str) -> None:
    header = f'Date{mark}"Text, and more; really"{mark} TEXT {mark}topics'
    (event,) = events(list(read_csv(raw(f'{header}\n2016-02-03{mark}{mark}"A, b; c"{mark}"D;E"\n'))))
    assert (event.text, event.topic_ids) == ("A, b; c", ("d", "e"))


def test_csv_cells_stay_text_and_may_run_over_lines() -> None:
    data = 'date,text,category\n2016-02-03,"=1+1, ""so""\r\n@x",-1\n\n,,\n2016-02-03,+5 °C\nx,y\n'
    items = list(read_csv(raw(data)))
    assert issues(items) == [("bad-line", 7)]
    assert [(event.text, event.category) for event in events(items)] == [('=1+1, "so" @x', "-1"), ("+5 °C", "")]


STRAY = [
    ('2016-02-03,"Stray', 2),
    ('2016-02-03,"Stray" quote', 2),
    ("2016-02-03,Too,many,cells", 2),
    ("2016-02-03," + "x" * 200_000, 2),
]


@pytest.mark.parametrize(("line", "number"), STRAY, ids=lambda value: str(value)[:25])
def test_a_csv_record_that_cannot_be_read_costs_one_line(line: str, number: int) -> None:
    others = "\n".join(f'2016-02-03,"Item {place}"' if place % 2 else f"2016-02-03,Item {place}" for place in range(9))
    items = list(read_csv(raw(f"date,text\n{line}\n{others}\n")))
    assert issues(items) == [("bad-line", number)]
    assert [event.text for event in events(items)] == [f"Item {place}" for place in range(9)]


def test_lines_behind_many_stray_quotes_are_skipped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.ingest.csv_rows._PATIENCE", 10)
    data = 'date,text\n2016-02-03,First\n2016-02-03,"Stray\n' + "2016-02-03,Item\n" * 20
    (issue, *_), found = list(read_csv(raw(data))), events(list(read_csv(raw(data))))
    assert isinstance(issue, Issue)
    assert (issue.line, "up to 23 were skipped" in issue.message) == (3, True)
    assert [event.text for event in found] == ["First"]


@pytest.mark.parametrize(
    ("header", "code", "message"),
    [
        ("day,text,topics", "missing-column", "There is no column date; found are day, text, topics."),
        ("a", "missing-column", "There is no column date and no column text; found are a."),
        ("date,text,Text", "double-column", "Several columns are called text; keep one."),
    ],
)
def test_a_header_that_does_not_fit_is_one_issue(header: str, code: str, message: str) -> None:
    (issue,) = read_csv(raw(f"\n{header}\n2016-02-03,x,y\n"))
    assert issue == Issue("folder/mine", 2, code, message, issue.text if isinstance(issue, Issue) else "")


def parquet(**columns: object) -> bytes:
    """A Parquet file of columns."""
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data)
    return data.getvalue()


SAME_DAY = dt.datetime(2016, 2, 3, 23)
DAYS = [
    pa.array(["2016-02-03"]),
    pa.array([SAME_DAY.date()], pa.date32()),
    pa.array([SAME_DAY.date()], pa.date64()),
    pa.array([SAME_DAY], pa.timestamp("s")),
    pa.array([pd.Timestamp("2016-02-03 23:00:00.123456789")], pa.timestamp("ns")),
    pa.array([SAME_DAY], pa.timestamp("us", tz="+02:00")),
    pa.array(["2016-02-03"]).dictionary_encode(),
    pa.array(["2016-02-03"], pa.large_string()),
]


@pytest.mark.parametrize("days", DAYS, ids=lambda days: str(days.type)[:30])
def test_parquet_days_are_of_any_type(days: pa.Array) -> None:
    data = parquet(Date=days, text=["x"])
    zone = getattr(days.type, "tz", None)
    assert [found.date.day for found in documents(list(read_parquet(raw(data))))] == [4 if zone else 3]


def test_parquet_may_have_lists_as_text_and_objects_of_any_kind() -> None:
    topics = pa.array([[{"title": "Nile", "label": None, "rank": 1}], None])
    data = parquet(date=["2016-02-03"] * 2, text=["x", "y"], topics=topics, headings=["A > B", None], colour=[1, 2])
    items = list(read_parquet(raw(data)))
    assert issues(items) == [("unknown-field", 0), ("unknown-field", 1)]
    first, second = events(items)
    assert ([heading.text for heading in first.headings], first.topic_ids) == (["A", "B"], ("nile",))
    assert (second.headings, second.topics) == ((), ())


def test_a_parquet_value_that_python_cannot_hold_costs_its_row() -> None:
    days = pa.array([1454457600, 10**13, 1454457600], pa.timestamp("s"))
    items = list(read_parquet(raw(parquet(date=days, text=["x", "y", "z"]))))
    assert issues(items) == [("bad-line", 2)]
    assert [event.text for event in events(items)] == ["x", "z"]


def test_parquet_without_its_columns_is_one_issue() -> None:
    assert issues(list(read_parquet(raw(parquet(text=["x"]))))) == [("missing-column", 0)]


def test_parquet_may_come_from_a_stream_that_only_goes_forward() -> None:
    class Forward(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = as_parquet(ROWS)
    assert len(documents(list(read_parquet(RawFile("x", "x", lambda: Forward(data)))))) == 2


@pytest.mark.parametrize("cut", [0, 3, 8, 100, -9, -1])
def test_parquet_that_is_cut_changes_nothing(cut: int) -> None:
    data = as_parquet(ROWS)
    assert issues(items := list(read_parquet(raw(data[:cut])))) == [("unreadable-file", 0)]
    assert len(items) == 1
