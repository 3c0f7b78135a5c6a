"""One English sentence for why two events are related."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.tokens import STOP_WORDS, spelled, words
from graph.model import Reason

LONGEST = 160
_LABEL = 60
_MENTIONED = 3
_SHARED = ("heading", "topic", "word")
_ENOUGH = 2
"""Names after which words without a capital are not quoted any more."""
_MUCH, _SOME = 0.35, 0.2
"""Part of the score from which an event between is told: beside several things that are shared, and beside one."""
_ROOT = 4
"""A word that begins with another of at least so many letters says the same."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNITS = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

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
# Titles of several words whose main word is one of these are not said without an article.
_ARTICLE_WORDS = """
    academy agency ambassador army assembly association authority bahamas bank caribbean center centre chancellor
    coast
    commission committee congress council court department emirates federation fund government guard gulf
    house islands kingdom leader maldives mayor minister ministry nations navy netherlands ocean organisation
    organization parliament party philippines pope president queen republic river sea secretary senate shuttle speaker
    station states strip treaty union"""
_WITH_ARTICLE = frozenset(_ARTICLE_WORDS.split())
_BARE_WITH_ARTICLE = frozenset({"bahamas", "maldives", "netherlands", "philippines"})
_YEAR = re.compile(r"\d{4}(?:[-–]\d{2,4})? (?!in )")
_AFTER_MAIN_WORD = re.compile(r"[(,:]| (?:in|of|on|at|by|during|from|against|over|between|for|with|to|and)\b")
_ADDITION = re.compile(r"(?<=\S) \([^()]*\)$")
_DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})/")


def summary(reasons: Sequence[Reason], days: int) -> str:
    """Return one sentence of at most 160 characters that tells the reasons.

    The heading that both stand under comes first, then topics and names, then other words if there are few of these.
    What says the same as something told is left out, and so is the event between unless much rests on it.

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
    >>> summary([Reason("bridge", "Dockers walk out", 0.2, "2015-09-03/dockers-walk-out")], 5)
    'Linked by “Dockers walk out” of 3 September 2015; five days later'
    """
    told = _Told.of(reasons)
    for mentioned in range(len(told.mentions), -1, -1):
        sentence = told.sentence(days, mentioned)
        if len(sentence) <= LONGEST:
            return sentence
    return cut(sentence, LONGEST)


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


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence can tell: the story both are part of, what both mention, and the event between."""

    story: str
    mentions: tuple[str, ...]
    link: str

    @classmethod
    def of(cls, reasons: Sequence[Reason]) -> "_Told":
        """Choose among reasons."""
        story = next((reason for reason in reasons if reason.kind == "heading"), None)
        mentions = _mentioned([reason for reason in reasons if reason.kind in _SHARED and reason is not story], story)
        bridge = next((reason for reason in reasons if reason.kind == "bridge"), None)
        part = bridge.weight / (sum(reason.weight for reason in reasons) or 1.0) if bridge else 0.0
        least = 0.0 if not (story or mentions) else _MUCH if story or len(mentions) > 1 else _SOME
        link = _link(bridge) if bridge and part >= least else ""
        return cls(_story(story.label) if story else "", mentions, link)

    def sentence(self, days: int, mentioned: int) -> str:
        """Return the sentence with at most so many mentions."""
        when, mentions = distance(days), listed(self.mentions[:mentioned])
        if self.story:
            return _joined(f"{self.story}; {when}", f"also mentions {mentions}" if mentions else "", self.link)
        if mentions:
            return _joined(f"Both mention {mentions}; {when}", self.link)
        opening = f"L{self.link[1:]}" if self.link else "Told in similar words"
        return f"{opening}; {when}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def listed(items: Sequence[str]) -> str:
    """Return a list as people say it: "a, b and c"."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def _story(heading: str) -> str:
    label = short(heading)
    if _YEAR.match(label) or _main_word(label).casefold() in _COURSES:
        return f"Both are part of {'' if label.startswith('The ') else 'the '}{label}"
    return f"Both are about {with_article(label)}"


def _link(bridge: Reason) -> str:
    dated = _DATED.match(bridge.id)
    day = f" of {int(dated[3])} {_MONTHS[int(dated[2]) - 1]} {dated[1]}" if dated else ""
    return f"linked by “{short(bridge.label)}”{day}"


def _mentioned(reasons: Sequence[Reason], story: Reason | None) -> tuple[str, ...]:
    """Return what to mention: topics and names first, other words only where these are few; nothing twice."""
    said = _words(story.label) if story else frozenset()
    mentions: dict[str, frozenset[str]] = {}
    most = _MENTIONED if all(map(_is_plain, reasons)) else _ENOUGH
    for reason in sorted(reasons, key=_is_plain):
        found = _words(reason.label)
        if len(mentions) >= (most if _is_plain(reason) else _MENTIONED):
            break
        if not found or not _covers(said, found):
            mentions = {text: known for text, known in mentions.items() if not known <= found}
            mentions[_quoted(reason)] = found
            said |= found
    return tuple(mentions)


def _is_plain(reason: Reason) -> bool:
    """Whether a reason is a word without a capital."""
    return reason.kind == "word" and reason.label[:1].islower()


def _words(label: str) -> frozenset[str]:
    """Return the words of a label that say something, folded."""
    return frozenset(spelled(word).casefold() for word in words(label)) - STOP_WORDS


def _covers(said: frozenset[str], found: frozenset[str]) -> bool:
    """Whether all words that are found were said, in this or another form."""

    def same(one: str, other: str) -> bool:
        short, long = sorted((one, other), key=len)
        return one == other or (len(short) >= _ROOT and long.startswith(short))

    return all(any(same(word, known) for known in said) for word in found)


def _quoted(reason: Reason) -> str:
    return f"“{short(reason.label)}”" if reason.kind == "word" else with_article(short(reason.label))


def with_article(label: str) -> str:
    """Return a title as it stands in a sentence: "the United States", "the Prime Minister of Malaysia"."""
    main, several = _main_word(label), len(label.split()) > 1
    course = main.casefold() in _COURSES and (bool(_YEAR.match(label)) or len(label.split()) > 2 or main.istitle())
    titled = main[:1].isupper() and main.casefold() in (_WITH_ARTICLE if several else _BARE_WITH_ARTICLE)
    return f"the {label}" if (titled or (several and course)) and not label.startswith("The ") else label


def _main_word(label: str) -> str:
    """Return the last word before "in", "of", a comma and the like: the one that says what the title names."""
    return (_AFTER_MAIN_WORD.split(label, maxsplit=1)[0].split() or [""])[-1]


def short(label: str) -> str:
    """Return a label without the addition in brackets that tells titles apart, and not too long."""
    return cut(_ADDITION.sub("", label), _LABEL)


def cut(text: str, longest: int) -> str:
    """Return a text cut after a word, or in the middle of one that is too long itself."""
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    whole = start.rpartition(" ")[0] if len(start.rpartition(" ")[0]) > longest // 2 else start
    return f"{whole.rstrip(' ,;:-…')}…"
