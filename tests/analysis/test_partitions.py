"""Names that last: which group goes on as which, and what new ones are called."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.partitions import Partition, continued, new_ids
from graph.analysis.row_lists import NOBODY

MEMBERS = [f"member {number}" for number in range(12)]
IDS = ["x", "y", "z"]


def groupings() -> st.SearchStrategy[list[int]]:
    """A group for each of the members, or none."""
    return st.lists(st.integers(NOBODY, 4), min_size=len(MEMBERS), max_size=len(MEMBERS))


def partitions() -> st.SearchStrategy[Partition]:
    """Groups of some of the members, and of some that are gone."""
    of = st.dictionaries(st.sampled_from([*MEMBERS, "gone", "lost"]), st.sampled_from(IDS))
    return of.map(lambda found: Partition(found, {name: name.upper() for name in found.values()}))


@given(groupings(), partitions())
def test_each_id_goes_to_one_group_that_has_members_of_it(groups: list[int], before: Partition) -> None:
    found = continued(np.array(groups), MEMBERS, before)
    assert len({*found.values()}) == len(found)
    for group, name in found.items():
        assert group != NOBODY
        assert any(before.of.get(member) == name for member, own in zip(MEMBERS, groups, strict=True) if own == group)


@given(groupings())
def test_groups_that_stay_keep_all_their_ids_whatever_their_numbers(groups: list[int]) -> None:
    before = Partition({name: f"id {group}" for name, group in zip(MEMBERS, groups, strict=True) if group != NOBODY})
    turned = np.where(np.array(groups) == NOBODY, NOBODY, 4 - np.array(groups))
    assert continued(turned, MEMBERS, before) == {4 - group: f"id {group}" for group in {*groups} - {NOBODY}}


@given(groupings(), partitions(), st.permutations(range(len(MEMBERS))))
def test_the_order_of_members_does_not_matter(groups: list[int], before: Partition, order: list[int]) -> None:
    mixed = continued(np.array(groups)[order], [MEMBERS[place] for place in order], before)
    assert mixed == continued(np.array(groups), MEMBERS, before)


def test_of_two_parts_the_larger_goes_on() -> None:
    before = Partition(dict.fromkeys(MEMBERS, "x"))
    assert continued(np.array([0] * 5 + [1] * 7), MEMBERS, before) == {1: "x"}


def test_of_two_that_become_one_the_larger_goes_on() -> None:
    before = Partition(dict(zip(MEMBERS, ["x"] * 5 + ["y"] * 7, strict=True)))
    assert continued(np.zeros(12, dtype=np.int64), MEMBERS, before) == {0: "y"}


@pytest.mark.parametrize(("stayed", "goes_on"), [(1, {}), (2, {0: "x"})])
def test_a_group_of_which_too_little_is_left_does_not_go_on(stayed: int, goes_on: dict[int, str]) -> None:
    """By hand: of eight then `stayed` are left, one or two in eight."""
    before = Partition(dict.fromkeys([*MEMBERS[:stayed], *(f"gone {number}" for number in range(8 - stayed))], "x"))
    assert continued(np.zeros(7, dtype=np.int64), MEMBERS[:7], before) == goes_on


def test_a_group_goes_on_however_many_new_members_it_has() -> None:
    before = Partition({MEMBERS[0]: "x"})
    assert continued(np.zeros(len(MEMBERS), dtype=np.int64), MEMBERS, before) == {0: "x"}


def test_members_get_the_numbers_of_groups_in_the_order_of_ids() -> None:
    before = Partition({"a": "y", "b": "x", "c": "y", "gone": "w"})
    assert before.numbers(["a", "b", "new", "c"]).tolist() == [2, 1, NOBODY, 2]
    assert Partition().numbers(["a"]).tolist() == [NOBODY]
    assert Partition().numbers([]).tolist() == []


@given(st.lists(st.tuples(st.text(max_size=90), st.sampled_from(["", "2016"]))), st.sets(st.text(max_size=5)))
def test_new_ids_differ_from_each_other_and_from_those_taken(names: list[tuple[str, str]], taken: set[str]) -> None:
    found = list(new_ids(names, taken))
    assert len({*found}) == len(found) == len(names)
    assert not {*found} & taken
    assert all(found)


@pytest.mark.parametrize(
    ("label", "year", "name"),
    [
        ("Dockers' strike: Port of Aden", "2015", "dockers-strike-port-of-aden-2015"),
        ("São Paulo", "", "sao-paulo"),
        ("港口", "", "港口"),
        ("?!", "", "unnamed"),
        ("word " * 20, "", "-".join(["word"] * 12)),
        ("w" * 80, "", "w" * 60),
    ],
)
def test_ids_are_the_letters_and_digits_of_labels_cut_after_a_word(label: str, year: str, name: str) -> None:
    assert list(new_ids([(label, year)], ())) == [name]


def test_an_id_that_is_taken_gets_a_number() -> None:
    names = [("Aden", "2015"), ("Aden!", "2015"), ("Aden", "2016")]
    assert list(new_ids(names, {"aden-2015"})) == ["aden-2015-2", "aden-2015-3", "aden-2016"]
