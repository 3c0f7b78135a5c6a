"""Kill loads at random moments, load again, and compare: ``python -m tests.killing [--times 50] [--seed 1]``.

Every second run begins with an empty store, which is loaded as a whole; the others with one that holds half of the
pages, some in an older state, which is loaded in batches. Every fourth load is killed twice. ``--pages`` is a year of
the corpus, 2016 if nothing is said, or a folder of day pages; without a corpus, pages are made. Beside the pages lie
pages of the Context and a file of own events that tell of some of the same events.
"""

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from graph.errors import StoreMissingError
from graph.ingest.pages import portal_documents
from graph.ingest.parsing import parse_document
from graph.parse.encoding import decode
from graph.store import open_store
from tests.copies import held
from tests.corpus import corpus_folder
from tests.ingest.loading import day_page, event_page, item, own_file

ROOT = Path(__file__).parents[1]
KINDS = ("empty", "partly loaded")
CHILD = """
import sys
from graph import EventGraph
from graph.ingest import load
from graph.store import batches
store, pages, often, refresh = sys.argv[1:]
if often:
    batches.EVENTS, load.PUBLISH_EVERY_S = int(often), -1.0
print("loading", flush=True)
with EventGraph.open(store, create=True) as graph:
    graph.load(pages, refresh=bool(refresh))
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: when it was killed, what each kill left, and what of the graph differs in the end."""

    kind: str
    moments: Sequence[float]
    left: Sequence[str]
    differing: Sequence[str]
    events: int

    def __str__(self) -> str:
        kills = "; ".join(
            f"killed after {at:.2f} s, left {left}" for at, left in zip(self.moments, self.left, strict=True)
        )
        verdict = f"DIFFERENT in {', '.join(self.differing)}" if self.differing else "the same"
        return f"{self.kind}: {kills}; then {self.events:,} events, {verdict}"


class Killer:
    """Loads files into stores, and kills the loads.

    Parameters
    ----------
    folder : Path
        Where everything is kept.
    pages : sequence of Path
        Day pages.
    rng : random.Random
        Draws the moments.
    often : int
        Events after which a load in batches publishes what it has.
    refresh : bool
        Whether loads go on to relate the events.
    """

    def __init__(
        self, folder: Path, pages: Sequence[Path], rng: random.Random, *, often: int = 500, refresh: bool = True
    ) -> None:
        self._rng = rng
        self._often = str(often)
        self._refresh = "yes" if refresh else ""
        self._files, self._older = folder / "files", folder / "older"
        self._base, self._store = folder / "base", folder / "store"
        write_files(pages, self._files)
        write_older(self._files, self._older)
        self._finish(self._base, self._older)
        # as if its files had been edited in their place
        shutil.rmtree(self._older)
        self.seconds: dict[str, float] = {}
        self._whole: dict[str, dict[str, Any]] = {}
        for kind in KINDS:
            self._begin(kind)
            self.seconds[kind] = self._finish(self._store, self._files, self._often)
            self._whole[kind] = held(self._store)

    def run(self, kind: str, kills: int = 1) -> Outcome:
        """Load, get killed, load again, and compare."""
        killed = [self._first_kill(kind)]
        for _ in range(kills - 1):
            moment = self._moment(kind)
            if self._killed(moment):
                killed.append((moment, self._left()))
        self._finish(self._store, self._files)
        shown, whole = held(self._store), self._whole[kind]
        differing = [name for name in whole if shown[name] != whole[name]]
        moments, left = zip(*killed, strict=True)
        return Outcome(kind, moments, left, differing, len(shown["events"]))

    def _first_kill(self, kind: str) -> tuple[float, str]:
        """Begin, and kill the load; one that was quicker is begun again."""
        while True:
            self._begin(kind)
            moment = self._moment(kind)
            if self._killed(moment):
                return moment, self._left()

    def _moment(self, kind: str) -> float:
        return self._rng.uniform(0, self.seconds[kind])

    def _begin(self, kind: str) -> None:
        if self._store.exists():
            shutil.rmtree(self._store)
        if kind != KINDS[0]:
            shutil.copytree(self._base, self._store)

    def _finish(self, store: Path, files: Path, often: str = "") -> float:
        """Load to the end, and return how many seconds it took."""
        child = start(store, files, often, self._refresh)
        began = time.monotonic()
        _, errors = child.communicate()
        if child.returncode:
            raise RuntimeError(f"A load failed: {errors}")
        return time.monotonic() - began

    def _killed(self, moment: float) -> bool:
        """Load, and kill that after some seconds; False if it was quicker."""
        child = start(self._store, self._files, self._often, self._refresh)
        with suppress(subprocess.TimeoutExpired):
            child.wait(moment)
        child.kill()
        _, errors = child.communicate()
        if child.returncode > 0:
            raise RuntimeError(f"A load failed: {errors}")
        return child.returncode < 0

    def _left(self) -> str:
        try:
            with open_store(str(self._store)) as store:
                counts = store.graph.counts()
                state = f", {', '.join(store.graph.meta().stale)} stale" if store.graph.meta().stale else ""
                return f"{counts.documents} documents ({len(store.documents)} kept{state})"
        except StoreMissingError:
            return "no store"


