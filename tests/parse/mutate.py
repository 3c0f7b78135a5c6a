"""Fuzzer of the parser: mutated day pages, each of which must be read without a crash, with a report, in a second.

``python -m tests.parse.mutate --pages 100000 --seed 1`` takes the pages of the bundled sample, those of the tests and,
where the corpus is there, real ones; page number N of a seed is always the same page.
"""

import argparse
import contextlib
import datetime as dt
import itertools
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest

from graph.errors import SourceError
from graph.model import ParsedDocument
from graph.parse.days import split_days
from graph.parse.encoding import decode
from graph.parse.portal import parse_day
from graph.sample import sample_folder
from tests.corpus import corpus_folder
from tests.parse.pages import PAGE

LIMIT_S = 1.0
SHOWN = 5
PROGRESS = 1000
REPEATED = 60_000
_NESTING = 2000
_NAMES = ("Portal:Current events/2016 February 3", "1995_January.txt", "unnamed.txt")
TOKENS = (
    "[[", "]]", "[", "]", "{{", "}}", "{", "}", "|", ":", ";", "*", "#", "=", "''", "'''", "''''", "<ref>", "</ref>",
    "<ref name=a />", "<ref name='a'>", "<!--", "-->", "<br>", "<", ">", "\n", "\n*", "\n**", "\n;", "\n:", "\n==",
    "==\n", "\r", "\t", " ", "\xa0", "\u200b", "\x00", "\x01", "\x02", "\x04", "\x1e", "\x7f", "\ufeff", "é", "&amp;",
    "&#", "%5B", "http://", "https://x.org/", "[http://x.org/ a]", "[//", "File:", "[[File:", "w:", "n:", "{{convert|",
    "{{cite web|url=", "{{nowrap|", "{{ill|", "{{Current events|", "|content=", "{{Current events header|2016|2|3}}",
    "|}", "#redirect", "{{USS|", "{{lang|", "== January 5 ==", "Link dead as of (", "(", ")", "(a: ", "U.S..", ".", ",",
    "-", "–", '"',
)  # fmt: skip

Mutation = Callable[[random.Random, str, Sequence[str]], str]


def _span(source: random.Random, text: str, longest: int = 400) -> tuple[int, int]:
    start = source.randint(0, len(text))
    return start, min(len(text), start + source.randint(0, longest))


