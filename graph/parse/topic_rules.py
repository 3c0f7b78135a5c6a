"""Which topic a title leads to, when redirects are known and a person has corrected what spelling alone decides.

By spelling alone a title leads to the topic of its normal form. A *redirect* leads one normal form to another. A
person *merges* one topic into another, or *splits* one spelling off; what was said last holds, and a person's word
holds over redirects. In a graph that several people share, the *spellings* that others have brought together
stay together unless the person here has said otherwise.

A spelling that is split off goes back to its own normal form, with all that is written like it. Where this is the
very topic it is split from ("US" from "United States"), only links with exactly this title leave, and the title
itself becomes the identity of their topic.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.errors import InputError
from graph.model import Event, Heading, Json, Mention, Ref
from graph.parse.topics import normal_form

CorrectionKind = Literal["merge", "split"]
Ground = Literal["spelling", "redirect", "person", "team"]

# longer chains of redirects are a fault of the wiki
MOST_HOPS = 50


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of topics.

    Attributes
    ----------
    kind : {"merge", "split"}
        What is done.
    name : str
        Id of the topic that is merged into another; the spelling, as linked, that is split off.
    into : str
        Id of the topic that it becomes part of; id that the spelling has from now on.
    at : datetime.date
        When it was said.
    """

    kind: CorrectionKind
    name: str
    into: str
    at: dt.date

    def to_dict(self) -> Json:
        """Return the correction as JSON."""
        return {"kind": self.kind, "name": self.name, "into": self.into, "at": self.at.isoformat()}

    @classmethod
    def from_dict(cls, data: Any) -> "Correction":
        """Return the correction that `to_dict` gave as JSON.

        Raises
        ------
        InputError
            If the value has another shape.
        """
        kind, name, into, at = (_text(data, key) for key in ("kind", "name", "into", "at"))
        if kind not in ("merge", "split"):
            raise InputError(f"A correction of topics merges or splits; got {kind!r}.")
        try:
            return cls("merge" if kind == "merge" else "split", name, into, dt.date.fromisoformat(at))
        except ValueError as error:
            raise InputError(f"The correction of {name!r} has no date; at is written as 2016-02-03.") from error


