"""What a person made: muted topics, and everything personal as one value."""

from graph.errors import NotFoundError
from graph.facets.base import Facet
from graph.model import Json, Ref
from graph.naming import find_topic
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

    def export_user(self) -> Json:
        """Return everything a person made in this store (saved chains, muted topics, notes) as one value."""
        return self._store.user.export_()

    def import_user(self, data: Json) -> int:
        """Add what `export_user` gave to this store; returns how many things were added.

        Raises
        ------
        InputError
            If the value has another shape; nothing is changed then.
        """
        return self._store.user.import_(data)
