"""Formats: each file is read as what it is, or as what it is said to be, from disk and from standard input."""

import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest

from graph.ingest.files import LoadRequest
from graph.ingest.items import Complete, RawFile
from graph.ingest.readers import PAGE_BYTES, read_items
from graph.model import Document
from tests.ingest.making import HARBOUR_DUMP, IDS, PAGES, codes, ids, issues, items_of, pipe_in, tar_of, zip_of
from tests.pages import HARBOUR

EVENT_PAGE = """### [2015-05-4](/news/2015/05/4/index.md)

##### Harbour strike
# Dock workers lay down their tools.

### Sources:

1. [Example News](http://www.example.org/strike)
"""
DAY_INDEX = """## [2015-05-4](/news/2015/05/4/index.md)

##### Harbour strike
### [Dock workers lay down their tools.](/news/2015/05/4/dock-workers-lay-down-their-tools.md)
"""
ROWS = b'{"date": "2015-05-04", "text": "A bridge opens."}\n{"date": "2015-05-06", "text": "It is closed again."}\n'
TABLE = b"date,text,topics\n2015-05-04,A bridge opens.,Bridge\n"
MONTH = "==January 5==\n*A dam is opened.\n==January 6==\n*The dam breaks.\n"


def parquet(path: Path) -> bytes:
    """A table of one event in Parquet."""
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    pandas.DataFrame({"date": ["2015-05-04"], "text": ["A bridge opens."]}).to_parquet(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("2015_May_4.txt", HARBOUR.encode(), ["portal/2015-05-04"]),
        ("notes", HARBOUR.encode(), ["portal/2015-05-04"]),
        ("January_1995.txt", MONTH.encode(), ["portal/1995-01-05", "portal/1995-01-06"]),
        ("strike.md", EVENT_PAGE.encode(), ["context/2015-05-04/dock-workers-lay-down-their-tools"]),
        ("seed.txt", EVENT_PAGE.encode(), ["context/2015-05-04/dock-workers-lay-down-their-tools"]),
        ("index.md", DAY_INDEX.encode(), ["context/2015-05-04"]),
        ("own.jsonl", ROWS, ["events/own.jsonl/2015-05-04", "events/own.jsonl/2015-05-06"]),
        ("own.txt", b"\xef\xbb\xbf" + ROWS, ["events/own.txt/2015-05-04", "events/own.txt/2015-05-06"]),
        ("own.jsonl.gz", gzip.compress(ROWS), ["events/own.jsonl.gz/2015-05-04", "events/own.jsonl.gz/2015-05-06"]),
        ("own.csv", TABLE, ["events/own.csv/2015-05-04"]),
        ("wiki.xml", HARBOUR_DUMP.encode(), IDS),
        ("wiki.txt", HARBOUR_DUMP.encode(), IDS),
    ],
)
def test_files_are_read_as_what_they_are(tmp_path: Path, name: str, data: bytes, expected: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    items = items_of(tmp_path)
    assert ids(items) == expected
    assert not codes(items)


def test_parquet_is_known_by_its_name_and_by_its_first_bytes(tmp_path: Path) -> None:
    data = parquet(tmp_path / "own.parquet")
    assert ids(items_of(tmp_path)) == ["events/own.parquet/2015-05-04"]
    (tmp_path / "own.parquet").rename(tmp_path / "own")
    assert ids(items_of(tmp_path)) == ["events/own/2015-05-04"]
    (tmp_path / "own").rename(tmp_path / "own.zip")
    (tmp_path / "own.zip").write_bytes(zip_of({"own.parquet": data}))
    assert ids(items_of(tmp_path)) == ["events/own.zip/own.parquet/2015-05-04"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HARBOUR.encode(), IDS[:1]),
        (HARBOUR.encode("cp1252") + " caf\N{LATIN SMALL LETTER E WITH ACUTE}".encode("cp1252"), IDS[:1]),
        (gzip.compress(HARBOUR.encode()), IDS[:1]),
        (EVENT_PAGE.encode(), ["context/2015-05-04/dock-workers-lay-down-their-tools"]),
        (ROWS, ["events/stdin/2015-05-04", "events/stdin/2015-05-06"]),
        (TABLE, ["events/stdin/2015-05-04"]),
        (HARBOUR_DUMP.encode(), IDS),
        (zip_of(PAGES), IDS),
        (tar_of(PAGES), IDS),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]
) -> None:
    pipe_in(monkeypatch, data)
    items = items_of("-")
    assert ids(items) == expected
    assert not codes(items)


def test_parquet_comes_through_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe_in(monkeypatch, parquet(tmp_path / "own.parquet"))
    assert ids(items_of("-")) == ["events/stdin/2015-05-04"]


