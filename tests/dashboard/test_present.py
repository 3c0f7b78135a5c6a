import datetime as dt

import pytest

from dashboard import boxes, listing, present
from dashboard.address import EventState
from graph import DayView, Reason, SearchResult, Status
from tests.dashboard.events import DAY, answer, day_view, entry, event
from tests.dashboard.hostile import Seen

BOTH = EventState()


def test_shares_are_parts_of_the_score_strongest_first() -> None:
    item = entry(-3, 8.0, Reason("time", "close in time", 1.0), Reason("topic", "Syria", 5.0, "syria"))
    shares = present.shares(item)
    assert [(share.word, round(share.share, 3)) for share in shares] == [("topic", 0.833), ("time", 0.167)]
    assert [share.topic for share in shares] == [True, False]


def test_the_strongest_has_strength_one() -> None:
    assert present.strengths([entry(1, 2.0), entry(2, 8.0)]) == {event(1).id: 0.25, event(2).id: 1.0}
    assert present.strengths([]) == {}


def test_both_sides_become_one_answer_strongest_first() -> None:
    before, after = answer([entry(-1, 3.0), entry(-9, 1.0)], [entry(0, 2.0)]), answer([entry(4, 2.0)])
    both = present.both_sides(before, after)
    assert [item.days for item in both.related] == [-1, 4, -9]
    assert both.same_day == before.same_day
    assert [item.days for item in present.earlier(both)] == [-1, -9]
    assert [item.days for item in present.later(both)] == [4]


def test_the_sentence_counts_spans_and_names_the_strongest() -> None:
    said = present.related_sentence(answer([entry(-1, 3.0), entry(30, 5.0)]), BOTH)
    assert said == "2 events of other days, 2 February 2016 – 4 March 2016; the strongest is 4 weeks later."
    assert present.related_sentence(answer([entry(-1, 3.0)]), BOTH) == "One event of another day, 1 day earlier."


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (EventState(), "Nothing on other days is related."),
        (EventState(when="before"), "Nothing earlier is related."),
        (EventState(far=99_999), "Nothing more than 99,999 days away is related."),
        (EventState(when="after", far=30), "Nothing more than 30 days later is related."),
    ],
)
def test_an_empty_list_names_the_side_and_the_distance(chosen: EventState, said: str) -> None:
    assert present.related_sentence(answer([]), chosen) == said


def test_empty_boxes_name_the_distance() -> None:
    text = Seen(boxes.boxes(answer([]), EventState(event(0).id, far=99_999))).text
    assert "Nothing more than 99,999 days earlier is related." in text
    assert "Nothing more than 99,999 days later is related." in text


def test_the_table_twin_holds_every_entry_in_order_of_date() -> None:
    frame = present.related_frame(answer([entry(9, 1.0), entry(-1, 4.0)], [entry(0, 2.0)]))
    assert list(frame.columns) == list(present.FRAME_COLUMNS)
    assert list(frame["When"]) == ["1 day earlier", "the same day", "9 days later"]
    assert list(frame["Strength"]) == [1.0, 0.5, 0.25]
    assert frame["Reasons"][0] == "topic Syria 75%; words truce 25%"


def test_a_day_is_grouped_by_category_and_heading_in_page_order() -> None:
    events = [
        event(0, "third", category="Politics", position=2),
        event(0, "first", category="War", headings=["Outer", "Inner"]),
        event(0, "second", category="War", headings=["Outer", "Inner"], position=1),
    ]
    groups = present.by_category(events)
    assert [name for name, _ in groups] == ["War", "Politics"]
    path, under = groups[0][1][0]
    assert path == ("Outer", "Inner")
    assert [item.text for item in under] == ["first", "second"]


def test_days_are_shown_until_there_is_enough_to_read() -> None:
    days = [day_view(0, 3), day_view(-1, 5), day_view(-2, 9)]
    assert len(present.enough_days(days, 4)) == 2
    assert len(present.enough_days(days, 3)) == 1
    assert present.enough_days([], 3) == []


def test_status_and_activity_are_said_in_sentences() -> None:
    status = Status("s", "e", 1, 1, 2, 1, 3, 0, 0, DAY, dt.date(2016, 3, 1))
    assert present.status_sentence(status) == ("2 events with 1 topic and 3 sources, 3 February 2016 – 1 March 2016.")
    assert present.activity_sentence([(DAY, 2), (dt.date(2016, 3, 1), 5)]) == "Most in March 2016: 5 events."
    assert present.activity_sentence([(DAY, 2)]) == "All of them in February 2016."
    assert present.activity_sentence([]) == ""


def test_boxes_keep_same_day_before_and_after_apart() -> None:
    shown = boxes.boxes(answer([entry(-2, 3.0), entry(5, 6.0)], [entry(0, 1.0)]), EventState(event(0).id))
    text = Seen(shown).text
    assert text.index("Same day") < text.index("Before") < text.index("2 days earlier") < text.index("After")
    assert text.index("After") < text.index("5 days later")
    assert "Both mention Syria, -2 days." in text
    assert "75%" in text
    assert 'data-mute="syria"' in shown
    assert 'aria-label="Strength 50% of the strongest"' in shown


def test_a_chosen_side_stands_alone_and_leads_back() -> None:
    shown = boxes.boxes(answer([entry(5, 6.0)]), EventState(event(0).id, "after", 3))
    seen = Seen(shown)
    assert "Before" not in seen.text.replace("Before and after", "")
    assert EventState(answer([]).event.id, "both", 3).url() in seen.addresses


def test_empty_boxes_say_so() -> None:
    text = Seen(boxes.boxes(answer([]), EventState(event(0).id))).text
    for said in ("Nothing earlier is related.", "Nothing else on this day is related.", "Nothing later is related."):
        assert said in text


def test_reasons_beyond_the_first_are_folded() -> None:
    many = [Reason("word", f"word{n}", 1.0) for n in range(boxes.SHOWN_REASONS + 2)]
    shown = boxes.entry(entry(1, 5.0, *many), 1.0)
    assert "<summary>2 more</summary>" in shown
    assert f"word{boxes.SHOWN_REASONS + 1}" in shown
    row = boxes.boxes(answer([], [entry(0, 5.0, *many)]), BOTH)
    assert f"<summary>{len(many)} reasons</summary>" in row


def test_a_bridge_leads_to_its_event() -> None:
    shown = boxes.entry(entry(1, 5.0, Reason("bridge", "a third event", 5.0, "2016-02-01/third")), 1.0)
    assert "/event?event=2016-02-01/third" in Seen(shown).addresses


def test_a_day_links_to_its_neighbours() -> None:
    view = DayView(DAY, dt.date(2016, 2, 1), None, ())
    assert Seen(listing.around(view)).addresses == ["/?from=2016-02-01&to=2016-02-01"]
    assert "1 Feb 2016" in listing.nearest(view)
    assert listing.nearest(DayView(DAY, None, None, ())) == ""


def test_a_long_day_is_cut_where_it_says_so() -> None:
    shown = listing.day(day_view(0, 5), most=3)
    assert shown.count('class="headline"') == 3
    assert "All 5 events of this day ›" in shown
    assert "All 5" not in listing.day(day_view(0, 5), most=5)


def test_a_search_without_hits_says_what_to_do() -> None:
    assert "Fewer words" in Seen(listing.hits(SearchResult((), ()), "qqq")).text
