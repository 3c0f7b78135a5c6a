"""What a person made: muted topics, and everything personal as one value."""

from graph import upkeep
from graph.errors import NotFoundError
from graph.facets.base import Facet
from graph.ingest.load import Progress, silent
from graph.model import Json, Ref
from graph.naming import find_topic
from graph.parse.topic_rules import TopicRules
from graph.parse.topics import normal_form


class Personal(Facet):
    """Muting, and carrying what is a person's own elsewhere."""

    def mute(self, topic: str) -> Ref:
        """Leave a topic out from now on, in commands and dashboard; returns the topic."""
        found = find_topic(self._require(), topic)
        ref = Ref(found.id, found.label)
        self._store.user.mute(ref)
        return ref

    def unmute(self, topic: str) -> Ref:
        """Let a muted topic count again; returns the topic.

        Raises
        ------
        NotFoundError
            If it is not muted.
        """
        wanted = normal_form(topic)
        for ref in self.muted():
            if topic in (ref.id, ref.label) or wanted == ref.id:
                self._store.user.unmute(ref.id)
                return ref
        raise NotFoundError(f"{topic!r} is not muted; `storytrail muted` lists the topics that are.")

    def muted(self) -> list[Ref]:
        """Return the topics that are muted for good."""
        return self._store.user.muted()

    def _muted_ids(self) -> set[str]:
        return {ref.id for ref in self.muted()}

    def _muted_labels(self) -> tuple[str, ...]:
        return tuple(ref.label for ref in self.muted())

    def export_user(self) -> Json:
        """Return everything a person made in this store (saved chains, muted topics, corrections, notes)."""
        return self._store.user.export_()

    def import_user(self, data: Json, *, progress: Progress = silent) -> int:
        """Add what `export_user` gave to this store; returns how many things were added.

        New corrections of topics hold at once.

        Parameters
        ----------
        data : dict
            What `export_user` returned.
        progress : callable
            Called as ``progress(step, done, total)``.

        Raises
        ------
        InputError
            If the value has another shape; nothing is changed then.
        """
        user, rules = self._store.user, self._rules()
        made = set(user.corrections())
        count = user.import_(data)
        if fresh := [correction for correction in user.corrections() if correction not in made]:
            topics = TopicRules(corrections=fresh).displaced() | {rules.topic_id(each.name) for each in fresh}
            with self._writing:
                upkeep.relink(self.url, topics, progress=progress)
        return count
