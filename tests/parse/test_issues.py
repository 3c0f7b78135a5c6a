"""Codes of issues: each has a message, and stands in the table of the parser that gives it."""

import re

import pytest

from graph.parse import context_page, own_events, portal
from graph.parse.issues import MESSAGES

CODE = re.compile(r"^``([a-z-]+)`` ", re.MULTILINE)
TABLES = {module.__name__: set(CODE.findall(module.__doc__ or "")) for module in (portal, context_page, own_events)}


@pytest.mark.parametrize("module", TABLES)
def test_every_code_of_a_table_has_a_message(module: str) -> None:
    assert TABLES[module]
    assert TABLES[module] <= set(MESSAGES)


def test_every_code_is_explained() -> None:
    assert set(MESSAGES) == set().union(*TABLES.values())


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_is_a_sentence(code: str) -> None:
    assert re.fullmatch(r"[A-Z].*\.", MESSAGES[code])
