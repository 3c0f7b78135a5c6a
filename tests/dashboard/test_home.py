import datetime as dt

import pytest

from dashboard.address import HomeState
from tests.dashboard.hostile import Seen
from tests.dashboard.pages import open_page

pytestmark = pytest.mark.usefixtures("on_sample")


def test_the_front_shows_counts_latest_days_activity_and_topics() -> None:
    page = open_page()
    text = Seen(page.html).text
    assert "394 events with 697 topics" in text
    assert "Thursday, 29 December 2016" in text
    assert "a truce across Syria from midnight" in text
    assert "Syrian Civil War › Syrian peace process" in text
    assert "Most in February 2016" in text
    assert "Often in the news" in text
    assert len(page.app.get("vega_lite_chart")) == 1


def test_every_link_of_the_front_stays_in_the_dashboard() -> None:
    addresses = Seen(open_page().html).addresses
    assert len(addresses) > 20
    assert all(address.startswith(("/?", "/event?event=")) or address == "/" for address in addresses)


def test_a_search_in_the_address_shows_hits_with_date_text_and_heading() -> None:
    page = open_page(q="Nepal earthquake")
    text = Seen(page.html).text
    assert "25 Apr 2015" in text
    assert "April 2015 Nepal earthquake" in text
    assert "best first" in text
    assert page.app.text_input(key="home:q").value == "Nepal earthquake"


def test_typing_a_search_puts_it_into_the_address() -> None:
    page = open_page()
    page.app.text_input(key="home:q").set_value("Ebola")
    page.run()
    assert page.app.query_params["q"] == "Ebola"
    assert "Ebola virus epidemic in West Africa" in page.html
    page.app.text_input(key="home:q").set_value("")
    page.run()
    assert "q" not in page.app.query_params
    assert "Often in the news" in page.html


def test_when_the_address_moves_the_box_follows() -> None:
    page = open_page(q="Ebola")
    page.app.query_params["q"] = "Crimea"
    page.run()
    assert page.app.text_input(key="home:q").value == "Crimea"
    assert "Crimea" in page.html


def test_a_search_without_hits_says_what_to_do() -> None:
    assert "Nothing found for “<bdi>xyzzy</bdi>”" in open_page(q="xyzzy").html


def test_at_most_twenty_hits() -> None:
    page = open_page(q="Russia")
    assert page.html.count('class="headline"') == 20
    assert "The 20 best events" in page.html


def test_a_topic_lists_its_events_and_what_it_comes_with() -> None:
    page = open_page(topic="aleppo")
    text = Seen(page.html).text
    assert "11 events, 27 July 2012 – 22 December 2016" in text
    assert "Often together with" in text
    assert page.html.count('class="headline"') == 11
    assert 'data-mute="aleppo"' in page.html


def test_a_long_topic_says_how_many_it_shows_and_shows_more() -> None:
    page = open_page(topic="russia")
    assert "The newest 50 of 65 events." in page.html
    assert HomeState(topic="russia", show=200).url().replace("&", "&amp;") in page.html
    more = open_page(topic="russia", show="200")
    assert more.html.count('class="headline"') == 65


def test_a_search_within_a_topic_keeps_to_it_and_offers_the_whole() -> None:
    page = open_page(q="truce", topic="syria")
    assert "within" in page.html
    assert "search everywhere" in page.html
    assert 0 < page.html.count('class="headline"') < 20


def test_a_day_shows_its_events_and_its_neighbours() -> None:
    page = open_page(**{"from": "2016-02-03", "to": "2016-02-03"})
    text = Seen(page.html).text
    assert "Wednesday, 3 February 2016" in text
    assert "ChemChina" in text
    assert "‹ 1 Feb 2016" in text
    assert "4 Feb 2016 ›" in text


def test_a_range_of_days_shows_the_newest_first() -> None:
    page = open_page(**{"from": "2015-10-01", "to": "2015-10-31"})
    assert page.html.index("31 October 2015") < page.html.index("1 October 2015</")
    assert "November 2015" not in Seen(page.html).text


def test_dates_chosen_go_into_the_address() -> None:
    page = open_page()
    page.app.date_input(key="home:first").set_value(dt.date(2016, 12, 20))
    page.run()
    assert page.app.query_params["from"] == "2016-12-20"
    assert "22 December 2016" in page.html
    assert "19 December 2016" not in page.html


def test_days_without_events_lead_to_the_nearest() -> None:
    page = open_page(**{"from": "2013-05-01", "to": "2013-05-20"})
    assert "No events 1 May 2013 – 20 May 2013" in page.html
    assert "The nearest days with events" in page.html


def test_a_topic_filtered_to_other_dates_says_so() -> None:
    page = open_page(topic="aleppo", **{"from": "2013-05-01", "to": "2013-05-20"})
    assert "None of these events" in page.html
    assert "All dates" in page.html


@pytest.mark.parametrize("q", ["", "truce"])
def test_an_unknown_topic_is_said_below_the_way_back(q: str) -> None:
    page = open_page(topic="no such topic", q=q)
    assert "There is no topic “<bdi>no such topic</bdi>”" in page.html
    assert {"/", "/?q=no%20such%20topic"} <= set(Seen(page.html).addresses)
    assert 'class="brand"' in page.html
    assert "storytrail search" not in page.html
    assert "Did you mean" not in page.html


def test_an_ambiguous_topic_lists_those_it_may_be() -> None:
    page = open_page(topic="syri")
    assert "More than one topic answers to “<bdi>syri</bdi>”" in page.html
    assert 'class="brand"' in page.html
    assert {"/?topic=syria", "/?topic=syriza"} <= set(Seen(page.html).addresses)


@pytest.mark.parametrize("what", [{}, {"q": "truce"}, {"topic": "syria"}])
def test_dates_the_wrong_way_round_give_nothing_and_can_be_swapped(what: dict[str, str]) -> None:
    page = open_page(**what, **{"from": "2016-03-01", "to": "2016-02-01"})
    assert "the first day, 1 March 2016, is after the last, 1 February 2016" in page.html
    turned = HomeState(what.get("q", ""), what.get("topic", ""), dt.date(2016, 2, 1), dt.date(2016, 3, 1))
    assert turned.url() in Seen(page.html).addresses
    assert 'class="headline"' not in page.html
    assert "EventGraph" not in page.code
    assert page.app.date_input(key="home:first").value == dt.date(2016, 3, 1)


def test_the_last_day_of_the_calendar_is_no_error() -> None:
    assert "Often in the news" in open_page(to="9999-12-31").html
    assert "29 December 2016" in open_page(to="9998-12-31").html


def test_the_same_in_python_and_the_link_stand_below() -> None:
    page = open_page(q="Ebola")
    assert "g.search('Ebola')" in page.code
    assert "/?q=Ebola" in page.code
