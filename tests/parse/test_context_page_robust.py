"""Whatever is done to a page of the Context, reading it never raises and what comes out is whole."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.parse.context_page import context_parts, is_context, parse_context
from graph.parse.issues import MESSAGES
from tests.parse.context_pages import CHINESE, EVENT, FRONT, INDEX, cited, parse, related

PIECES = [
    "\n",
    "\n# ",
    "\n### ",
    "\n##### ",
    "\n1. ",
    "[",
    "](",
    ")",
    " [IMG](",
    "_",
    " _Context: ",
    "-{",
    "}-",
    "&",
    ", ",
]


def mutated(seed: int) -> str:
    """Return a page with a few deletions, doublings and insertions."""
    chance = random.Random(seed)
    text = chance.choice([EVENT, CHINESE, INDEX, FRONT])
    for _ in range(chance.randint(1, 8)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice([0, 1, 8, 80]))
        text = text[:start] + chance.choice(["", *PIECES, text[start:end] * 2]) + text[end:]
    return text


def check_page(text: str) -> None:
    """Check what holds for every text."""
    parts = context_parts(text, "page.md")
    assert not parts or is_context(text)
    assert len({part.key for part in parts}) == len(parts)
    for page in (parse(text), *(parse_context(part.text, document="d", date=part.date) for part in parts)):
        ids = [event.id for event in page]
        assert len(set(ids)) == len(ids)
        assert page.events or page.issues
        assert [event.position for event in page] == list(range(len(ids)))
        assert all(issue.code in MESSAGES for issue in page.issues)
        for event in page:
            assert event.text
            assert all(said == " ".join(said.split()) for said in (event.text, event.excerpt))
            assert all(citation.source.domain for citation in event.citations)
            assert all(mention.topic.id and mention.title for mention in event.mentions)
            assert len(set(event.topic_ids) | set(event.heading_ids)) == len(event.mentions) + len(event.heading_ids)


@settings(max_examples=400)
@given(st.integers(0, 1 << 32))
def test_no_mutated_page_raises(seed: int) -> None:
    check_page(mutated(seed))


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    check_page(text)
    check_page(cited(f"1. [{text}]({text})"))
    check_page(related(f"1. [{text}](/news/2016/02/3/{text}) _Context: {text}_"))


@given(
    st.lists(st.sampled_from([*PIECES, "word ", "http://a.org/", "/news/2016/02/3/", "## [2016-02-3]("]), max_size=40)
)
def test_no_markup_raises(tokens: list[str]) -> None:
    check_page("".join(tokens))
