"""What every store answers: the reading half of the contract."""

import datetime as dt
from typing import Any

import pytest

from graph.errors import NotFoundError, QueryError, QueryTimeoutError, StoreChangedError
from graph.model import Event, Heading, Mention, Ref
from graph.store.access import again
from graph.store.graph_store import GraphStore
from tests.store.building import DAY, day, document, event, mention
from tests.store.scenes import LATER, NEXT, talks


class ReadingContract:
    """Reading, searching, asking."""

    # --- events, days, documents

    def test_events_come_back_whole(self, store: GraphStore) -> None:
        archive = talks()
        store.load_first(archive)
        loaded = [event for _, events in archive for event in events]
        back = store.events([event.id for event in loaded])
        # "russia" and "Russia" are one topic, which the more frequent spelling names
        assert [event.to_dict() for event in back[:3]] == [event.to_dict() for event in loaded[:3]]
        assert back[3].topics == (Ref("russia", "Russia"),)
        assert back[3].mentions[0].title == "russia"
        assert back[:3] == loaded[:3]

    def test_a_topic_linked_twice_is_two_mentions_of_one_event(self, store: GraphStore) -> None:
        twice = Event(
            id=f"{DAY}/twice",
            date=DAY,
            text="Oil and again oil.",
            headings=(Heading("No link"), Heading("Two", (mention("Oil"), mention("Gas", position=1)))),
            mentions=(mention("Oil", "oil", 0), Mention(Ref("oil", "Oil"), "Oil", "crude", "Grades", 1)),
            document=f"portal/{DAY}",
        )
        store.load_first([day(DAY, twice)])
        assert store.event(twice.id) == twice
        assert store.topic("oil").event_count == 1
        store.replace_document(document(f"portal/{DAY}"), [twice])
        assert store.event(twice.id) == twice

    def test_events_are_given_in_the_order_asked_for(self, store: GraphStore) -> None:
        store.load_first(talks())
        ids = [f"{LATER}/truce", f"{DAY}/lavrov", "no such event", f"{LATER}/truce"]
        assert [event.id for event in store.events(ids)] == [ids[0], ids[1], ids[3]]
        assert store.events([]) == []

    def test_what_is_not_there_is_not_found(self, store: GraphStore) -> None:
        store.load_first(talks())
        with pytest.raises(NotFoundError, match="nobody"):
            store.event("nobody")
        with pytest.raises(NotFoundError, match="nothing"):
            store.topic("nothing")
        with pytest.raises(NotFoundError, match="portal/1900"):
            store.document("portal/1900-01-01")
        with pytest.raises(NotFoundError, match="portal/1900"):
            store.remove_document("portal/1900-01-01")

    def test_ids_are_found_by_their_beginning(self, store: GraphStore) -> None:
        store.load_first(talks())
        assert store.event_ids(f"{DAY}/") == [f"{DAY}/lavrov", f"{DAY}/pause"]
        assert store.event_ids(f"{DAY}/", limit=1) == [f"{DAY}/lavrov"]
        assert store.event_ids("2017") == []

    def test_a_day_is_in_page_order_and_knows_its_neighbours(self, store: GraphStore) -> None:
        store.load_first(talks())
        assert [event.id for event in store.day(DAY)] == [f"{DAY}/lavrov", f"{DAY}/pause"]
        assert store.day(DAY - dt.timedelta(days=1)) == []
        assert store.days_around(NEXT) == (DAY, LATER)
        assert store.days_around(DAY) == (None, NEXT)
        assert store.days_around(dt.date(2030, 1, 1)) == (LATER, None)

    def test_days_are_newest_first_and_go_on_before_a_date(self, store: GraphStore) -> None:
        store.load_first(talks())
        assert store.days(2) == [(LATER, 1), (NEXT, 1)]
        assert store.days(2, before=NEXT) == [(DAY, 2)]

    def test_documents_are_remembered(self, store: GraphStore) -> None:
        (page, events), *_ = archive = talks()
        store.load_first(archive)
        assert store.documents() == {page.id: page.digest for page, _ in archive}
        assert store.digests([page.id, "own/x"]) == {page.id: page.digest}
        assert store.digests([]) == {}
        assert store.origins() == {page.id: page.origin for page, _ in archive}
        record = store.document(page.id)
        assert (record.digest, record.origin, record.licence) == (page.digest, page.origin, page.licence)
        assert record.event_count == 2
        assert record.loaded_at is not None
        assert record.loaded_at.tzinfo is None
        assert store.document_events(page.id) == store.events([event.id for event in events])

    # --- topics

    def test_a_topic_has_all_spellings_and_the_most_frequent_as_label(self, store: GraphStore) -> None:
        store.load_first(talks())
        topic = store.topic("russia")
        assert (topic.label, topic.aliases, topic.event_count) == ("Russia", ("Russia", "russia"), 3)
        assert (topic.first, topic.last) == (DAY, LATER)

    def test_events_under_a_heading_are_events_of_its_topic(self, store: GraphStore) -> None:
        store.load_first(talks())
        assert [event.id for event in store.topic_events("syrian civil war", 10)] == [
            f"{DAY}/lavrov",
            f"{DAY}/pause",
        ]
        assert [event.id for event in store.topic_events("russia", 10)] == [
            f"{LATER}/truce",
            f"{NEXT}/money",
            f"{DAY}/lavrov",
        ]
        assert [event.id for event in store.topic_events("russia", 1, offset=1)] == [f"{NEXT}/money"]

    def test_topics_are_found_by_id_name_beginning_and_word(self, store: GraphStore) -> None:
        label = Event(
            id=f"{DAY}/l",
            date=DAY,
            text="x",
            mentions=(mention("Islamic State", "ISIL"), mention("São Tomé", position=1), mention("Isilon", position=2)),
            document=f"portal/{DAY}",
        )
        more = event("m", topics=["Isilon", "New Isilon Park"], position=1)
        store.load_first([day(DAY, label, more)])

        def found(text: str) -> list[str]:
            return [topic.id for topic in store.topics_by_title(text)]

        assert found("isil") == ["islamic state", "isilon", "new isilon park"]
        assert found("ISILON") == ["isilon", "new isilon park"]
        assert found("sao tome") == ["sao tome"]
        assert found("Park") == ["new isilon park"]
        assert found("ark") == found("") == found("  ") == []
        assert len(store.topics_by_title("isil", limit=1)) == 1

    def test_co_occurring_topics_share_events(self, store: GraphStore) -> None:
        store.load_first(talks())
        shared = [(topic.id, topic.label, topic.event_count) for topic in store.co_occurring("syrian civil war", 2)]
        assert shared == [("geneva", "Geneva", 1), ("russia", "Russia", 1)]

    def test_all_topics_and_labels(self, store: GraphStore) -> None:
        store.load_first(talks())
        topics = list(store.all_topics())
        assert [topic.id for topic in topics] == sorted(topic.id for topic in topics)
        assert store.topic_labels() == {topic.id: topic.label for topic in topics}
        assert len(topics) == store.counts().topics == 6

    # --- search

    def test_search_finds_events_by_any_of_the_words(self, store: GraphStore) -> None:
        store.load_first(talks())
        hits = store.search_events("bombing truce")
        assert {event.id for event, _ in hits} == {f"{DAY}/lavrov", f"{LATER}/truce"}
        assert all(score > 0 for _, score in hits)
        assert len(store.search_events("the a talks", limit=1)) == 1

    def test_search_keeps_to_its_filters(self, store: GraphStore) -> None:
        store.load_first(talks())

        def found(**keep: Any) -> set[str]:
            return {event.id for event, _ in store.search_events("talks bombing money truce", **keep)}

        assert found() == {f"{DAY}/lavrov", f"{DAY}/pause", f"{NEXT}/money", f"{LATER}/truce"}
        assert found(first=NEXT) == {f"{NEXT}/money", f"{LATER}/truce"}
        assert found(first=NEXT, last=NEXT) == {f"{NEXT}/money"}
        assert found(topic="russia", last=NEXT) == {f"{DAY}/lavrov", f"{NEXT}/money"}
        assert found(topic="syrian civil war") == {f"{DAY}/lavrov", f"{DAY}/pause"}
        assert found(category="Economy") == {f"{NEXT}/money"}
        assert found(source="two.example") == {f"{DAY}/lavrov", f"{NEXT}/money"}
        assert found(source="two.example", topic="sergey lavrov") == {f"{DAY}/lavrov"}

    @pytest.mark.parametrize("text", ["", "   ", "foo/bar", "C++ (", "AND", "\"' \\", "\x00", "中文", "x" * 5000])
    def test_search_takes_any_text(self, store: GraphStore, text: str) -> None:
        store.load_first(talks())
        assert store.search_events(text) == []

    def test_search_sees_what_was_written_just_now(self, store: GraphStore) -> None:
        store.load_first(talks())
        assert store.search_events("volcano") == []
        store.replace_document(*day(DAY, event("lavrov", "A volcano erupts.")))
        assert [event.id for event, _ in store.search_events("volcano")] == [f"{DAY}/lavrov"]
        assert store.search_events("bombing") == []

    def test_search_sees_thousands_of_changes_and_removals(self, store: GraphStore) -> None:
        many = [event(f"e{n}", f"Old words number {n}.", position=n) for n in range(3000)]
        store.load_first([day(DAY, *many)])
        store.replace_document(*day(DAY, *(event(f"e{n}", f"New words number {n}.", position=n) for n in range(1500))))
        assert store.search_events("old") == []
        assert len(store.search_events("new", limit=5000)) == 1500
        assert [event.id for event, _ in store.search_events("1499")] == [f"{DAY}/e1499"]
        assert store.search_events("2999") == []
        store.remove_document(f"portal/{DAY}")
        assert store.search_events("new") == []
        store.replace_document(*day(DAY, event("again", "New again.")))
        assert len(store.search_events("new")) == 1

    # --- streams

    def test_outlines_are_the_events_in_order_of_date_and_id(self, store: GraphStore) -> None:
        archive = talks()
        store.load_first(reversed(archive))
        expected = sorted((event.outline() for _, events in archive for event in events), key=lambda o: (o.date, o.id))
        assert list(store.outlines()) == expected

    def test_outlines_of_some_events_are_in_order_too(self, store: GraphStore) -> None:
        days = [DAY + dt.timedelta(days=number) for number in range(2500)]
        days = [date for date in days if date not in (DAY, NEXT, LATER)]
        store.load_first([*talks(), *(day(date, event("e", date=date, document=f"portal/{date}")) for date in days)])
        ids = [outline.id for outline in store.outlines()]
        wanted = [*reversed(ids[:2100]), "2016-02-03/nothing", ids[0]]
        assert list(store.outlines(wanted)) == [o for o in store.outlines() if o.id in set(wanted)]
        assert [o.id for o in store.outlines({f"{LATER}/truce", f"{DAY}/pause"})] == [f"{DAY}/pause", f"{LATER}/truce"]
        assert list(store.outlines([])) == []

    def test_a_stream_never_mixes_two_states_of_the_graph(self, store: GraphStore) -> None:
        days = [DAY + dt.timedelta(days=number) for number in range(3000)]
        store.load_first([day(date, event("e", date=date, document=f"portal/{date}")) for date in days])
        stream = store.outlines()
        seen = [next(stream).id]
        store.remove_document(f"portal/{days[-1]}")
        try:
            seen += [outline.id for outline in stream]
        except StoreChangedError:  # an engine that cannot show the state of the beginning says so
            seen = again(lambda: [outline.id for outline in store.outlines()])
            days.pop()
        assert seen == [f"{date}/e" for date in days]
        assert store.counts().events == 2999

    # --- queries

    def test_a_query_gives_columns_and_rows_up_to_a_limit(self, store: GraphStore) -> None:
        store.load_first(talks())
        result = store.query(
            "MATCH (e:Event) WHERE e.date > $day RETURN e.id AS id, e.date AS day ORDER BY id", {"day": DAY}
        )
        assert result.columns == ["id", "day"]
        assert result.rows == [[f"{NEXT}/money", NEXT], [f"{LATER}/truce", LATER]]
        short = store.query("MATCH (e:Event) RETURN e.id AS id ORDER BY id", limit=1)
        assert (short.rows, short.truncated) == ([[f"{DAY}/lavrov"]], True)
        assert store.query("MATCH (e:Event {id: 'none'}) RETURN e.id AS id").columns == ["id"]

    @pytest.mark.parametrize("cypher", ["MATCH (e:Event RETURN e", "RETURN $missing AS x", "RETURN nofunction(1) AS x"])
    def test_a_bad_query_fails_with_the_words_of_the_engine(self, store: GraphStore, cypher: str) -> None:
        with pytest.raises(QueryError) as caught:
            store.query(cypher)
        assert len(str(caught.value)) > 20

    def test_a_query_ends_at_its_time_limit(self, store: GraphStore) -> None:
        endless = (
            "UNWIND range(1, 100000) AS a UNWIND range(1, 1000) AS b WITH a, b WHERE a * b = -1 RETURN count(*) AS n"
        )
        with pytest.raises((QueryTimeoutError, QueryError)):
            store.query(endless, timeout_s=0.02)