def _text(data: Any, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    if not isinstance(value, str) or not value:
        raise InputError("A correction of topics cannot be read; each has a kind, a name, into and at.")
    return value


@dataclass(frozen=True, slots=True)
class _Trail:
    """The ids a title goes through, the last of which is that of its topic; why, and since when."""

    ids: Sequence[str]
    by: Ground
    since: dt.date | None = None


class TopicRules:
    """Redirects and corrections as one rule from titles to topics.

    Parameters
    ----------
    redirects : mapping of str to str
        Normal form of a title to that of the page it leads to; chains and rings are allowed.
    corrections : sequence of Correction
        In the order in which they were made.
    spellings : mapping of str to str
        Title to the id of its topic, as a shared graph has it.
    resolved_at : mapping of str to datetime.date
        When a redirect was seen, by the normal form of its title.

    Examples
    --------
    >>> rules = TopicRules({"burma": "myanmar"})
    >>> rules.resolve("Burma", Ref("burma", "Burma")), rules.explain("Burma")
    (Ref(id='myanmar', label='Burma'), 'redirect')
    """

    def __init__(
        self,
        redirects: Mapping[str, str] = {},
        corrections: Sequence[Correction] = (),
        spellings: Mapping[str, str] = {},
        resolved_at: Mapping[str, dt.date] = {},
    ) -> None:
        self._links = {name: target for name, target in redirects.items() if name != target}
        self._spellings = dict(spellings)
        self._resolved_at = dict(resolved_at)
        # what a person has decided: ids of single titles, and the day of the last word on an id or a title
        self._titles: dict[str, str] = {}
        self._decided: dict[str, dt.date] = {}
        self._split: set[str] = set()
        self._displaced = set(self._links)
        for correction in corrections:
            self._displaced |= self._holders(correction)
            self._merge(correction) if correction.kind == "merge" else self._split_off(correction)
        self._any = bool(self._links or self._spellings or corrections)

    def _merge(self, correction: Correction) -> None:
        name, into = correction.name, correction.into
        if name == into:
            return
        if name in self._follow(into, self._links):
            # it was the other way round before
            self._links.pop(into, None)
            self._decided[into] = correction.at
        self._links[name] = into
        self._decided[name] = correction.at
        self._split.discard(name)

    def _split_off(self, correction: Correction) -> None:
        title, own = correction.name, correction.into
        if self.own_id(title) != own:
            self._titles[title] = own
        self._links.pop(own, None)
        self._decided[own] = correction.at
        self._split.add(own)

    def _holders(self, correction: Correction) -> set[str]:
        """Return the ids of topics that may hold what a correction takes elsewhere."""
        names = {correction.name, correction.into, normal_form(correction.name)}
        return names.union(*(self._follow(name, self._links) for name in names))

    def __bool__(self) -> bool:
        """Tell whether there is any rule besides the spelling."""
        return self._any

    def own_id(self, title: str) -> str:
        """Return the id that a title has by itself: its normal form, or what it was split off as."""
        return self._titles.get(title, normal_form(title))

    def topic_id(self, title: str) -> str:
        """Return the id of the topic that a title, as linked, leads to."""
        form = normal_form(title)
        if title in self._titles or title in self._spellings or form in self._links or form in self._decided:
            return self._trail(title).ids[-1]
        return form

    def displaced(self) -> frozenset[str]:
        """Return the ids of topics that may hold titles which these rules put elsewhere."""
        return frozenset(self._displaced)

    def resolve(self, title: str, topic: Ref) -> Ref:
        """Return the topic that a title leads to: `topic` itself if it has the right id, else one with its label."""
        found = self.topic_id(title)
        return topic if found == topic.id else Ref(found, topic.label)

    def apply(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Return events with the topics of all their links by these rules; the same objects where nothing changes.

        What the events had before does not matter, only their titles: rules may be applied again and again.
        """
        return tuple(map(self._applied, events)) if self else tuple(events)

    def _applied(self, event: Event) -> Event:
        mentions = self._resolved(event.mentions)
        headings = tuple(map(self._heading, event.headings))
        if mentions is event.mentions and all(map(_is, headings, event.headings)):
            return event
        return replace(event, mentions=mentions, headings=headings)

    def _heading(self, heading: Heading) -> Heading:
        mentions = self._resolved(heading.mentions)
        return heading if mentions is heading.mentions else Heading(heading.text, mentions)

    def _resolved(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        found = [self.resolve(mention.title, mention.topic) for mention in mentions]
        if all(topic is mention.topic for topic, mention in zip(found, mentions, strict=True)):
            return mentions
        return tuple(
            mention if topic is mention.topic else replace(mention, topic=topic)
            for topic, mention in zip(found, mentions, strict=True)
        )

    def explain(self, title: str) -> Ground:
        """Return why a title is with its topic: by ``spelling``, ``redirect``, a ``person`` here, or the ``team``."""
        return self._trail(title).by

    def since(self, title: str) -> dt.date | None:
        """Return the day of the correction or of the redirect that decides on a title; None when not known."""
        return self._trail(title).since

    def splitting(self, title: str, at: dt.date) -> Correction:
        """Return the correction that takes a spelling out of the topic it leads to."""
        form, topic = normal_form(title), self.topic_id(title)
        own = self.own_id(title)
        if own == topic:
            own = title if title not in (form, topic) else f"{title} (split)"
        return Correction("split", title, own, at)

    def _trail(self, title: str) -> _Trail:
        form = normal_form(title)
        if title in self._spellings and title not in self._titles and form not in self._decided:
            mine = {name: self._links[name] for name in self._decided if name in self._links}
            ids = self._follow(self._spellings[title], mine)
            return self._by_person(title, ids) or _Trail(ids, "team")
        ids = self._follow(self.own_id(title), self._links)
        if personal := self._by_person(title, ids):
            return personal
        return _Trail(ids, "spelling") if ids[-1] == form else _Trail(ids, "redirect", self._resolved_at.get(form))

    def _by_person(self, title: str, ids: Sequence[str]) -> _Trail | None:
        """Return the trail if a person's word led anywhere on it."""
        used = {name for name in ids[:-1] if name in self._decided}
        if title in self._titles or ids[0] in self._split:
            used.add(ids[0])
        return _Trail(ids, "person", max(self._decided[name] for name in used)) if used else None

    @staticmethod
    def _follow(name: str, links: Mapping[str, str]) -> list[str]:
        """Return an id and those it leads to in turn; a ring ends with the first of its ids by the alphabet."""
        ids = [name]
        while len(ids) <= MOST_HOPS and (target := links.get(ids[-1])) is not None:
            if target in ids:
                return [*ids, min(ids[ids.index(target) :])]
            ids.append(target)
        return ids


def _is(one: object, other: object) -> bool:
    return one is other
