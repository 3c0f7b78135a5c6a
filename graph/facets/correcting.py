"""A person's corrections of topics: two that are one, and a spelling that names another."""

import datetime as dt
from collections.abc import Collection

from graph import upkeep
from graph.errors import InputError
from graph.facets.base import Facet
from graph.ingest.load import Progress, silent
from graph.model import Topic
from graph.naming import find_topic
from graph.parse.topic_rules import Correction
from graph.parse.topics import normal_form
from graph.results import CorrectionReport


class Correcting(Facet):
    """Merging and splitting topics. Corrections are kept and hold for what is loaded later."""

    def merge_topics(self, into: str, name: str, *, progress: Progress = silent) -> CorrectionReport:
        """Make one topic part of another. The name of both is then the most frequent of all their titles.

        Parameters
        ----------
        into : str
            The topic that stays: a title, an id or an alias.
        name : str
            The topic that becomes part of it.
        progress : callable
            Called as ``progress(step, done, total)``.

        Returns
        -------
        CorrectionReport
            The topic as it is now, and how many events moved.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one topic, answers to a name.
        InputError
            If both are the same topic.
        """
        graph = self._require()
        stays, goes = find_topic(graph, into), find_topic(graph, name)
        if stays.id == goes.id:
            raise InputError(
                f"{into!r} and {name!r} are one topic already, {stays.label!r}; "
                "`storytrail topic-split` takes a spelling out of it."
            )
        correction = Correction("merge", goes.id, stays.id, _today())
        return self._correct(correction, [goes.id], stays.id, progress)

    def split_topic(self, alias: str, *, progress: Progress = silent) -> CorrectionReport:
        """Take one spelling out of its topic, so that it is a topic of its own.

        Parameters
        ----------
        alias : str
            The spelling as `topic` lists it.
        progress : callable
            Called as ``progress(step, done, total)``.

        Returns
        -------
        CorrectionReport
            The topic that the spelling now has, and how many events moved.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one topic, answers to it.
        InputError
            If it is no spelling of a topic, its only one, or the one the topic has its name from.
        """
        topic = find_topic(self._require(), alias)
        title, rules = _spelling(topic, alias), self._rules()
        if title == topic.label and rules.own_id(title) == topic.id:
            others = ", ".join(repr(other) for other in topic.aliases if other != title)
            raise InputError(f"{title!r} gives the topic its name; split off what does not belong to it: {others}.")
        correction = rules.splitting(title, _today())
        return self._correct(correction, [topic.id], correction.into, progress)

    def _correct(
        self, correction: Correction, touched: Collection[str], shown: str, progress: Progress
    ) -> CorrectionReport:
        """Keep a correction and bring the graph to it; if that cannot be done, it is not kept either."""
        with self._writing:
            self._store.user.correct(correction)
            try:
                done = upkeep.relink(self.url, touched, progress=progress)
            except BaseException:
                self._store.user.take_back()
                raise
        return CorrectionReport(self._store.graph.topic(shown), done.events, tuple(done.stale))


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _spelling(topic: Topic, alias: str) -> str:
    """Return the spelling of a topic that is meant, if it can be split off."""
    form = normal_form(alias)
    same = [title for title in topic.aliases if normal_form(title) == form]
    title = alias if alias in topic.aliases else same[0] if same else None
    if title is None:
        raise InputError(
            f"{alias!r} is no spelling of {topic.label!r} but words that links show for it, or part of its name; "
            "`storytrail topic` lists its spellings."
        )
    if len(topic.aliases) == 1 and form == topic.id:
        raise InputError(f"{title!r} is the only spelling of its topic; there is nothing to split it from.")
    return title
