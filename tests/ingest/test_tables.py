import datetime as dt
import hashlib
import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import SourceError
from graph.ingest import tables
from graph.ingest.day_sorter import DaySorter
from graph.ingest.items import Complete, RawFile
from graph.ingest.tables import read_csv, read_jsonl, read_parquet
from graph.model import Document, Issue
from graph.parse.own_events import OWN_LICENCE, parse_own_events
from tests.ingest.own_files import (
    DAM,
    FORMATS,
    NAMES,
    ROWS,
    Fields,
    Reader,
    documents,
    events,
    in_all_formats,
    issues,
    raw,
)
from tests.parse.pages import PAGE
from tests.parse.pages import parse as parse_page


@in_all_formats
def test_a_file_gives_a_document_a_day(read: Reader, write: Callable[[Sequence[Fields]], bytes]) -> None:
    first, second, end = read(raw(write(ROWS), "notes/mine"))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.date) == ("events/notes/mine/2015-01-01", dt.date(2015, 1, 1))
    assert (first.origin, first.format, first.licence) == (
        str(Path("folder/notes/mine").resolve()),
        "events",
        OWN_LICENCE,
    )
    assert second.digest == hashlib.sha256(f"{second.licence}\n{second.text}".encode()).hexdigest()
    assert [event.text for event in events([second])] == ["A dam is opened.", "Второе событие 🙂"]
    assert end == Complete("events/notes/mine/", first.origin)


def test_the_same_events_are_the_same_bytes_in_every_format() -> None:
    told = [[document.text for document in documents(list(read(raw(write(ROWS)))))] for read, write in FORMATS]
    assert told[0] == told[1] == told[2]
    assert told[0][1].splitlines()[0] == (
        '{"date":"2016-02-03","sources":["https://example.org/a","https://example.org/b"],'
        '"text":"A dam is opened.","topics":["Nile","Dam"]}'
    )


def by_pandas(kind: str, records: list[dict[str, object]], path: Path) -> None:
    """Write records with pandas and nothing else."""
    frame = pd.DataFrame(records)
    if kind == "jsonl":
        frame.to_json(path, orient="records", lines=True)
    elif kind == "csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_parquet(path)


@pytest.mark.parametrize(("kind", "read"), list(zip(NAMES, [read_jsonl, read_csv, read_parquet], strict=True)))
def test_events_that_pandas_writes_load_back(kind: str, read: Reader, tmp_path: Path) -> None:
    page, path = parse_page(PAGE), tmp_path / "events"
    by_pandas(kind, [event.to_dict() for event in page], path)
    items = list(read(raw(path.read_bytes())))
    assert issues(items) == []
    assert [event.to_dict() for event in events(items)] == [event.to_dict() for event in page]
    assert [event.topic_ids for event in events(items)] == [event.topic_ids for event in page]


BAD_ROWS: list[Fields] = [
    {"date": "03/02/2016", "text": "x"},
    {"date": "", "text": "x"},
    {"date": "2016-02-03", "text": ""},
    {"date": "2016-02-03", "text": "x", "id": "a b"},
    {"date": "2016-02-03", "text": "x", "topics": ["#only a section"]},
]


@in_all_formats
def test_bad_rows_are_named_and_the_others_load(read: Reader, write: Callable[[Sequence[Fields]], bytes]) -> None:
    items = list(read(raw(write([DAM, *BAD_ROWS, {**DAM, "text": "Last."}]))))
    header = 1 if read is read_csv else 0
    assert issues(items) == [("bad-line", line + header) for line in range(2, 7)]
    assert [event.text for event in events(items)] == ["A dam is opened.", "Last."]
    assert not any(isinstance(item, Complete) for item in items)
    first = next(item for item in items if isinstance(item, Issue))
    assert (first.document, "03/02/2016" in first.text) == ("folder/mine", True)
    assert first.message == "date '03/02/2016' (str): dates are YYYY-MM-DD, as 2016-02-03."


