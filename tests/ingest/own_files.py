"""Files of a person's own events, and what is read from them."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.ingest.items import RawFile
from graph.ingest.tables import TableItem, read_csv, read_jsonl, read_parquet
from graph.model import Document, Event, Issue
from graph.parse.own_events import parse_own_events

Reader = Callable[[RawFile], Iterator[TableItem]]
Fields = Mapping[str, object]

DAM = {"date": "2016-02-03", "text": "A dam is opened."}
ROWS: list[Fields] = [
    DAM | {"topics": ["Nile", "Dam"], "sources": ["https://example.org/a", "https://example.org/b"]},
    {"date": "2015-01-01", "text": "Ödön  said: “yes”.", "headings": ["River War", "Siege"], "category": "Politics"},
    {
        "date": "2016-02-03",
        "text": "Второе событие 🙂",
        "id": "mine-7",
        "excerpt": "More.",
        "cover_url": "https://x.org/1",
    },
]


def raw(data: bytes | str, key: str = "mine") -> RawFile:
    """A file with this content."""
    content = data.encode() if isinstance(data, str) else data
    return RawFile(f"folder/{key}", key, lambda: io.BytesIO(content), len(content))


def as_jsonl(records: Sequence[Fields]) -> bytes:
    """An object a line."""
    return "\n".join(json.dumps(record) for record in records).encode()


def as_csv(records: Sequence[Fields]) -> bytes:
    """Lists written with what stands between their items."""
    names = dict.fromkeys(name for record in records for name in record)
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    between = {"headings": " > ", "topics": "; ", "sources": ";"}
    for record in records:
        writer.writerow({n: between[n].join(map(str, v)) if isinstance(v, list) else v for n, v in record.items()})
    return text.getvalue().encode()


def as_parquet(records: Sequence[Fields]) -> bytes:
    """Lists as lists."""
    data = io.BytesIO()
    pq.write_table(pa.table(pd.DataFrame(list(records))), data)
    return data.getvalue()


FORMATS: list[tuple[Reader, Callable[[Sequence[Fields]], bytes]]] = [
    (read_jsonl, as_jsonl),
    (read_csv, as_csv),
    (read_parquet, as_parquet),
]
NAMES = ["jsonl", "csv", "parquet"]
in_all_formats = pytest.mark.parametrize(("read", "write"), FORMATS, ids=NAMES)


def documents(items: Sequence[TableItem]) -> list[Document]:
    """The documents among them."""
    return [item for item in items if isinstance(item, Document)]


def issues(items: Sequence[TableItem]) -> list[tuple[str, int]]:
    """Code and line of the issues among them."""
    return [(item.code, item.line) for item in items if isinstance(item, Issue)]


def events(items: Sequence[TableItem]) -> list[Event]:
    """The events of the documents among them, none of which is odd."""
    parsed = [parse_own_events(found.text, document=found.id, date=found.date) for found in documents(items)]
    assert not any(document.issues for document in parsed)
    return [event for document in parsed for event in document]


def texts(data: bytes | str, read: Reader = read_csv) -> list[str]:
    """The texts of the events in a file in which nothing is odd."""
    items = list(read(raw(data)))
    assert issues(items) == []
    return [event.text for event in events(items)]