def start(store: Path, files: Path, often: str, refresh: str) -> subprocess.Popen[str]:
    """Start a load in another process, and return when it begins."""
    command = [sys.executable, "-c", CHILD, str(store), str(files), often, refresh]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    if child.stdout.readline() != "loading\n":
        raise RuntimeError(f"A load did not begin: {child.communicate()[1]}")
    return child


def write_files(pages: Sequence[Path], folder: Path) -> None:
    """Copy day pages, and write pages of the Context and own events that tell of some of their events."""
    folder.mkdir(parents=True)
    own: list[dict[str, str]] = []
    for number, page in enumerate(sorted(pages)):
        shutil.copy(page, folder)
        for document in portal_documents(decode(page.read_bytes()), page.name, origin=page.name):
            texts = [event.text for event in parse_document(document)][:2]
            told = {"date": str(document.date), "excerpt": "As my neighbours tell it."}
            own += [{**told, "text": text} for text in texts if number % 3 == 0]
            own.append({**told, "text": f"I went for walk {number}.", "id": f"walk-{number}"})
            if texts and number % 5 == 0:
                made = event_page(texts[-1].replace("\n", " "), day=document.date, excerpt="Told at length.")
                (folder / f"{page.stem}.md").write_text(made, encoding="utf-8")
    (folder / "own.jsonl").write_text(own_file(*own), encoding="utf-8")


def write_older(files: Path, folder: Path) -> None:
    """Write every second file as it was some time ago: some pages had a line less, the own events a day more."""
    folder.mkdir()
    for number, page in enumerate(sorted(files.glob("*_*"))):
        lines = decode(page.read_bytes()).split("\n")
        items = [place for place, line in enumerate(lines) if line.startswith("*")]
        if number % 6 == 0 and len(items) > 1:
            del lines[items[-1]]
        if number % 2 == 0:
            (folder / page.name).write_text("\n".join(lines), encoding="utf-8")
    rows = (files / "own.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    older = [*rows[::2], own_file({"text": "I was not there."}, day=date(1999, 12, 31))]
    (folder / "own.jsonl").write_text("".join(older), encoding="utf-8")


def make_pages(folder: Path, days: int, rng: random.Random) -> list[Path]:
    """Write day pages of made-up news."""
    folder.mkdir()
    names = [f"{one}{two}" for one in ("Ka", "Lo", "Mi", "Ren", "Tos") for two in ("dar", "gel", "pin", "vash", "ya")]
    deeds = ("opens a bridge to", "talks with", "wins against", "sends doctors to", "closes the road to")
    for number in range(days):
        day = date(2016, 1, 1) + timedelta(days=number)
        lines = []
        for place in range(rng.randint(3, 8)):
            one, other = rng.sample(names, 2)
            text = f"{one} {rng.choice(deeds)} {other} for {rng.randint(2, 99)} days."
            lines.append(item(text, one, other, source=f"http://news.example.org/{number}/{place}"))
        (folder / f"{day:%Y}_{day:%B}_{day.day}.txt").write_text(
            day_page(";Politics", *lines, day=day), encoding="utf-8"
        )
    return sorted(folder.iterdir())


def pages_of(named: str, folder: Path, rng: random.Random) -> list[Path]:
    """Return the day pages of a folder or of a year of the corpus, or made ones where there is no corpus."""
    if not named.isdecimal():
        return sorted(Path(named).glob("*_*_*.txt"))
    try:
        return sorted(corpus_folder().glob(f"{named}_*.txt"))
    except pytest.skip.Exception:
        return make_pages(folder / "made", 366, rng)


def outcomes(killer: Killer, times: int) -> Iterator[Outcome]:
    """Run so many times, kinds in turn, every fourth with two kills."""
    for number in range(times):
        yield killer.run(KINDS[number % 2], 2 if number % 4 >= 2 else 1)


def main() -> int:
    """Run from the command line; 1 if any graph differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", default="2016", metavar="FOLDER|YEAR")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with TemporaryDirectory(prefix="storytrail-") as place:
        pages = pages_of(options.pages, Path(place), rng)
        killer = Killer(Path(place), pages, rng)
        loads = ", ".join(f"{kind} {seconds:.1f} s" for kind, seconds in killer.seconds.items())
        print(f"{len(pages)} day pages; whole loads: {loads}", flush=True)
        kills = bad = 0
        for number, outcome in enumerate(outcomes(killer, options.times), 1):
            kills += len(outcome.moments)
            bad += bool(outcome.differing)
            print(f"{number}. {outcome}", flush=True)
    print(f"{options.times} runs, {kills} kills, {bad} graphs that differ (seed {options.seed})")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
