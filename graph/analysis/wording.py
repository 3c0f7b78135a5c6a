"""One English sentence for why two events are related."""

import re
from collections.abc import Sequence

from graph.model import Reason

LONGEST = 160
_LABEL = 60
_MENTIONED = 3
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNITS = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}

# Titles whose main word is one of these name a course of events, of which something can be a part.
_COURSE_WORDS = """
    attack attacks affair airstrikes assassination battle bombing bombings campaign case ceasefire civil clashes
    conflict conflicts conference controversy coup crash crisis cup debate disaster dispute earthquake earthquakes
    election elections epidemic eruption events explosion famine fire fires flood floods games genocide hearings
    hurricane impeachment incident insurgency intervention invasion investigation kidnapping killing killings
    massacre movement murder murders negotiations offensive olympics operation outbreak pandemic process
    proceedings program programme protest protests raid rebellion recession referendum revolution riots rising
    scandal season shooting shootings siege spill standoff stand-off storm strike strikes summit surge talks tour
    tournament trial trials tsunami typhoon unrest uprising violence war wars wildfires withdrawal"""
_COURSES = frozenset(_COURSE_WORDS.split())
_YEAR = re.compile(r"\d{4}(?:[-–]\d{2,4})? (?!in )")
_AFTER_MAIN_WORD = re.compile(r"[(,:]| (?:in|of|on|at|by|during|from|against|over|between|for|with|to|and)\b")


def summary(reasons: Sequence[Reason], days: int) -> str:
    """Return one sentence of at most 160 characters that tells the reasons.

    Parameters
    ----------
    reasons : sequence of Reason
        Strongest first.
    days : int
        Days from the one event to the other; negative is earlier.

    Examples
    --------
    >>> shared = [Reason("heading", "Syrian peace process", 0.4), Reason("topic", "Sergey Lavrov", 0.1)]
    >>> summary(shared, 2)
    'Both are part of the Syrian peace process; two days later, also mentions Sergey Lavrov'
    >>> summary([Reason("topic", "Nepal", 0.2), Reason("word", "rescuers", 0.1)], -1)
    'Both mention Nepal and “rescuers”; the day before'
    """
    for mentioned in range(_MENTIONED, -1, -1):
        sentence = _sentence(reasons, days, mentioned)
        if len(sentence) <= LONGEST:
            return sentence
    return sentence[: LONGEST - 1].rstrip() + "…"


def distance(days: int) -> str:
    """Return a distance in time in words: "two days later", "the day before".

    Examples
    --------
    >>> [distance(days) for days in (0, 1, -3, 17, 400, -3653)]
    ['on the same day', 'the next day', 'three days earlier', 'two weeks later', '13 months later', 'ten years earlier']
    """
    if abs(days) <= 1:
        return ("on the same day", "the next day", "the day before")[days]
    unit = _unit(abs(days))
    count = round(abs(days) / _UNITS[unit])
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {unit}{'s' if count > 1 else ''} {'later' if days > 0 else 'earlier'}"


def _unit(days: int) -> str:
    if days < 14:
        return "day"
    if days < 60:
        return "week"
    about_a_year = 350 <= days <= 380
    return "year" if about_a_year or days >= 700 else "month"


def _sentence(reasons: Sequence[Reason], days: int, mentioned: int) -> str:
    """Return the sentence with at most so many topics and words."""
    story = next((_story(reason.label) for reason in reasons if reason.kind == "heading"), "")
    told = _listed([_quoted(reason) for reason in reasons if reason.kind in ("topic", "word")][:mentioned])
    bridge = next((f"by way of “{_short(reason.label)}”" for reason in reasons if reason.kind == "bridge"), "")
    if story:
        return _joined(f"{story}; {distance(days)}", f"also mentions {told}" if told else "", bridge)
    if told:
        return _joined(f"Both mention {told}; {distance(days)}", bridge)
    return _joined(f"{'Linked' if bridge else 'Told in similar words'}; {distance(days)}", bridge)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _story(heading: str) -> str:
    label = _short(heading)
    main_word = _AFTER_MAIN_WORD.split(label, maxsplit=1)[0].split()[-1:]
    if _YEAR.match(label) or (main_word and main_word[0].casefold() in _COURSES):
        return f"Both are part of {'' if label.startswith('The ') else 'the '}{label}"
    return f"Both are about {label}"


def _quoted(reason: Reason) -> str:
    return f"“{_short(reason.label)}”" if reason.kind == "word" else _short(reason.label)


def _listed(items: Sequence[str]) -> str:
    """Return a list as people say it: "a, b and c"."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
