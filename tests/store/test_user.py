"""What a person made: it is kept, exported, and imported without loss."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError, NotFoundError
from graph.model import Ref
from graph.parse.topic_rules import Correction
from graph.store.user import KINDS, UserData

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.dictionaries(TEXT, st.none() | st.booleans() | st.integers() | TEXT | st.lists(TEXT), max_size=3)

DAY = dt.date(2026, 11, 1)
MERGE, SPLIT = Correction("merge", "burma", "myanmar", DAY), Correction("split", "US", "US", DAY)


@pytest.fixture
def user(tmp_path: Path) -> Iterator[UserData]:
    data = UserData(tmp_path / "user.sqlite")
    yield data
    data.close()


def test_topics_are_muted_until_they_are_unmuted(user: UserData, tmp_path: Path) -> None:
    user.mute(Ref("syria", "Syria"))
    user.mute(Ref("russia", "Russia"))
    user.mute(Ref("syria", "Syria (country)"))
    assert user.muted() == [Ref("russia", "Russia"), Ref("syria", "Syria (country)")]
    again = UserData(tmp_path / "user.sqlite")
    assert again.muted() == user.muted()
    again.close()
    assert user.unmute("syria")
    assert not user.unmute("syria")
    assert user.muted() == [Ref("russia", "Russia")]


def test_values_are_kept_by_kind_and_name(user: UserData) -> None:
    user.keep("chain", "war", {"events": ["a", "b"], "k": 3})
    user.keep("note", "war", {"text": "Überlegung"})
    user.keep("chain", "war", {"events": ["a"]})
    assert user.values("chain") == {"war": {"events": ["a"]}}
    assert user.value("note", "war") == {"text": "Überlegung"}
    with pytest.raises(NotFoundError, match="peace"):
        user.value("chain", "peace")
    assert user.forget("chain", "war")
    assert not user.forget("chain", "war")
    assert user.values("chain") == {}


@settings(max_examples=25, deadline=None)
@given(muted=st.dictionaries(TEXT, TEXT, max_size=3), chains=st.dictionaries(TEXT, VALUES, max_size=3))
def test_an_export_comes_in_whole_and_only_once(
    tmp_path_factory: pytest.TempPathFactory, muted: dict[str, str], chains: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("user")
    one, other = UserData(folder / "one.sqlite"), UserData(folder / "other.sqlite")
    for name, label in muted.items():
        one.mute(Ref(name, label))
    for name, value in chains.items():
        one.keep("chain", name, value)
    assert other.import_(one.export_()) == len(muted) + len(chains)
    assert other.export_() == one.export_()
    assert other.import_(one.export_()) == 0
    assert other.export_() == one.export_()
    one.close()
    other.close()


def test_an_import_loses_nothing_that_is_here(user: UserData, tmp_path: Path) -> None:
    other = UserData(tmp_path / "other.sqlite")
    user.mute(Ref("a", "My label"))
    user.keep("chain", "war", {"mine": 1})
    user.keep("chain", "war (2)", {"mine": 2})
    other.mute(Ref("a", "Their label"))
    other.mute(Ref("b", "B"))
    other.keep("chain", "war", {"theirs": 1})
    assert user.import_(other.export_()) == 2
    assert user.muted() == [Ref("b", "B"), Ref("a", "My label")]
    assert user.values("chain") == {"war": {"mine": 1}, "war (2)": {"mine": 2}, "war (3)": {"theirs": 1}}
    assert user.import_(other.export_()) == 0
    other.close()


@pytest.mark.parametrize(
    "change",
    [
        {"format": "something else"},
        {"version": 99},
        {"muted": {"a": "A"}},
        {"muted": [{"id": "a"}]},
        {"muted": [{"id": "a", "label": 7}]},
        {"chain": ["war"]},
        {"corrections": {"burma": "myanmar"}},
        {"corrections": [MERGE.to_dict(), {"kind": "merge"}]},
        {"corrections": [{**MERGE.to_dict(), "at": "some day"}]},
        {"note": {"war": "not an object"}},
    ],
)
def test_a_bad_import_changes_nothing(user: UserData, change: dict[str, Any]) -> None:
    user.mute(Ref("a", "A"))
    user.correct(SPLIT)
    before = user.export_()
    good = {**before, "muted": [{"id": "new", "label": "New"}], "chain": {"new": {"x": 1}}}
    with pytest.raises(InputError):
        user.import_({**good, **change})
    assert user.export_() == before


@pytest.mark.parametrize("data", [None, [], "text", 7, {}])
def test_what_is_no_export_is_refused(user: UserData, data: Any) -> None:
    with pytest.raises(InputError, match="storytrail user export"):
        user.import_(data)


def test_an_export_has_every_kind(user: UserData) -> None:
    assert set(KINDS) < set(user.export_())


def test_corrections_are_kept_in_their_order_and_the_last_can_be_taken_back(user: UserData, tmp_path: Path) -> None:
    assert user.corrections() == []
    user.take_back()
    for correction in (SPLIT, MERGE, SPLIT):
        user.correct(correction)
    again = UserData(tmp_path / "user.sqlite")
    assert again.corrections() == [SPLIT, MERGE, SPLIT]
    again.close()
    user.take_back()
    assert user.corrections() == [SPLIT, MERGE]


def test_an_import_adds_the_corrections_that_are_new_after_those_that_are_here(user: UserData, tmp_path: Path) -> None:
    other = UserData(tmp_path / "other.sqlite")
    back = Correction("merge", "myanmar", "burma", DAY)
    for correction in (SPLIT, MERGE, back):
        other.correct(correction)
    user.correct(MERGE)
    assert user.import_(other.export_()) == 2
    assert user.corrections() == [MERGE, SPLIT, back]
    assert user.import_(other.export_()) == 0
    other.close()


def test_an_export_from_before_there_were_corrections_comes_in(user: UserData) -> None:
    data = {"format": "storytrail-user", "version": 1, "muted": [{"id": "a", "label": "A"}], "chain": {}, "note": {}}
    user.correct(MERGE)
    assert user.import_(data) == 1
    assert user.corrections() == [MERGE]


def test_a_file_from_before_there_were_corrections_is_taken_on(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "user.sqlite")
    old.executescript(
        "CREATE TABLE muted (id TEXT PRIMARY KEY, label TEXT NOT NULL);"
        "CREATE TABLE kept (kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, name));"
        "INSERT INTO muted VALUES ('a', 'A'); PRAGMA user_version = 1"
    )
    old.close()
    user = UserData(tmp_path / "user.sqlite")
    assert user.corrections() == []
    user.correct(MERGE)
    assert (user.muted(), user.corrections()) == ([Ref("a", "A")], [MERGE])
    user.close()
