"""What readers might search for: words, names and texts drawn from events, whatever they hold."""

import random
from collections.abc import Sequence

from graph.model import Event

ODD = ("the", "of the", "people killed", "AND OR NOT", "foo/bar", "C++ (", '"civil war"', "war~2 w?r*", "[a TO z]")


def queries(events: Sequence[Event], count: int, seed: int = 1) -> list[str]:
    """Return `count` texts to search for: parts of texts, mixed words, topics, whole texts, and a few odd ones."""
    draw = random.Random(seed)
    return [*ODD, *(_query(draw, events) for _ in range(count - len(ODD)))]


def _query(draw: random.Random, events: Sequence[Event]) -> str:
    event = draw.choice(events)
    found = event.text.split()
    kind = draw.randrange(8)
    if kind == 0:
        return event.text
    if kind == 1 and event.topics:
        return draw.choice(event.topics).label
    if kind == 2:
        return " ".join(draw.choice(draw.choice(events).text.split()) for _ in range(3))
    length = draw.randint(1, 4)
    start = draw.randrange(max(1, len(found) - length + 1))
    return " ".join(found[start : start + length])
