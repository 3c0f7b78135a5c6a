"""A store and the files it is loaded from, and pages of one day that tell of the same events."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph import Event, LoadReport
from graph.ingest.files import LoadRequest
from graph.ingest.load import load_documents, rebuild_graph, unload_documents
from graph.ingest.readers import read_items
from graph.store import OpenStore, open_store
from tests.store.scenes import picture

DAY = dt.date(2015, 5, 4)
STRIKE = "Dock workers in Rotterdam lay down their tools over pensions."
JUDGE = "The port authority of Rotterdam asks a judge to end the walkout."
ORCHID = "Botanists describe a new orchid from Borneo."


class Desk:
    """A store, and a folder of files beside it that are named by what is below the folder.

    Parameters
    ----------
    folder : Path
        Where both are kept.
    """

    def __init__(self, folder: Path) -> None:
        self.url = folder / "store"
        self.pages = folder / "pages"
        self.pages.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def open(self, *, fresh: bool = False) -> Iterator[OpenStore]:
        """Open the store for writing."""
        with open_store(str(self.url), create=not fresh, write=True, fresh=fresh) as store:
            yield store

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files."""
        for name, content in files.items():
            path = self.pages / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def load(self, *names: str, **span: Any) -> LoadReport:
        """Load files, or all of them."""
        request = LoadRequest.of([self.pages / name for name in names] or self.pages, **span)
        with self.open() as store:
            return load_documents(store, read_items(request), wants=request.wants_day)

    def put(self, name: str, content: str | bytes, **span: Any) -> LoadReport:
        """Write a file and load it."""
        self.write({name: content})
        return self.load(name, **span)

    def unload(self, document: str) -> LoadReport:
        """Take a document out."""
        with self.open() as store:
            return unload_documents(store, document, None)

    def rebuild(self) -> LoadReport:
        """Make the graph anew."""
        with self.open(fresh=True) as store:
            return rebuild_graph(store)

    def picture(self) -> dict[str, Any]:
        """Return all that is in the graph, with origins below the folder of files."""
        with open_store(str(self.url)) as store:
            shown = picture(store.graph)
        for record in shown["documents"]:
            record["origin"] = record["origin"].removeprefix(f"{self.pages}/")
        return shown

    def events(self) -> list[Event]:
        """Return the events, by document and position."""
        events: list[Event] = self.picture()["events"]
        return events

    def ids(self) -> list[str]:
        """Return the ids of the events without their dates."""
        return [event.id[11:] for event in self.events()]

    def texts(self) -> dict[str, str]:
        """Return the text of each event by its id without the date."""
        return {event.id[11:]: event.text for event in self.events()}


def item(text: str, *links: str, source: str = "") -> str:
    """Return one line of a day page; `links` are words of the text that are linked."""
    for link in links:
        text = text.replace(link, f"[[{link}]]", 1)
    return f"*{text}" + (f" [{source} (Example News)]" if source else "")


def day_page(*lines: str, day: dt.date = DAY) -> str:
    """Return a day page of the portal."""
    return (
        f"{{{{Current events header|{day.year}|{day.month:02}|{day.day:02}}}}}\n\n"
        "<!-- All news items below this line -->\n" + "\n".join(lines) + "\n"
        "<!-- All news items above this line -->{{Current events footer}}\n"
    )


def own_file(*rows: Mapping[str, object], day: dt.date | None = DAY) -> str:
    """Return a file of own events; those without a date of their own are of `day`."""
    return "".join(json.dumps({"date": str(day), **row}) + "\n" for row in rows)


def event_page(
    text: str, *, day: dt.date = DAY, heading: str = "", excerpt: str = "", related: Sequence[str] = ()
) -> str:
    """Return a page of the Context for one event; `related` are lines of its list."""
    lines = [f"### [{day.year}-{day.month}-{day.day}](/news/{day.year}/{day.month:02}/{day.day}/index.md)", ""]
    lines += [f"##### {heading}"] if heading else []
    lines += [f"# {text}", excerpt, "", "### Sources:", "", "1. [Context News](https://context.example.org/page)"]
    lines += ["", "### Related:", "", *related] if related else []
    return "\n".join(lines) + "\n"


def day_index(*texts: str, day: dt.date = DAY) -> str:
    """Return the index of a day of the Context."""
    lines = [f"## [{day.year}-{day.month}-{day.day}](/news/{day.year}/{day.month:02}/{day.day}/index.md)", ""]
    lines += [f"### [{text} ](/news/{day.year}/{day.month:02}/{day.day}/page.md)" for text in texts]
    return "\n".join(lines) + "\n"


def by_code(report: LoadReport) -> list[str]:
    """Return the codes of the issues of a report."""
    return [issue.code for issue in report.issues]