@in_all_formats
def test_unknown_fields_are_said_once_a_file(read: Reader, write: Callable[[Sequence[Fields]], bytes]) -> None:
    items = list(read(raw(write([DAM, DAM | {"colour": "red", "position": 2}, DAM | {"colour": "blue"}]))))
    assert issues(items) == [("unknown-field", 0 if read is read_parquet else 3 if read is read_csv else 2)]
    assert len(events(items)) == 3


@in_all_formats
def test_days_have_the_first_licence_that_their_rows_name(
    read: Reader, write: Callable[[Sequence[Fields]], bytes]
) -> None:
    own, other = {**DAM, "licence": "CC0"}, {**DAM, "licence": "CC BY 4.0"}
    items = list(read(raw(write([DAM | {"licence": None}, own, other, other, {"date": "2016-02-04", "text": "x"}]))))
    assert [document.licence for document in documents(items)] == ["CC0", OWN_LICENCE]
    assert issues(items) == [("two-licences", 4 if read is read_csv else 3)]
    assert '"licence"' not in documents(items)[0].text


@in_all_formats
def test_rows_keep_their_order_within_a_day(read: Reader, write: Callable[[Sequence[Fields]], bytes]) -> None:
    days = [f"2016-02-{day:02}" for day in (3, 1, 2)] * 700
    items = list(read(raw(write([{"date": day, "text": f"Item {place}"} for place, day in enumerate(days)]))))
    assert [document.date.day for document in documents(items)] == [1, 2, 3]
    assert [event.text for event in events(items)][:700] == [f"Item {place}" for place in range(1, 2100, 3)]


@in_all_formats
def test_a_day_that_vanishes_from_the_file_is_under_its_prefix(
    read: Reader, write: Callable[[Sequence[Fields]], bytes]
) -> None:
    before = {document.id for document in documents(list(read(raw(write(ROWS)))))}
    after = list(read(raw(write(ROWS[::2]))))
    (gone,) = before - {document.id for document in documents(after)}
    assert isinstance(after[-1], Complete)
    assert gone.startswith(after[-1].prefix)


@in_all_formats
def test_a_file_without_rows_takes_nothing_away(read: Reader, write: Callable[[Sequence[Fields]], bytes]) -> None:
    data = b"[]" if read is read_jsonl else b"date,text\n" if read is read_csv else b""
    if read is read_parquet:
        sink = io.BytesIO()
        pq.write_table(pa.table({"date": pa.array([], pa.date32()), "text": pa.array([], pa.string())}), sink)
        data = sink.getvalue()
    items = list(read(raw(data)))
    assert issues(items) == [("no-rows", 0)]
    assert len(items) == 1


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("read", [read_jsonl, read_csv])
def test_an_empty_file_takes_nothing_away(read: Reader, data: bytes) -> None:
    assert issues(items := list(read(raw(data)))) == [("empty-file", 0)]
    assert len(items) == 1


@in_all_formats
def test_a_file_in_which_nothing_can_be_read_takes_nothing_away(
    read: Reader, write: Callable[[Sequence[Fields]], bytes]
) -> None:
    items = list(read(raw(write(BAD_ROWS))))
    assert {type(item) for item in items} == {Issue}


@pytest.mark.parametrize("read", [read_jsonl, read_csv])
def test_a_file_of_something_else_is_given_up(read: Reader) -> None:
    items = list(read(raw("date,text\n" + "no event at all\n" * 5000)))
    assert len(items) == 1001
    assert issues(items)[-1] == ("not-events", 0)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfed\x00a\x00", "UTF-16"),
        (b"PK\x03\x04\x00\x00", "binary"),
    ],
)
@pytest.mark.parametrize("read", [read_jsonl, read_csv])
def test_a_file_that_is_no_text_is_refused(read: Reader, data: bytes, message: str) -> None:
    (issue,) = read(raw(data))
    assert isinstance(issue, Issue)
    assert (issue.code, message in issue.message) == ("unreadable-file", True)


