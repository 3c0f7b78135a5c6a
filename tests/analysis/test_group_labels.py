"""What groups are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.group_labels import capital, distinctive, without_addition


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Aden", "Lahij", "Taiz"], ["Aden", "Lahij"]),
        (["Syria", "Syrian Civil War", "Aleppo"], ["Syria", "Aleppo"]),
        (["Syrian Civil War", "Syria", "Aleppo"], ["Syrian Civil War", "Aleppo"]),
        (["Aden (city)", "Aden (novel)", "Taiz"], ["Aden", "Taiz"]),
        (["Dockers' strike", "Dockers's union", "Taiz"], ["Dockers' strike", "Taiz"]),
        (["Fall of Aden", "Siege of Taiz"], ["Fall of Aden", "Siege of Taiz"]),
        (["May 2016", "2016", "Aden", "Taiz"], ["Aden", "Taiz"]),
        (["Prime Minister of Yemen", "Aden", "Taiz"], ["Aden", "Taiz"]),
        (["Iran", "Irabu", "Taiz"], ["Iran", "Irabu"]),
        (["Oil", "Oilfield"], ["Oil", "Oilfield"]),
        ([], []),
    ],
)
def test_names_that_do_not_say_the_same(names: list[str], found: list[str]) -> None:
    assert distinctive(names, 2) == found


def test_what_is_told_already_is_not_told_again() -> None:
    assert distinctive(["Yemeni crisis", "Taiz"], 1, told=["Yemen"]) == ["Taiz"]


def test_offices_and_dates_are_named_where_there_is_nothing_else() -> None:
    assert distinctive(["President of Yemen", "2016"], 3) == ["President of Yemen", "2016"]


@given(st.lists(st.text(max_size=12)), st.integers(0, 4))
def test_names_come_from_those_given_and_are_no_more_than_wanted(names: list[str], most: int) -> None:
    found = distinctive(names, most)
    assert len(found) <= most
    assert {*found} <= {without_addition(name) for name in names}


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Georgia (country)", "Georgia"), ("(Untitled)", "(Untitled)"), ("A (b) c", "A (b) c"), ("A (b) (c)", "A (b)")],
)
def test_an_addition_stands_in_brackets_at_the_end(name: str, plain: str) -> None:
    assert without_addition(name) == plain


def test_a_label_begins_with_a_capital_and_is_else_as_it_was() -> None:
    assert [capital(label) for label in ("red Sea", "éclair", "")] == ["Red Sea", "Éclair", ""]
