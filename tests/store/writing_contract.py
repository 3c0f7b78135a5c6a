"""What every store does when it is written to: the other half of the contract."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import ConstraintError, QueryError, StoreVersionError
from graph.model import Event, GivenRelation, Heading, Mention, Ref
from graph.store.base import Backend, Runner
from graph.store.graph_store import GraphStore
from graph.store.records import SCHEMA_VERSION
from tests.store.building import DAY, changes, day, document, event, mention
from tests.store.scenes import LATER, NEXT, MakeStore, picture, relation, talks

# One contract runs over both stores in one process, and what broke one store is worth trying on the other.
CONTRACT = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
)


class WritingContract:
    """Loading, replacing, values, transactions."""

    # --- given relations and further documents

    def test_given_relations_link_what_is_there(self, store: GraphStore) -> None:
        links = "MATCH (e:Event)-[g:GIVEN_RELATED]->(o:Event) RETURN e.id, o.id, g.position, g.topics ORDER BY o.id"
        first, second = f"{NEXT}/first", f"{NEXT}/second"
        given = (GivenRelation(second, NEXT, "Two.", "Oil, Rice"), GivenRelation(first, NEXT, "One."))
        page = replace(event("page"), given=given, also=("context/page",))
        store.replace_document(*day(DAY, page))
        assert (store.event(page.id).given, store.event(page.id).also) == (given, ("context/page",))
        assert store.query(links).rows == []
        there = [event(name, date=NEXT, document=f"portal/{NEXT}") for name in ("first", "second")]
        store.replace_document(*day(NEXT, *there))
        assert store.query(links).rows == [[page.id, first, 1, ""], [page.id, second, 0, "Oil, Rice"]]
        store.replace_document(*day(NEXT, there[1]))
        assert store.query(links).rows == [[page.id, second, 0, "Oil, Rice"]]
        store.replace_document(*day(DAY, replace(page, given=(replace(given[0], topics="Oil"),))))
        assert store.query(links).rows == [[page.id, second, 0, "Oil"]]

    def test_documents_are_found_by_the_beginning_of_their_ids_and_by_their_topics(self, store: GraphStore) -> None:
        store.load_first(talks())
        assert store.documents_below("portal/2016-02-0") == {f"portal/{DAY}": DAY, f"portal/{NEXT}": NEXT}
        assert store.topic_documents(["geneva", "syria"]) == [f"portal/{DAY}", f"portal/{NEXT}"]
        assert store.known_topics({"geneva", "nowhere"}) == ["geneva"]
        assert [topic.label for topic in store.topics_named({"syria", "nowhere"})] == ["Syria"]

    def test_titles_that_a_rule_put_with_a_topic_are_remembered(self, store: GraphStore) -> None:
        store.load_first(talks())
        assert store.joined_titles() == {}
        moved = replace(mention("Rossiya"), topic=Ref("russia", "Russia"))
        store.replace_document(*day(DAY, replace(event("moved"), mentions=(moved,))))
        assert store.joined_titles() == {"Rossiya": "russia"}

    # --- schema and state

    def test_a_new_store_is_empty_and_says_what_made_it(self, store: GraphStore) -> None:
        meta = store.meta()
        assert meta.schema == SCHEMA_VERSION
        assert meta.engine
        assert (meta.first, meta.last, meta.stale) == (None, None, ())
        assert set(asdict(store.counts()).values()) == {0}
        assert store.documents() == {}
        assert store.days(5) == []
        assert store.search_events("anything") == []
        assert list(store.outlines()) == []
        assert list(store.relations()) == []

    def test_making_the_schema_again_changes_nothing(self, store: GraphStore) -> None:
        store.load_first(talks())
        before = store.meta()
        store.create_schema()
        assert store.meta() == before
        assert store.counts().events == 4

    def test_each_change_has_a_greater_revision(self, store: GraphStore) -> None:
        revisions = [store.meta().revision]
        store.load_first(talks())
        revisions.append(store.meta().revision)
        store.replace_document(*talks()[0])
        revisions.append(store.meta().revision)
        store.remove_document(f"portal/{DAY}")
        revisions.append(store.meta().revision)
        assert revisions == sorted(set(revisions))

    def test_a_graph_of_another_version_is_refused_with_the_way_out(self, store: GraphStore, backend: Backend) -> None:
        assert store.counts().events == 0
        backend.run("MATCH (m:Meta) SET m.schema_version = 99", write=True)
        for task in (GraphStore.counts, GraphStore.reserve, lambda graph: graph.load_first(talks())):
            with pytest.raises(StoreVersionError, match=r"schema 99 .* `storytrail rebuild`"):
                task(GraphStore(backend))
        assert backend.run("MATCH (e:Event) RETURN count(*) AS n") == [{"n": 0}]

    # --- writing

    def test_a_first_load_needs_an_empty_graph(self, store: GraphStore) -> None:
        store.load_first(talks())
        with pytest.raises(ConstraintError, match="empty"):
            store.load_first(talks())
        assert store.counts().events == 4

    def test_a_first_load_works_on_a_graph_that_was_emptied(self, store: GraphStore) -> None:
        twice = Event(
            id=f"{DAY}/t", date=DAY, text="x", mentions=(mention("Oil"), mention("Oil", "crude", 1)), document="d"
        )
        for _ in range(2):
            store.load_first([(document("d"), [twice])])
            assert store.event(twice.id) == twice
            store.remove_document("d")
        assert set(asdict(store.counts()).values()) == {0}

    def test_ids_are_unique(self, store: GraphStore) -> None:
        one, other = event("a"), event("a", "Another text.")
        with pytest.raises(ConstraintError, match=f"{DAY}/a"):
            store.load_first([day(DAY, one, other)])
        with pytest.raises(ConstraintError, match="portal"):
            store.load_first([day(DAY), day(DAY)])
        store.load_first([day(DAY, one)])
        with pytest.raises(ConstraintError, match=f"{DAY}/a belongs to the document portal/{DAY}"):
            store.replace_document(document("own/file"), [other])
        with pytest.raises(ConstraintError, match=f"{DAY}/a"):
            store.replace_document(document(f"portal/{DAY}"), [one, other])
        assert store.day(DAY) == [one]

    def test_a_replaced_document_tells_what_became_of_its_events(self, store: GraphStore) -> None:
        kept, edited, gone = event("kept", topics=["A"]), event("edited", topics=["B"]), event("gone", topics=["C"])
        store.load_first([day(DAY, kept, edited, gone)])
        now = event("edited", "Now it says this.", topics=["D"])
        touched = store.replace_documents([day(DAY, kept, now, event("new", topics=["E"]))])
        assert touched.added == (f"{DAY}/new",)
        assert touched.changed == (f"{DAY}/edited",)
        assert touched.removed == (f"{DAY}/gone",)
        assert touched.topics == {"b", "c", "d", "e"}
        assert {topic.id for topic in store.all_topics()} == {"a", "d", "e"}

    def test_an_event_moves_to_another_document_in_one_change(self, store: GraphStore) -> None:
        moved = event("a", topics=["A"])
        store.load_first([(document("one"), [moved])])
        store.replace_documents([(document("one"), []), (document("two"), [moved])])
        assert store.event(moved.id).document == "two"
        assert store.document_events("one") == []

    def test_relations_of_unchanged_events_stay_until_they_are_computed_again(self, store: GraphStore) -> None:
        store.load_first(talks())
        ids = [f"{DAY}/lavrov", f"{NEXT}/money", f"{LATER}/truce"]
        store.write_related([relation(ids[0], ids[1], 1, 1), relation(ids[0], ids[2], 2, 9)], store.meta().revision)
        assert "related" not in store.meta().stale
        store.remove_document(f"portal/{NEXT}")
        assert [r.target for r in store.related(ids[0])] == [ids[2]]
        assert "related" in store.meta().stale

    @settings(CONTRACT, max_examples=40)
    @given(steps=changes())
    def test_any_sequence_of_changes_equals_one_first_load(self, make_store: MakeStore, steps: Any) -> None:
        final: dict[str, Any] = {}
        with make_store() as changed:
            for name, events in steps:
                if events is not None:
                    changed.replace_document(document(name, events), events)
                    final[name] = (document(name, events), events)
                elif final.pop(name, None):
                    changed.remove_document(name)
            found = picture(changed)
        with make_store() as fresh:
            fresh.load_first(final.values())
            assert found == picture(fresh)

    @settings(CONTRACT, max_examples=20)
    @given(steps=changes())
    def test_documents_changed_together_equal_documents_changed_one_by_one(
        self, make_store: MakeStore, steps: Any
    ) -> None:
        final = {name: events for name, events in steps if events is not None}
        with make_store() as together:
            together.replace_documents([(document(name, events), events) for name, events in final.items()])
            found = picture(together)
        with make_store() as single:
            for name, events in final.items():
                single.replace_document(document(name, events), events)
            assert found == picture(single)

    def test_readers_see_whole_documents_while_a_writer_loads(self, store: GraphStore) -> None:
        dates = [DAY + dt.timedelta(days=number) for number in range(20)]
        pages = [
            day(date, *(event(name, date=date, document=f"portal/{date}", position=n) for n, name in enumerate("abc")))
            for date in dates
        ]
        seen: set[int] = set()
        with ThreadPoolExecutor(1) as pool:
            loading = pool.submit(lambda: [store.replace_document(*page) for page in pages])
            while not loading.done():
                seen |= {len(store.day(date)) for date in dates}
            loading.result()
        assert seen <= {0, 3}
        assert {len(store.day(date)) for date in dates} == {3}

    # --- values

    @settings(CONTRACT, max_examples=30)
    @given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1), first_load=st.booleans())
    def test_any_text_comes_back_as_it_was(self, make_store: MakeStore, text: str, first_load: bool) -> None:
        odd = Event(
            id=f"{DAY}/{text}",
            date=DAY,
            text=text,
            category=text,
            headings=(Heading(text),),
            excerpt=text,
            mentions=(Mention(Ref("a", text), text, text, text),),
            document=text,
        )
        with make_store() as store:
            if first_load:
                store.load_first([(document(text), [odd])])
            else:
                store.replace_document(document(text), [odd])
            assert store.event(odd.id) == odd
            assert store.document_events(text) == [odd]

    def test_half_a_surrogate_pair_is_refused_and_changes_nothing(self, store: GraphStore) -> None:
        store.load_first(talks())
        before = picture(store)
        with pytest.raises(QueryError, match="half a surrogate pair"):
            store.replace_document(*day(NEXT, event("odd", "half \ud800 a pair", date=NEXT)))
        assert picture(store) == before

    def test_a_very_long_text(self, store: GraphStore) -> None:
        long = event("long", "Überlänge 🙂 " * 100_000)
        store.load_first([day(DAY, long)])
        assert store.event(long.id) == long
        store.replace_document(*day(DAY, long, event("other", position=1)))
        assert store.event(long.id) == long

    def test_ten_thousand_rows(self, store: GraphStore) -> None:
        result = store.query("UNWIND range(1, 10000) AS n RETURN n, 'é' AS letter", limit=10_000)
        assert result.rows == [[n, "é"] for n in range(1, 10_001)]
        assert not result.truncated

    # --- transactions and the seam

    def test_a_cancelled_transaction_leaves_nothing(self, store: GraphStore, backend: Backend) -> None:
        store.load_first(talks())
        before = picture(store)

        def cancel(runner: Runner) -> None:
            runner.run("MATCH (e:Event) DETACH DELETE e")
            assert runner.run("MATCH (e:Event) RETURN count(*) AS n") == [{"n": 0}]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            backend.write(cancel)
        assert picture(store) == before

    def test_a_failed_statement_spoils_its_transaction(self, store: GraphStore, backend: Backend) -> None:
        store.load_first(talks())
        before = picture(store)

        def go_on(runner: Runner) -> None:
            runner.run("MATCH (e:Event) SET e.text = 'lost'")
            with pytest.raises(QueryError):
                runner.run("THIS IS NO CYPHER")

        with pytest.raises(QueryError, match="nothing of it is kept"):
            backend.write(go_on)
        assert picture(store) == before

    def test_an_id_given_twice_breaks_a_constraint(self, store: GraphStore, backend: Backend) -> None:
        store.load_first(talks())
        with pytest.raises(ConstraintError):
            backend.run(f"CREATE (:Event {{id: '{DAY}/lavrov'}})", write=True)

    def test_a_failed_first_load_leaves_the_graph_empty_and_usable(self, store: GraphStore) -> None:
        good = event("good")
        with pytest.raises(QueryError):
            store.load_first([(document("d"), [good, event("odd", "half \ud800 a pair")])])
        assert store.counts().events == 0
        store.load_first([day(DAY, good)])
        assert store.day(DAY) == [good]