class Breaking(io.RawIOBase):
    """A stream that breaks off after its first read."""

    def __init__(self, data: bytes, error: Exception) -> None:
        self._data, self._error = data, error

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: object) -> int:
        if not self._data:
            raise self._error
        taken, self._data = self._data, b""
        assert isinstance(buffer, memoryview)
        buffer[: len(taken)] = taken
        return len(taken)


@pytest.mark.parametrize("error", [SourceError("The archive is cut."), EOFError(), OSError("gone")], ids=repr)
@in_all_formats
def test_a_file_that_breaks_off_changes_nothing(
    read: Reader, write: Callable[[Sequence[Fields]], bytes], error: Exception
) -> None:
    broken = io.BufferedReader(Breaking(write(ROWS)[:300] + b"\n", error))
    (issue,) = (
        item for item in read(RawFile("x", "x", lambda: broken)) if not isinstance(item, Issue) or not item.line
    )
    assert isinstance(issue, Issue)
    assert issue.code == "unreadable-file"
    assert broken.closed


MEMORY = """
import io, re
from graph.ingest.items import RawFile
from graph.ingest.tables import read_jsonl

class Numbered(io.RawIOBase):
    def __init__(self, count):
        line = '{"date":"20%02d-%02d-03","text":"Item %d of a list.","topics":["Nile"]}\\n'
        self.parts = (line % (n % 35, n % 8 + 1, n) for n in range(count))
        self.rest = b""
    def read(self, size):
        while len(self.rest) < size and (line := next(self.parts, "")):
            self.rest += line.encode()
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken

for count in (20_000, 200_000):
    items = sum(1 for item in read_jsonl(RawFile("x", "x", lambda: Numbered(count))))
    print(items, re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the peak of memory")
def test_memory_stays_the_same_however_many_rows() -> None:
    ran = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    (items, peak_kb), (more_items, more_kb) = (map(int, line.split()) for line in ran.stdout.splitlines())
    assert items == more_items == 281
    assert more_kb < peak_kb + 8192


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["2016-02-03", "a;b", "A > B", "['x']", '"']
)
COLUMNS = ["date", "text", "id", "topics", "headings", "sources", "category", "x"]
RECORDS = st.lists(
    st.dictionaries(st.sampled_from(COLUMNS), CELLS, max_size=8).map(lambda row: {**DAM, **row, "position": 1}),
    max_size=6,
)


@in_all_formats
@given(records=RECORDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_row_is_an_event_or_an_issue(
    read: Reader, write: Callable[[Sequence[Fields]], bytes], records: list[Fields]
) -> None:
    items = list(read(raw(write(records)))) if records else []
    bad = [code for code, _ in issues(items) if code == "bad-line"]
    parsed = [parse_own_events(found.text, document=found.id, date=found.date) for found in documents(items)]
    assert len(bad) + sum(len(day.events) for day in parsed) == len(records)


@given(data=st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize(
    "start", [b"", b"[", b"{\n", b"date,text\n2016-02-03,x\n", b'{"date":"2016-02-03","text":"x"}\n']
)
def test_any_content_gives_items_and_never_raises(start: bytes, data: bytes) -> None:
    for read in (read_jsonl, read_csv, read_parquet):
        items = list(read(raw(start + data)))
        assert items
        told = [item for item in items if isinstance(item, Complete)]
        assert not told or not set(issues(items)) - {
            (code, line) for code, line in issues(items) if code == "unknown-field"
        }


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"Events cannot be put in order in .*nowhere: .*set TMPDIR"):
        DaySorter(tmp_path / "nowhere")


def test_every_code_is_explained() -> None:
    package = Path(tables.__file__).parent
    sources = [
        (package / f"{name}.py").read_text() for name in ("tables", "rows", "json_rows", "csv_rows", "parquet_rows")
    ]
    assert tables.__doc__
    codes = [line.split("``")[1] for line in tables.__doc__.splitlines() if line.startswith("``")]
    assert codes == sorted(codes)
    assert all(any(f'"{code}"' in source for source in sources) for code in codes)
