"""What every store tells of changes, and does with the relations computed from events: a part of the contract."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from graph.errors import InputError
from graph.model import Ref, Relation
from graph.store.graph_store import GraphStore
from graph.store.records import Changes
from graph.store.relations import relation_table
from tests.store.building import DAY, day, document, event
from tests.store.scenes import LATER, NEXT, ids_of, relation, revisions, talks


def stale(store: GraphStore) -> bool:
    """Tell whether the stored relations count as out of date."""
    return "related" in store.meta().stale


class RelatingContract:
    """What changed since a revision; relations, written as a whole or for some events."""

    # --- what changed

    def test_an_event_has_the_revision_it_was_last_written_with(self, store: GraphStore) -> None:
        kept, edited, gone = event("kept"), event("edited"), event("gone")
        store.load_first([day(DAY, kept, edited, gone)])
        first = store.meta().revision
        assert revisions(store) == {one.id: first for one in (kept, edited, gone)}
        new = event("new", position=9)
        store.replace_document(*day(DAY, kept, event("edited", "Now it says this."), new))
        second = store.meta().revision
        assert revisions(store) == {kept.id: first, edited.id: second, new.id: second}
        store.replace_documents([(document("own/x"), [kept])], [f"portal/{DAY}"])
        assert revisions(store) == {kept.id: store.meta().revision}
        store.write_related([], store.meta().revision)
        assert revisions(store) == {kept.id: store.meta().revision}

    def test_an_event_whose_topic_is_put_elsewhere_is_written(self, store: GraphStore) -> None:
        store.load_first(talks())
        before = store.meta().revision
        truce = store.event(f"{LATER}/truce")
        moved = replace(truce, mentions=(replace(truce.mentions[0], topic=Ref("rossiya", "Rossiya")),))
        store.replace_document(*day(LATER, moved))
        changed = store.changes_since(before, ids_of(talks()))
        assert (changed.written, changed.gone) == ((truce.id,), ())

    def test_changes_are_those_after_a_revision(self, store: GraphStore) -> None:
        old = ids_of(talks())
        store.load_first(talks())
        before = store.meta().revision
        assert store.changes_since(before, old) == Changes()
        store.remove_document(f"portal/{NEXT}")
        assert store.changes_since(before, old) == Changes((), (f"{NEXT}/money",))
        fresh = [event(name, date=LATER, document="own/x") for name in ("b", "a")]
        # as many new ones as are gone
        store.replace_document(document("own/x"), fresh[:1])
        assert store.changes_since(before, old) == Changes((fresh[0].id,), (f"{NEXT}/money",))
        between = store.meta().revision
        store.replace_documents([(document("own/x"), fresh), day(DAY, event("pause", "The talks end."))])
        all_of_it = store.changes_since(before, old)
        assert all_of_it == Changes((f"{DAY}/pause", f"{LATER}/a", f"{LATER}/b"), (f"{DAY}/lavrov", f"{NEXT}/money"))
        known = [f"{DAY}/lavrov", f"{DAY}/pause", f"{LATER}/b", f"{LATER}/truce"]
        assert store.changes_since(between, known) == Changes((f"{DAY}/pause", f"{LATER}/a"), (f"{DAY}/lavrov",))

    def test_an_event_that_was_gone_in_between_was_written(self, store: GraphStore) -> None:
        store.load_first(talks())
        before = store.meta().revision
        store.remove_document(f"portal/{LATER}")
        store.replace_document(*talks()[2])
        assert store.changes_since(before, ids_of(talks())) == Changes((f"{LATER}/truce",), ())

    def test_all_events_of_a_graph_are_changes_since_the_beginning(self, store: GraphStore) -> None:
        assert store.changes_since(0, ()) == Changes()
        store.load_first(talks())
        assert store.changes_since(0, ()) == Changes(tuple(ids_of(talks())), ())
        assert store.changes_since(0, ["1999-01-01/gone"]).gone == ("1999-01-01/gone",)

    # --- relations

    def test_relations_come_back_with_their_evidence(self, store: GraphStore) -> None:
        store.load_first(talks())
        ids = [f"{DAY}/lavrov", f"{NEXT}/money", f"{LATER}/truce"]
        written = [relation(ids[1], ids[2], 1, 8), relation(ids[1], ids[0], 2, -1), relation(ids[0], ids[1], 1, 1)]
        store.write_related(written, store.meta().revision)
        assert store.related(ids[1]) == written[:2]
        assert store.related(ids[1], "before") == [written[1]]
        assert store.related(ids[1], "after") == [written[0]]
        assert store.related(ids[1], limit=1) == [written[0]]
        assert store.related(ids[2]) == []
        assert list(store.relations()) == [written[2], *written[:2]]
        assert store.counts().related == 3
        with pytest.raises(InputError, match="sideways"):
            store.related(ids[1], "sideways")

    def test_writing_relations_replaces_the_old_ones(self, store: GraphStore) -> None:
        store.load_first(talks())
        one, other = f"{DAY}/lavrov", f"{NEXT}/money"
        store.write_related([relation(one, other, 1, 1), relation(other, one, 1, -1)], store.meta().revision)
        bare = Relation(other, one, 1, 1.0, -1)
        store.write_related([bare], store.meta().revision)
        assert list(store.relations()) == [bare]
        store.write_related([], store.meta().revision)
        assert list(store.relations()) == []

    def test_relations_of_an_older_revision_stay_stale_and_make_no_events(self, store: GraphStore) -> None:
        store.load_first(talks())
        revision = store.meta().revision
        store.remove_document(f"portal/{NEXT}")
        gone, here = relation(f"{DAY}/lavrov", f"{NEXT}/money", 1, 1), relation(f"{DAY}/lavrov", f"{LATER}/truce", 2, 9)
        store.write_related([gone, here], revision)
        assert list(store.relations()) == [here]
        assert store.counts().events == 3
        assert stale(store)

    def test_relations_of_some_events_are_replaced(self, store: GraphStore) -> None:
        store.load_first(talks())
        lavrov, pause, money, truce = ids_of(talks())
        other = [relation(money, lavrov, 1, -1), relation(money, truce, 2, 8)]
        old = [relation(lavrov, money, 1, 1), relation(lavrov, truce, 2, 9), relation(truce, lavrov, 1, -9)]
        store.write_related([*old, *other], store.meta().revision, "damping 0.85")
        before = store.meta()
        new = [relation(lavrov, truce, 1, 9), relation(pause, money, 1, 1)]
        store.update_related({lavrov, pause, truce}, new, before.revision, "damping 0.9")
        assert list(store.relations()) == [*new, *other]
        assert store.meta() == replace(before, analysis="damping 0.9")
        store.update_related([], [], before.revision)
        assert list(store.relations()) == [*new, *other]

    def test_relations_of_some_events_are_written_to_a_graph_without_any(self, store: GraphStore) -> None:
        store.load_first(talks())
        lavrov, _, money, _ = ids_of(talks())
        one = relation(lavrov, money, 1, 1)
        store.update_related([lavrov, "nobody"], iter([one]), store.meta().revision)
        assert list(store.relations()) == [one]
        assert not stale(store)

    def test_many_relations_are_replaced(self, store: GraphStore) -> None:
        events = [event(f"e{n:04}", position=n) for n in range(1200)]
        names = [one.id for one in events]
        store.load_first([day(DAY, *events)])
        store.write_related([relation(name, names[0], 1, 0) for name in names[1:]], store.meta().revision)
        # more than one batch of sources and of relations
        new = [relation(name, names[-rank], rank, 0) for name in names[:1100] for rank in range(1, 6)]
        store.update_related(names[:1100], new, store.meta().revision)
        assert list(store.relations()) == [*new, *(relation(name, names[0], 1, 0) for name in names[1100:])]

    def test_an_update_from_an_older_revision_stays_stale_and_makes_no_events(self, store: GraphStore) -> None:
        store.load_first(talks())
        lavrov, _, money, truce = ids_of(talks())
        revision = store.meta().revision
        store.remove_document(f"portal/{NEXT}")
        here = relation(lavrov, truce, 2, 9)
        store.update_related([lavrov, money], [relation(lavrov, money, 1, 1), here], revision)
        assert list(store.relations()) == [here]
        assert store.counts().events == 3
        assert (stale(store), store.meta().related_revision) == (True, revision)
        assert store.changes_since(revision, ids_of(talks())).gone == (money,)

    def test_an_update_is_of_the_events_it_names(self, store: GraphStore) -> None:
        store.load_first(talks())
        lavrov, _, money, truce = ids_of(talks())
        with pytest.raises(InputError, match=money):
            store.update_related([lavrov], [relation(money, truce, 1, 8)], store.meta().revision)
        assert list(store.relations()) == []
        assert stale(store)

    @pytest.mark.parametrize("whole", [True, False])
    def test_writing_that_is_interrupted_leaves_relations_stale_and_of_no_revision(
        self, store: GraphStore, whole: bool
    ) -> None:
        store.load_first(talks())
        lavrov, _, money, truce = ids_of(talks())
        revision = store.meta().revision
        store.write_related([relation(lavrov, money, 1, 1)], revision)

        def interrupted() -> Iterator[Relation]:
            yield relation(lavrov, truce, 1, 9)
            assert (stale(store), store.meta().related_revision) == (True, 0)
            raise KeyboardInterrupt

        def write(relations: Iterable[Relation]) -> None:
            if whole:
                store.write_related(relations, revision)
            else:
                store.update_related([lavrov], relations, revision)

        with pytest.raises(KeyboardInterrupt):
            write(interrupted())
        assert (stale(store), store.meta().related_revision) == (True, 0)
        write([relation(lavrov, truce, 1, 9)])
        assert list(store.relations()) == [relation(lavrov, truce, 1, 9)]
        assert (stale(store), store.meta().related_revision) == (False, revision)

    def test_a_change_while_relations_are_written_leaves_them_stale(self, store: GraphStore) -> None:
        store.load_first(talks())
        lavrov, _, _, truce = ids_of(talks())
        revision = store.meta().revision

        def meanwhile() -> Iterator[Relation]:
            yield relation(lavrov, truce, 1, 9)
            store.remove_document(f"portal/{NEXT}")

        store.update_related([lavrov], meanwhile(), revision)
        assert list(store.relations()) == [relation(lavrov, truce, 1, 9)]
        assert (stale(store), store.meta().related_revision) == (True, revision)

    def test_a_graph_remembers_the_revision_of_its_relations(self, store: GraphStore) -> None:
        assert store.meta().related_revision == 0
        store.load_first(talks())
        assert store.meta().related_revision == 0
        first = store.meta().revision
        store.write_related([], first)
        store.remove_document(f"portal/{NEXT}")
        assert store.meta().related_revision == first < store.meta().revision
        store.write_related([], first)
        assert (stale(store), store.meta().related_revision) == (True, first)
        store.update_related([], [], store.meta().revision)
        assert (stale(store), store.meta().related_revision) == (False, store.meta().revision)

    def test_relations_of_a_changed_event_stay_and_those_of_one_that_is_gone_go(self, store: GraphStore) -> None:
        store.load_first(talks())
        lavrov, pause, money, truce = ids_of(talks())
        kept = [relation(lavrov, money, 1, 1), relation(truce, lavrov, 1, -9)]
        gone = [relation(pause, truce, 1, 9), relation(money, pause, 1, -1)]
        store.write_related([*kept, *gone], store.meta().revision)
        store.replace_document(*day(DAY, event("lavrov", "Sergey Lavrov says something else.", topics=["Russia"])))
        assert list(store.relations()) == kept

    def test_a_graph_remembers_how_its_relations_were_computed(self, store: GraphStore) -> None:
        assert store.meta().analysis == ""
        store.load_first(talks())
        store.write_related([], store.meta().revision, "damping 0.85")
        store.remove_document(f"portal/{NEXT}")
        assert (store.meta().analysis, stale(store)) == ("damping 0.85", True)
        store.write_related([], store.meta().revision - 1, "damping 0.9")
        assert (store.meta().analysis, stale(store)) == ("damping 0.9", True)
        store.write_related([], store.meta().revision)
        assert (store.meta().analysis, stale(store)) == ("", False)

    def test_reasons_are_parallel_lists(self) -> None:
        table = relation_table([relation("a", "b", 1, 2)])
        assert table.columns["reason_ids"] == [["russia", ""]]
        assert table.columns["reason_weights"] == [[0.4, 0.1]]
