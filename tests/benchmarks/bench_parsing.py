"""Benchmark 1: our full parse against `mwparserfromhell` merely walking the same pages."""

import datetime as dt

import mwparserfromhell

from graph.parse.encoding import decode
from graph.parse.portal import day_of, parse_day
from tests.benchmarks.figures import Figure, paired
from tests.corpus import corpus_folder

PAGES = 200
RUNS = 3


def _pages() -> list[tuple[str, dt.date]]:
    files = sorted(corpus_folder().glob("201*.txt"))
    step = max(1, len(files) // PAGES)
    texts = [(decode(file.read_bytes()), file.name) for file in files[::step]]
    return [(text, date) for text, name in texts if (date := day_of(text, name))]


def measure() -> Figure:
    """Parse a spread of pages both ways, in turn."""
    pages = _pages()

    def ours() -> int:
        return sum(len(parse_day(text, document="portal/x", date=date).events) for text, date in pages)

    def theirs() -> int:
        return sum(1 for text, _ in pages for _ in mwparserfromhell.parse(text).ifilter(recursive=True))

    ratio, slow, fast = paired(theirs, ours, RUNS)
    detail = f"{len(pages)} pages: mwparserfromhell {slow:.2f} s, full record {fast:.2f} s"
    return Figure("1", "parsing, times faster than walking", ratio, ">= 2", detail)