def cut(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Keep a part of the page."""
    start, end = sorted(source.randint(0, len(text)) for _ in range(2))
    return source.choice([text[:end], text[start:], text[start:end]])


def delete(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Take a span out."""
    start, end = _span(source, text)
    return text[:start] + text[end:]


def duplicate(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Write a span twice."""
    start, end = _span(source, text)
    return text[:end] + text[start:]


def insert(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Put marks anywhere."""
    for _ in range(source.randint(1, 12)):
        place = source.randint(0, len(text))
        text = text[:place] + source.choice(TOKENS) + text[place:]
    return text


def lines(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Swap, double or drop lines."""
    rows = text.split("\n")
    for _ in range(source.randint(1, 6)):
        first, second = source.randrange(len(rows)), source.randrange(len(rows))
        rows[first], rows[second] = source.choice([(rows[second], rows[first]), (rows[first],) * 2, ("", rows[second])])
    return "\n".join(rows)


def unbalance(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Drop most marks of one kind."""
    mark = source.choice(["]]", "[[", "}}", "{{", "]", "-->", "</ref>", "''", "\n"])
    return "".join(piece if source.random() < 0.8 else piece + mark for piece in text.split(mark))


def repeat(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Write something very often: a mark, two marks in turn, a span."""
    start, end = _span(source, text, 80)
    what = source.choice([text[start:end], source.choice(TOKENS), source.choice(TOKENS) + source.choice(TOKENS)])
    place = source.randint(0, len(text))
    return text[:place] + what * (source.randint(1, REPEATED) // max(1, len(what))) + text[place:]


def nest(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Put a span into many templates, links, references or brackets."""
    opening, closing = source.choice(
        [
            ("{{nowrap|", "}}"),
            ("[[a|", "]]"),
            ("<ref>", "</ref>"),
            ("(", ")"),
            ("[", "]"),
            ("{{a\n|", "\n}}"),
            ("''", "''"),
        ]
    )
    depth = source.randint(1, _NESTING)
    start, end = _span(source, text)
    return text[:start] + opening * depth + text[start:end] + closing * source.randint(0, depth) + text[end:]


def join(source: random.Random, text: str, pages: Sequence[str]) -> str:
    """Put another page behind, into or around this one."""
    other, place = source.choice(pages), source.randint(0, len(text))
    return source.choice([text + other, text[:place] + other + text[place:], other[: len(other) // 2] + text])


MUTATIONS: tuple[Mutation, ...] = (cut, delete, duplicate, insert, lines, unbalance, repeat, nest, join)


def mutant(seed: int, number: int, pages: Sequence[str]) -> bytes:
    """Return mutated page `number` of a seed, as bytes."""
    source = random.Random(f"{seed}/{number}")
    text = source.choice(pages)
    for _ in range(source.randint(1, 4)):
        text = source.choice(MUTATIONS)(source, text, pages)[: 2 * REPEATED]
    data = bytearray(text.encode(source.choice(["utf-8", "utf-8", "cp1252"]), "replace"))
    for _ in range(source.choice([0, 0, 0, 1, 5]) if data else 0):
        data[source.randrange(len(data))] = source.randint(1, 255)
    return bytes(data)


def base_pages(limit: int = 400) -> list[str]:
    """Return pages to start from: those of the tests and the sample, and up to `limit` real ones."""
    paths = sorted(sample_folder().glob("*.txt"))
    with contextlib.suppress(pytest.skip.Exception, pytest.fail.Exception):
        real = sorted(corpus_folder().glob("*_*_*.txt"))
        paths += real[:: max(1, len(real) // max(1, limit))][:limit]
    return [PAGE, *(decode(path.read_bytes()) for path in paths)]


def read(data: bytes, number: int) -> list[ParsedDocument]:
    """Read bytes as a load does: decoded, cut into days, parsed.

    Raises
    ------
    AssertionError
        If a day has neither events nor a word of why.
    """
    try:
        text = decode(data)
    except SourceError:  # binary content is refused
        return []
    name = _NAMES[number % len(_NAMES)]
    days = split_days(text, name) or [(dt.date(2016, 2, 3), text)]
    parsed = [parse_day(part, document=name, date=day) for day, part in days]
    assert all(page.events or page.issues for page in parsed), "a page without events and without issues"
    return parsed


def run(numbers: Iterator[int], seed: int, pages: Sequence[str]) -> tuple[Counter[str], float, list[str]]:
    """Read the pages with these numbers; return counts, the worst time, and what went wrong.

    Times are seconds of the processor, so that what else a machine does is not counted.
    """
    counts: Counter[str] = Counter()
    worst, faults = 0.0, []
    for number in numbers:
        data = mutant(seed, number, pages)
        begun = time.process_time()
        try:
            for page in read(data, number):
                counts["days"] += 1
                counts["events"] += len(page.events)
                counts["issues"] += len(page.issues)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
            faults.append(f"page {number}: {type(error).__name__}: {error}")
        took = time.process_time() - begun
        worst = max(worst, took)
        if took > LIMIT_S:
            faults.append(f"page {number}: {took:.2f} s for {len(data)} bytes")
        counts["pages"] += 1
        if counts["pages"] % PROGRESS == 0:
            sys.stderr.write(f"\r{counts['pages']:,} pages, worst {worst:.2f} s, {len(faults)} faults")
    return counts, worst, faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the fuzzer; return 1 if a page crashed, gave no report or took longer than a second."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.parse.mutate", description=re.sub(r"\n\n.*", "", __doc__ or "")
    )
    parser.add_argument("--pages", type=int, default=1000, metavar="N", help="number of pages (1000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="seed of the first page (1)")
    options = parser.parse_args(arguments)
    counts, worst, faults = run(iter(range(options.pages)), options.seed, base_pages())
    counted = ", ".join(f"{counts[what]:,} {what}" for what in ("pages", "days", "events", "issues"))
    sys.stdout.write(f"{counted}; worst {worst:.2f} s; {len(faults)} faults\n")
    sys.stdout.writelines(f"{fault}\n" for fault in itertools.islice(faults, SHOWN))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
