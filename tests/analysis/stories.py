"""An archive of two stories that run side by side, and some small parts of such archives."""

from collections.abc import Collection, Sequence

from graph.analysis.chains import ChainFinder, ChainSettings
from graph.model import EventOutline
from tests.analysis.archives import index_of, outline

STRIKE = "wages pickets crane talks mediator ballot ferry blockade union contract court ruling verdict appeal pension"
STORM = "wind flood river dam rescue shelter bridge aid carpenters insurance levee inquiry report minister budget"
APART_DAYS = 3


def story(name: str, stock: str, always: str, topics: Sequence[str] = ()) -> list[EventOutline]:
    """Events three days apart, of which each has two of three passing words in common with the next."""
    words = stock.split()
    return [
        outline(
            f"{name}-{place:02}", APART_DAYS * place, f"{always} {' '.join(words[place : place + 3])}", topics=topics
        )
        for place in range(len(words) - 2)
    ]


def strike() -> list[EventOutline]:
    """Thirteen events of a strike."""
    return story("strike", STRIKE, "Dockers in Aden", ("harbour strike",))


def storm() -> list[EventOutline]:
    """Thirteen events of a storm, on the days of those of the strike."""
    return story("storm", STORM, "Villagers of Lahij", ("red cross",))


def two_stories() -> list[EventOutline]:
    """Both stories."""
    return [*strike(), *storm()]


def finder_of(outlines: Collection[EventOutline], **changes: float) -> ChainFinder:
    """What finds chains among some events, under settings of which some are changed."""
    return ChainFinder(index_of(outlines), ChainSettings(**changes))  # type: ignore[arg-type]
