"""Archives of a few affairs that run side by side for some weeks, and of topics that are told of together."""

from collections.abc import Sequence
from itertools import combinations

from graph.analysis.related import RelatedIndex
from graph.analysis.settings import RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.analysis.terms import Terms
from graph.model import EventOutline
from tests.analysis.archives import outline

TITLES = {
    "port of aden": "Port of Aden",
    "dockers": "Dockers' strike",
    "lahij": "Lahij",
    "floods": "Floods of Lahij",
    "taiz": "Taiz",
    "fires": "Forest fires",
}
_STRIKE = "wages pickets crane talks mediator ballot ferry blockade union contract court ruling verdict appeal pension"
_STORM = "wind flood river dam rescue shelter bridge aid carpenters insurance levee inquiry report minister budget"
_FIRE = "smoke pines ridge helicopter hose ranger ash evacuation cabin lightning drought blaze embers crew burnt"
DAYS_APART = 3


def affair(
    name: str, stock: str, always: str, first: int, *, topics: Sequence[str] = (), headings: Sequence[str] = ()
) -> list[EventOutline]:
    """Thirteen events three days apart, each of which has two of three passing words in common with the next."""
    words = stock.split()
    return [
        outline(
            f"{name}-{place:02}",
            first + DAYS_APART * place,
            f"{always} {' '.join(words[place : place + 3])}",
            topics=topics,
            headings=headings,
        )
        for place in range(len(words) - 2)
    ]


def strike() -> list[EventOutline]:
    """A strike of five weeks, told under a heading."""
    return affair("strike", _STRIKE, "Dockers walk out", 0, topics=("port of aden",), headings=("dockers",))


def storm() -> list[EventOutline]:
    """A storm and what came after, on the days after those of the strike; no heading."""
    return affair("storm", _STORM, "Villagers wait", 1, topics=("lahij", "floods"))


def fire(first: int = 20) -> list[EventOutline]:
    """A fire that breaks out while the others go on."""
    return affair("fire", _FIRE, "Firefighters battle", first, topics=("taiz", "fires"))


def index_of(outlines: Sequence[EventOutline], settings: RelatedSettings | None = None) -> RelatedIndex:
    """The index of some events, with the titles of this module."""
    return RelatedIndex.build(Snapshot.from_outlines(outlines, TITLES), settings)


def told_together(topics: Sequence[str], times: int, first: int = 0, *, name: str = "") -> list[EventOutline]:
    """Each two of some topics together in so many events, a day apart."""
    pairs = [pair for pair in combinations(topics, 2) for _ in range(times)]
    return [
        outline(f"{name or '-'.join(topics)}-{place:03}", first + place, "", topics=pair)
        for place, pair in enumerate(pairs)
    ]


def terms_of(outlines: Sequence[EventOutline]) -> Terms:
    """The weighed terms of some events, with the titles of this module."""
    return index_of(outlines).scorer.terms


ODD: dict[str, list[EventOutline]] = {
    "empty": [],
    "one event": [outline("a", 0, "Dockers walk out", topics=("taiz", "lahij"), headings=("dockers",))],
    "one event of which nothing is said": [outline("a", 0, "")],
    "a topic with one event": [outline("a", 0, "Dockers", topics=("taiz",)), outline("b", 1, "Villagers wait")],
    "two events": [outline(name, day, "Dockers", topics=("taiz",)) for day, name in enumerate("ab")],
    "no shared topics": [outline(f"{day}", day, f"word{day:c<9}", topics=(f"topic {day}",)) for day in range(9)],
    "nothing in common": [outline(f"{day}", day, f"word{'abcdefghij'[day]}") for day in range(10)],
}
"""Archives in which nothing is to be found."""
ONE_DAY = [
    outline(f"{number}", 0, f"Dockers walk out q{number}", topics=("taiz", "lahij", "port of aden"))
    for number in range(8)
]
"""Eight events of one day that share their topics."""
NO_TOPICS = affair("plain", _STRIKE, "Dockers of Aden", 0)
"""Events that share words and nothing else."""
