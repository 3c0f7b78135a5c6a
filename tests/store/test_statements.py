"""The named Cypher files, and the names of topics."""

import re

import pytest

from graph.store.names import search_keys, topic_row
from graph.store.statements import statement, statements
from tests.store.statement_cases import statements_of

SHARED = [name for name in statements_of("embedded") if "/" not in name]
NAMES = sorted({*statements_of("embedded"), *statements_of("neo4j")})


@pytest.mark.parametrize("name", NAMES)
def test_each_file_states_what_it_does_and_uses_what_it_takes(name: str) -> None:
    found = statement(name)
    assert found.title
    assert set(re.findall(r"\$(\w+)", found.text)) == set(found.parameters)
    tail = found.text.rpartition("\nRETURN ")[2] if found.columns else ""
    parts = re.sub(r"\([^()]*\)", "", re.split(r"\n?(?:ORDER BY|LIMIT)", tail)[0]).split(",")
    written = {part.split(" AS ")[-1].strip() for part in parts} - {""}
    assert written == set(found.columns)


@pytest.mark.parametrize("name", SHARED)
def test_no_statement_uses_what_only_one_engine_knows(name: str) -> None:
    text = statement(name).text
    assert not re.search(r"/\*|elementId|\bid\(|properties\(|keys\(|apoc|shortestPath", text)
    # rows without an order are only taken one by one, or put in order by their reader
    assert "LIMIT" not in text or "ORDER BY" in text


def test_the_schema_is_several_statements() -> None:
    rules = statements("schema")
    assert all(rule.startswith("CREATE ") and "IF NOT EXISTS" in rule for rule in rules)
    assert len(rules) >= 8


def test_a_topic_is_called_by_its_most_frequent_title() -> None:
    row = topic_row("us election", {"US Election": 2, "us election": 2, "U S election": 3}, {"vote": 1, "": 5}, 4)
    assert row["label"] == "U S election"
    assert row["aliases"] == ["U S election", "us election", "US Election"]
    assert row["labels"] == ["vote"]
    assert row["event_count"] == 4
    for text in ("us election", "VOTE"):
        assert search_keys(text)["name"] in row["search"]
    assert search_keys("election")["word"] in row["search"]
    assert search_keys("lection")["word"] not in row["search"]
