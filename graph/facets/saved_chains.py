"""Saved chains: kept beside the graph, looked for once more, taken elsewhere as Markdown."""

import dataclasses
from collections.abc import Collection, Mapping

from graph.chain_changes import changes, cut
from graph.chain_results import ChainResult, RerunResult, SavedChain
from graph.chaining import ChainRequest, answer
from graph.checks import as_span
from graph.errors import InputError, NotFoundError
from graph.facets.base import Day
from graph.facets.chaining import Chaining
from graph.model import Event, Json, Ref
from graph.naming import find_topic
from graph.results import Provenance
from graph.saved_chains import as_name, kept, read

KIND = "chain"


class SavingChains(Chaining):
    """Keeping chains under names, finding them again, and writing them as Markdown."""

    def save_chain(
        self,
        name: str,
        one: Event | str,
        other: Event | str,
        *,
        k: int = 3,
        length: int | None = None,
        mute: str | Collection[str] = (),
        exclude: Event | str | Collection[Event | str] = (),
        first: Day | None = None,
        last: Day | None = None,
        weak: bool = False,
        replace: bool = False,
    ) -> SavedChain:
        """Keep the strongest chain between two events, with what was asked, under a name.

        It outlives reloading and rebuilding the store, and goes with `export_user`.

        Parameters
        ----------
        name : str
            At most 100 characters.
        one, other, k, length, mute, exclude, first, last, weak
            What is asked; see `chains`.
        replace : bool
            Let it take the place of another chain of this name.

        Returns
        -------
        SavedChain
            What is kept.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one thing, answers to a name.
        InputError
            If there is no chain, or the name is taken by another one or cannot be used.
        """
        graph, label = self._require(), as_name(name)
        ends = self._find(one), self._find(other)
        named = {topic.id: Ref(topic.id, topic.label) for topic in (find_topic(graph, word) for word in _names(mute))}
        left_out, span = self._left_out(exclude), as_span(first, last)
        request = ChainRequest(k, length, tuple(named.values()), left_out, *span, weak)
        muted, finder = self.muted(), self._finder()
        found = answer(graph, finder, *ends, _also(request, muted))
        if not found.chains:
            raise InputError(f"Nothing is saved as {label!r}. {found.message}")
        return self._keep(kept(label, found, request, muted, finder.index.revision), replace)

    def _keep(self, saved: SavedChain, replace: bool) -> SavedChain:
        """Keep a chain, unless the same is kept already: that one stays, so that it can be told what has changed."""
        user = self._store.user
        with user.exclusive():
            there = user.values(KIND)
            if saved.name in there and not replace:
                if not _same(there[saved.name], saved):
                    raise InputError(
                        f"Another chain is saved as {saved.name!r}; take another name, or replace it (`--replace`)."
                    )
                return read(saved.name, there[saved.name])
            user.keep(KIND, saved.name, saved.to_dict())
        return saved

    def saved_chains(self) -> list[SavedChain]:
        """Return the saved chains that can be read, by name; see `unreadable_chains`."""
        broken = self.unreadable_chains()
        return [read(name, value) for name, value in self._store.user.values(KIND).items() if name not in broken]

    def unreadable_chains(self) -> list[str]:
        """Return the names of saved chains that came in from elsewhere and cannot be read."""
        return [name for name, value in self._store.user.values(KIND).items() if not _is_readable(name, value)]

    def saved_chain(self, name: str) -> SavedChain:
        """Return a saved chain as it was.

        Raises
        ------
        NotFoundError
            If none has this name.
        InputError
            If it came in from elsewhere and cannot be read.
        """
        asked = self._kept_name(name)
        return read(asked, self._store.user.value(KIND, asked))

    def delete_chain(self, name: str) -> None:
        """Forget a saved chain.

        Raises
        ------
        NotFoundError
            If none has this name.
        """
        self._store.user.forget(KIND, self._kept_name(name))

    def rerun_chain(self, name: str) -> RerunResult:
        """Look for a saved chain once more, in the present data, and say what changed.

        Topics that are muted for good count as they do now.

        Raises
        ------
        NotFoundError
            If no chain has this name, or an end of it is no longer there.
        InputError
            If it came in from elsewhere and cannot be read.
        """
        graph, saved = self._require(), self.saved_chain(name)
        there = {event.id: event for event in graph.events([event_id for event_id, _ in saved.events])}
        _require_ends(saved, there)
        muted, asked = self.muted(), self._request(saved.settings)
        now = answer(graph, self._finder(), there[saved.first], there[saved.last], _also(asked, muted))
        return RerunResult(saved, now, changes(saved, now, there, muted))

    def _request(self, settings: Json) -> ChainRequest:
        """Return what was asked, as far as it still exists: topics have moved, events may be gone."""
        graph, rules = self._require(), self._rules()
        named = [Ref(topic["id"], topic["label"]) for topic in settings["mute"]]
        known = set(graph.known_topics([topic.id for topic in named]))
        muted = (topic if topic.id in known else Ref(rules.topic_id(topic.label), topic.label) for topic in named)
        events = tuple(event.id for event in graph.events(settings["exclude"]))
        span = as_span(settings["from"], settings["to"])
        return ChainRequest(settings["k"], settings["length"], tuple(muted), events, *span, settings["weak"])

    def _kept_name(self, name: str) -> str:
        """Return the name as it is kept; one from elsewhere may be such as nobody can save."""
        names = self._store.user.values(KIND)
        asked = name if name in names else as_name(name)
        if asked not in names:
            raise NotFoundError(f"No chain is saved as {asked!r}; `storytrail chains list` shows those that are.")
        return asked

    def chain_markdown(self, result: ChainResult) -> str:
        """Return chains as Markdown: events, links with their strength and reasons, sources, licences."""
        from graph.export.chain_markdown import chain_markdown

        documents = {event.document for chain in result.chains for event in chain.events}
        records = self._store.graph.records(sorted(documents)).values()
        return chain_markdown(result, {each.id: Provenance(each.id, each.origin, each.licence) for each in records})


def _names(mute: str | Collection[str]) -> Collection[str]:
    return [mute] if isinstance(mute, str) else mute


def _also(request: ChainRequest, muted: Collection[Ref]) -> ChainRequest:
    """Return what is asked with the topics muted for good added."""
    return dataclasses.replace(request, muted=tuple({topic.id: topic for topic in (*muted, *request.muted)}.values()))


def _is_readable(name: str, value: Json) -> bool:
    try:
        read(name, value)
    except InputError:
        return False
    return True


def _same(there: Json, saved: SavedChain) -> bool:
    """Tell whether what is kept is the same chain, asked for in the same way."""
    try:
        other = read(saved.name, there)
    except InputError:
        return False
    asked = [{**each.settings, "muted": ()} for each in (other, saved)]
    return asked[0] == asked[1] and other.events == saved.events


def _require_ends(saved: SavedChain, there: Mapping[str, Event]) -> None:
    texts = dict(saved.events)
    for event_id in (saved.first, saved.last):
        if event_id not in there:
            raise NotFoundError(
                f"The chain {saved.name!r} cannot be looked for: its end “{cut(texts.get(event_id, event_id))}” "
                f"({event_id}) is no longer in the store. Load its page again, or remove the chain with "
                "`storytrail chains delete`."
            )
