"""How titles find their topics through redirects and a person's corrections."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.model import Event, Heading, Mention, Ref
from graph.parse.topic_rules import MOST_HOPS, Correction, TopicRules
from graph.parse.topics import normal_form

DAY, NEXT = dt.date(2026, 11, 1), dt.date(2026, 11, 2)
IDS = st.sampled_from("abcde")
LINKS = st.dictionaries(IDS, IDS)
CORRECTIONS = st.lists(
    st.builds(Correction, st.sampled_from(["merge", "split"]), IDS | st.sampled_from("ABC"), IDS, st.just(DAY)),
    max_size=8,
)


def merge(name: str, into: str, at: dt.date = DAY) -> Correction:
    return Correction("merge", name, into, at)


def mention(title: str) -> Mention:
    return Mention(Ref(normal_form(title), title), title, title.lower())


def event(*titles: str, under: str = "") -> Event:
    headings = (Heading(under, (mention(under),)),) if under else ()
    return Event("2026-11-01/a", DAY, "A", headings=headings, mentions=tuple(map(mention, titles)))


def test_without_rules_everything_stays_as_it_is() -> None:
    rules, events = TopicRules(), (event("Burma"),)
    assert not rules
    assert rules.apply(events)[0] is events[0]
    assert rules.topic_id("Burma") == "burma"
    assert (rules.explain("Burma"), rules.since("Burma")) == ("spelling", None)


def test_a_redirect_leads_every_spelling_of_a_title() -> None:
    rules = TopicRules({"burma": "myanmar"}, resolved_at={"burma": DAY})
    assert rules
    assert [rules.topic_id(title) for title in ("Burma", "bürma", "Myanmar")] == ["myanmar"] * 3
    assert [rules.explain(title) for title in ("Burma", "Myanmar")] == ["redirect", "spelling"]
    assert rules.since("Burma") == DAY


def test_links_of_text_and_headings_move_and_keep_what_they_show() -> None:
    before = event("Burma", "Yangon", under="Burma")
    after = TopicRules({"burma": "myanmar"}).apply([before])[0]
    assert after.topic_ids == ("myanmar", "yangon")
    assert after.heading_ids == ("myanmar",)
    assert after.mentions[0] == Mention(Ref("myanmar", "Burma"), "Burma", "burma")
    assert after.mentions[1] is before.mentions[1]
    assert after.headings[0].text == "Burma"


def test_events_that_no_rule_concerns_are_the_same_objects() -> None:
    other, burma = event("Yangon", under="Asia"), event("Burma")
    after = TopicRules({"burma": "myanmar"}).apply([other, burma])
    assert after[0] is other
    assert after[1] is not burma


def test_chains_are_followed_to_their_end() -> None:
    rules = TopicRules({"a": "b", "b": "c", "c": "d"}, [merge("d", "e")])
    assert {rules.topic_id(name) for name in "abcde"} == {"e"}
    assert rules.explain("a") == "person"
    assert rules.explain("e") == "spelling"


def test_rings_and_redirects_to_themselves_end() -> None:
    assert TopicRules({"a": "a"}).topic_id("a") == "a"
    ring = TopicRules({"z": "c", "c": "a", "a": "b", "b": "c"})
    assert {ring.topic_id(name) for name in "zabc"} == {"a"}
    long = TopicRules({f"t{number}": f"t{number + 1}" for number in range(1000)})
    assert long.topic_id("t0") == f"t{MOST_HOPS}"


@given(LINKS, CORRECTIONS, st.dictionaries(st.sampled_from("ABC"), IDS), IDS | st.sampled_from("ABC"))
def test_any_rules_end_and_agree_with_themselves(
    redirects: dict[str, str], corrections: list[Correction], spellings: dict[str, str], title: str
) -> None:
    rules = TopicRules(redirects, corrections, spellings)
    once = rules.apply([event(title)])
    assert once[0].topic_ids == (rules.topic_id(title),)
    assert rules.apply(once)[0] is once[0]
    assert rules.explain(title) in {"spelling", "redirect", "person", "team"}


@given(LINKS, CORRECTIONS, IDS, IDS)
def test_the_last_merge_holds(redirects: dict[str, str], corrections: list[Correction], name: str, into: str) -> None:
    rules = TopicRules(redirects, [*corrections, merge(name, into)])
    before = TopicRules(redirects, corrections)
    # ids are what titles that nobody split off have by themselves
    if name != into and before.own_id(name) == name and before.own_id(into) == into:
        assert rules.topic_id(name) == rules.topic_id(into)


@given(LINKS, CORRECTIONS, st.sampled_from("abcdeABC"))
def test_a_split_takes_a_spelling_out_whatever_was_before(
    redirects: dict[str, str], corrections: list[Correction], title: str
) -> None:
    before = TopicRules(redirects, corrections)
    topic = before.topic_id(title)
    after = TopicRules(redirects, [*corrections, before.splitting(title, NEXT)])
    assert after.topic_id(title) != topic
    assert (after.explain(title), after.since(title)) == ("person", NEXT)


def test_merging_both_ways_leaves_the_name_that_was_said_last() -> None:
    there = TopicRules({}, [merge("b", "a")])
    back = TopicRules({}, [merge("b", "a"), merge("a", "b")])
    assert (there.topic_id("a"), there.topic_id("b")) == ("a", "a")
    assert (back.topic_id("a"), back.topic_id("b")) == ("b", "b")
    assert back.explain("a") == "person"


def test_a_merge_into_a_topic_further_up_takes_the_whole_chain_along() -> None:
    rules = TopicRules({}, [merge("a", "x"), merge("x", "b"), merge("b", "a", NEXT)])
    assert {rules.topic_id(name) for name in "axb"} == {"a"}


def test_a_person_overrules_a_redirect() -> None:
    rules = TopicRules({"burma": "myanmar"}, [merge("burma", "british burma")])
    assert [rules.topic_id(title) for title in ("Burma", "Myanmar")] == ["british burma", "myanmar"]


def test_splitting_a_redirected_spelling_gives_all_its_spellings_their_own_topic() -> None:
    redirects = {"burma": "myanmar"}
    split = TopicRules(redirects).splitting("Burma", DAY)
    assert split == Correction("split", "Burma", "burma", DAY)
    rules = TopicRules(redirects, [split])
    assert [rules.topic_id(title) for title in ("Burma", "burma", "Myanmar")] == ["burma", "burma", "myanmar"]
    assert (rules.explain("Burma"), rules.since("Burma")) == ("person", DAY)


def test_splitting_a_mere_spelling_moves_exactly_this_title() -> None:
    split = TopicRules().splitting("US", DAY)
    rules = TopicRules({}, [split])
    assert split.into == "US"
    assert [rules.topic_id(title) for title in ("US", "U.S.", "United States")] == [
        "US",
        "united states",
        "united states",
    ]
    assert rules.topic_id("us") == "us"


def test_a_title_that_is_its_own_normal_form_gets_an_id_of_its_own() -> None:
    split = TopicRules().splitting("winds", DAY)
    assert split.into == "winds (split)"
    assert TopicRules({}, [split]).topic_id("winds") == "winds (split)"
    assert TopicRules({}, [split]).topic_id("Winds") == "winds"


def test_split_then_merge_then_split_again() -> None:
    said = [TopicRules().splitting("US", DAY), merge("US", "united states")]
    assert TopicRules({}, said).topic_id("US") == "united states"
    again = TopicRules({}, said).splitting("US", NEXT)
    assert again.into == "US"
    rules = TopicRules({}, [*said, again])
    assert rules.topic_id("US") == "US"
    assert rules.topic_id("U.S.") == "united states"


def test_a_spelling_that_was_split_off_may_go_to_a_third_topic() -> None:
    said = [TopicRules({"burma": "myanmar"}).splitting("Burma", DAY), merge("burma", "rangoon")]
    assert TopicRules({"burma": "myanmar"}, said).topic_id("Burma") == "rangoon"


def test_what_others_brought_together_stays_unless_a_person_here_says_otherwise() -> None:
    shared = {"Burma": "myanmar", "Rangoon": "yangon"}
    rules = TopicRules({}, [], shared)
    assert (rules.topic_id("Burma"), rules.explain("Burma")) == ("myanmar", "team")
    mine = TopicRules({}, [rules.splitting("Burma", DAY), merge("yangon", "yangon region")], shared)
    assert (mine.topic_id("Burma"), mine.explain("Burma")) == ("burma", "person")
    assert (mine.topic_id("Rangoon"), mine.explain("Rangoon")) == ("yangon region", "person")


def test_a_redirect_does_not_undo_what_others_split() -> None:
    rules = TopicRules({"burma": "myanmar"}, [], {"Burma": "burma"})
    assert (rules.topic_id("Burma"), rules.explain("Burma")) == ("burma", "team")


def test_topics_that_may_hold_displaced_titles() -> None:
    split = TopicRules({"burma": "myanmar"}).splitting("Burma", DAY)
    assert TopicRules({"burma": "myanmar"}).displaced() == {"burma"}
    assert {"burma", "myanmar"} <= TopicRules({"burma": "myanmar"}, [split]).displaced()
    assert {"b", "a"} <= TopicRules({}, [merge("b", "a"), merge("b", "c")]).displaced()


def test_a_correction_comes_back_from_json() -> None:
    correction = merge("burma", "myanmar")
    assert Correction.from_dict(correction.to_dict()) == correction


@pytest.mark.parametrize(
    "change", [{"kind": "rename"}, {"kind": None}, {"name": 7}, {"into": None}, {"at": "soon"}, {"at": 20261101}]
)
def test_what_is_no_correction_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="correction"):
        Correction.from_dict({**merge("burma", "myanmar").to_dict(), **change})
