import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.parse.titles import link_target
from graph.parse.topics import clean_title, normal_form


@pytest.mark.parametrize(
    ("target", "title", "section"),
    [
        ("Dhanush_(missile)#Naval_variant", "Dhanush (missile)", "Naval variant"),
        ("AT&amp;T", "AT&T", ""),
        ("Caf%C3%A9_society", "Café society", ""),
        ("100% Cotton", "100% Cotton", ""),
        ("bad%ff", "bad%ff", ""),
        ("''Nautilus''", "Nautilus", ""),
        (" Two  words\u200b\u00a0more ", "Two words more", ""),
        ("#History", "", "History"),
        (":Category", "Category", ""),
    ],
)
def test_a_target_is_taken_apart(target: str, title: str, section: str) -> None:
    assert clean_title(target) == (title, section)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Greek general election, 2012", "2012 Greek general election", "Greek_general_election,&nbsp;2012"),
        ("United Kingdom general election, October 1974", "October 1974 United Kingdom general election"),
        ("Party presidential primaries, 2007–08", "2007-08 Party presidential primaries"),
        ("U.S. Senate", "US Senate", "United States Senate", "u.s. senate"),
        ("Israel–Gaza war", "Israel-Gaza war", "Israel—Gaza War"),
        ("Shinzō Abe", "Shinzo Abe", "shinzo abe"),
        ("Jørgen Łukasz", "Jorgen Lukasz"),
        ("Shi’ite", "Shi'ite"),
        ("“Hope” (ship)", '"Hope" (ship)'),
        ("S%C3%A3o Paulo", "Sao Paulo", "São_Paulo"),
    ],
)
def test_spellings_of_one_topic(spellings: tuple[str, ...]) -> None:
    assert len({normal_form(title) for title in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Barcelona", "FC Barcelona"),
        ("Georgia (country)", "Georgia (U.S. state)"),
        ("Let us pray", "Let United States pray"),
        ("2012 election", "2013 election"),
        ("Йошкар", "Иошкар"),
    ],
)
def test_different_topics_stay_apart(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


def test_the_worked_example_of_the_schema() -> None:
    title = "Russian military intervention in the Syrian Civil War"
    assert normal_form(title) == "russian military intervention in the syrian civil war"


@given(st.text(max_size=60))
def test_a_normal_form_is_its_own(title: str) -> None:
    once = normal_form(title)
    assert normal_form(once) == once


@given(st.from_regex(r"[A-Za-zéüçñ ,'()–-]{1,40}", fullmatch=True))
def test_underscores_case_of_the_first_letter_and_sections_do_not_count(title: str) -> None:
    form = normal_form(title)
    assert normal_form(title.replace(" ", "_")) == form
    assert normal_form(f"{title}#Part") == form
    assert normal_form(title[0].swapcase() + title[1:]) == form


@pytest.mark.parametrize(
    ("target", "topic"),
    [
        ("Aleppo", "aleppo"),
        (":w:Aleppo#History", "aleppo"),
        (":en:Aleppo", "aleppo"),
        (": Hurricane Rosa", "hurricane rosa"),
        ("Star Saga: Part Two", "star saga: part two"),
        ("wikt:lull", None),
        ("n:Ferry sinks", None),
        (":de:Bonn", None),
        ("File:Map.svg", None),
        ("Image:Map.svg", None),
        (":Category:Ships", None),
        ("User talk:Someone", None),
        ("#Below", None),
        ("/sandbox", None),
    ],
)
def test_which_links_lead_to_topics(target: str, topic: str | None) -> None:
    found = link_target(target).topic
    assert (found.id if found else None) == topic