def test_a_real_pipe_is_read_and_left_open() -> None:
    code = (
        "import sys\n"
        "from graph.ingest.files import LoadRequest\n"
        "from graph.ingest.readers import read_items\n"
        "print([item.id for item in read_items(LoadRequest.of('-'))], sys.stdin.buffer.closed)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=tar_of(PAGES), capture_output=True, check=True)
    assert done.stdout.decode().strip() == f"{IDS} False"
    assert not done.stderr


def test_a_file_may_be_of_any_stream_of_bytes() -> None:
    file = RawFile("2015_May_4.txt", "2015_May_4.txt", lambda: io.BytesIO(gzip.compress(HARBOUR.encode())))
    assert ids(read_items(LoadRequest([file]))) == IDS[:1]


def test_a_table_says_when_it_was_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_bytes(ROWS)
    assert items_of(tmp_path)[-1] == Complete("events/own.jsonl/", str(tmp_path / "own.jsonl"))
    (tmp_path / "own.jsonl").unlink()
    (tmp_path / "own.jsonl.gz").write_bytes(gzip.compress(ROWS)[:-12])
    items = items_of(tmp_path)
    assert not any(isinstance(item, Complete) for item in items)
    assert len(codes(items)) == 1


def test_days_of_a_table_that_are_not_asked_for_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_bytes(ROWS)
    first, second, end = items_of(tmp_path, last="2015-05-05")
    assert isinstance(first, Document)
    assert second is None
    assert isinstance(end, Complete)


@pytest.mark.parametrize(
    ("wanted", "name", "data", "code", "word"),
    [
        ("dump", "a.txt", HARBOUR.encode(), "wrong-format", "It is wikitext of the portal, not a MediaWiki dump"),
        ("dump", "a.txt", b"Buy milk.", "wrong-format", "another thing"),
        ("jsonl", "a.txt", HARBOUR.encode(), "wrong-format", "not JSON"),
        ("csv", "a.md", EVENT_PAGE.encode(), "wrong-format", "say --format context"),
        ("parquet", "a.csv", TABLE, "wrong-format", "It is CSV"),
        ("portal", "2015_May_4.txt", ROWS, "wrong-format", "It is JSON"),
        ("portal", "2015_May_4.xml", HARBOUR_DUMP.encode(), "wrong-format", "say --format dump"),
        ("portal", "a.md", EVENT_PAGE.encode(), "not-a-day-page", "no header template"),
        ("context", "2015_May_4.txt", HARBOUR.encode(), "not-a-context-page", "no line with a day"),
        ("context", "a.zip", zip_of(PAGES), "not-a-context-page", "no line with a day"),
    ],
)
def test_a_wrong_format_is_said_in_words(
    tmp_path: Path, wanted: str, name: str, data: bytes, code: str, word: str
) -> None:
    (tmp_path / name).write_bytes(data)
    items = items_of(tmp_path, wanted)
    assert not ids(items)
    assert set(codes(items)) == {code}
    assert word in issues(items)[0].message


@pytest.mark.parametrize(
    ("wanted", "name", "data", "expected"),
    [
        ("portal", "2015_May_4.csv", b"*It rains.", IDS[:1]),
        ("jsonl", "own.data", ROWS, ["events/own.data/2015-05-04", "events/own.data/2015-05-06"]),
        ("csv", "own.data", b"text;date\nA bridge opens.;2015-05-04\n", ["events/own.data/2015-05-04"]),
        ("dump", "wiki", b"<!-- made by hand -->\n" + HARBOUR_DUMP.encode(), IDS),
        ("dump", "wiki.zip", zip_of({"wiki.data": HARBOUR_DUMP.encode()}), IDS),
    ],
)
def test_a_format_that_was_asked_for_goes_before_the_name(
    tmp_path: Path, wanted: str, name: str, data: bytes, expected: list[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    items = items_of(tmp_path, wanted)
    assert ids(items) == expected
    assert not codes(items)


def test_a_text_too_long_for_a_page_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "2015_May_4.txt").write_bytes(b"x" * (PAGE_BYTES + 1))
    (issue,) = issues(items_of(tmp_path))
    assert (issue.code, issue.document) == ("too-large", str(tmp_path / "2015_May_4.txt"))


def test_binary_files_of_other_kinds_are_unreadable(tmp_path: Path) -> None:
    """A spreadsheet is a zip, but none that anyone wants to see the members of."""
    (tmp_path / "sheet.xlsx").write_bytes(zip_of({"xl/workbook.xml": b"<workbook/>"}))
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert codes(items_of(tmp_path)) == ["unreadable-file", "unreadable-file"]
