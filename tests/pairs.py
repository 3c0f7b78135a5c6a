"""One archive in two stores, asked the same."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graph import Event, EventGraph


@dataclass
class Pair:
    """One archive in two stores, and things of it to ask about."""

    file: EventGraph
    server: EventGraph

    def __post_init__(self) -> None:
        self.events = self.file.events()
        self.topics = self.file.topics()

    def both(self, ask: Callable[..., Any], *given: Any) -> tuple[Any, Any]:
        """Call ``ask(graph, *given)`` with both."""
        return ask(self.file, *given), ask(self.server, *given)

    def agree(self, ask: Callable[..., Any], *given: Any) -> Any:
        """Ask both the same, check that the answers are the same too, and return the answer."""
        ours, theirs = self.both(ask, *given)
        assert theirs == ours
        return ours

    def ids(self, count: int) -> list[str]:
        """Return `count` ids of events, spread over the whole archive."""
        return spread(self.events["id"], count)

    def some_events(self, count: int) -> list[Event]:
        """Return `count` events, spread over the whole archive."""
        return [self.file.event(name).event for name in self.ids(count)]

    def some_topics(self, count: int) -> list[str]:
        """Return ids of the most frequent topics, and of others spread down to the rare ones."""
        names = list(self.topics["id"])
        return list(dict.fromkeys([*names[: count // 2], *spread(names, count - count // 2)]))


def spread(items: Iterable[str], count: int) -> list[str]:
    """Return `count` of the items at even distances, all if there are no more."""
    values = list(items)
    return values[:: max(1, len(values) // count)][:count]
