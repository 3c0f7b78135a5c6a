"""Chains as Markdown: read back by a parser, nothing in a text or an address counts as markup."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from graph import EventGraph
from graph.chain_results import ChainLink, ChainResult, EventChain
from graph.export.chain_markdown import chain_markdown
from graph.model import Citation, Event, Reason, Source
from graph.results import Provenance

SHOT, LAVROV = "2015-11-24/f-16s-of-the-turkish-air-force", "2016-02-03/air-strikes-will-go-on"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40).filter(
    str.strip
)
NASTY = [
    "*not* **bold** _nor_ __this__ ~~gone~~",
    "[a link](javascript:alert(1)) ![picture](x)",
    "<script>alert(1)</script> <b>",
    "`code` ``more`` and a lone `",
    "first\n# second\n\n- third\r\n1. fourth\n> fifth",
    "AT&T &amp; &lt;b&gt; &#42;",
    "back\\slash \\* \\",
    "[ref]: http://example.org 'x'",
    "ends with two blanks  ",
    "| a | b |\n|---|---|\n| $x$ | $$y$$ |",
]


def event(text: str, day: int = 1, *, document: str = "d", page: str = "", sources: tuple[Citation, ...] = ()) -> Event:
    """An event of some day of May 2015."""
    return Event(
        f"2015-05-{day:02}/{day}", dt.date(2015, 5, day), text, citations=sources, page_url=page, document=document
    )


def chain(*events: Event, strengths: tuple[float, ...] = (), summary: str = "Both mention x") -> EventChain:
    """A chain over events."""
    links = tuple(
        ChainLink(one.id, two.id, strength, (two.date - one.date).days, (Reason("word", "x", strength),), summary)
        for one, two, strength in zip(events[:-1], events[1:], strengths or (0.5,) * (len(events) - 1), strict=True)
    )
    given = [link.strength for link in links]
    return EventChain(events, links, given.index(min(given)))


def result(*chains: EventChain, message: str = "A chain.") -> ChainResult:
    """An answer with chains."""
    return ChainResult(chains[0].events[0], chains[0].events[-1], True, message, chains)


def parsed(text: str) -> list[Token]:
    """All tokens of a document, those within lines too; tables and struck words are known, as on most sites."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    return [part for token in tokens for part in (token, *(token.children or ()))]


def shown(text: str) -> Iterator[str]:
    """What a reader sees, line by line."""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "inline":
            yield "".join("\n" if part.type == "softbreak" else part.content for part in token.children or ())


def test_a_chain_reads_in_order_of_time_with_its_links() -> None:
    source = Citation(Source("http://news.example.org/a", "Example", "example.org"), "Example News")
    events = event("The strike begins.", 1, sources=(source,)), event("A judge is asked.", 4), event("It ends.", 5)
    told = chain_markdown(result(chain(*events, strengths=(0.4, 0.123))), {"d": Provenance("d", "mine.jsonl", "CC0")})
    assert told == (
        "# From “The strike begins.” to “It ends.”\n"
        "\n"
        "A chain.\n"
        "\n"
        "- **2015-05-01** The strike begins. ([Example News](http://news.example.org/a))\n"
        "  - strength 0.40, 3 days later: Both mention x\n"
        "- **2015-05-04** A judge is asked.\n"
        "  - **weakest link**, strength 0.12, 1 day later: Both mention x\n"
        "- **2015-05-05** It ends.\n"
        "\n"
        "---\n"
        "\n"
        "- Events of 2015-05-01, 2015-05-04, 2015-05-05: mine.jsonl, CC0\n"
    )


def test_alternatives_have_a_title_and_every_origin_its_licence() -> None:
    page = "https://en.wikipedia.org/wiki/Portal:Current_events/2015_May_3"
    first, last = event("One.", 1), event("Last.", 9, document="gone")
    portal = event("Two.", 3, document="portal/2015-05-03", page=page)
    sample = event("Three.", 4, document="sample", page=page)
    origins = {
        "d": Provenance("d", "my *file*.csv", ""),
        "portal/2015-05-03": Provenance("", "pages/2015_May_3.txt", "CC BY-SA 4.0"),
        "sample": Provenance("", "storytrail sample/2015_May_4.txt", "CC BY-SA 4.0"),
    }
    told = chain_markdown(
        result(chain(first, portal, last, strengths=(0.5, 0.4)), chain(first, sample, last, strengths=(0.2, 0.3))),
        origins,
    )
    assert "\n\n## Another way, weakest link 0.20\n\n- **2015-05-01** One." in told
    assert told.split("---\n\n")[1].splitlines() == [
        "- Events of 2015-05-01: my \\*file\\*.csv, no licence named",
        f"- Events of [2015-05-03]({page}): [Wikipedia, Portal:Current events](https://en.wikipedia.org/wiki/Portal:"
        "Current_events), by its contributors; single events, taken out of their pages, [CC BY-SA 4.0]"
        "(https://creativecommons.org/licenses/by-sa/4.0/)",
        f"- Events of [2015-05-04]({page}): Storytrail sample, after [Wikipedia, Portal:Current events](https://en."
        "wikipedia.org/wiki/Portal:Current_events), [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)",
        "- Events of 2015-05-09: of unknown origin, no licence named",
    ]


def test_without_a_chain_there_is_a_title_and_the_reason() -> None:
    none = ChainResult(event("A.", 1), event("B.", 2), False, "No strong *story* link.", ())
    assert chain_markdown(none, {}) == "# From “A.” to “B.”\n\nNo strong \\*story\\* link.\n"


@pytest.mark.parametrize("text", NASTY)
def test_no_text_counts_as_markup(text: str) -> None:
    check_plain(text)


@given(TEXT)
def test_no_text_at_all_counts_as_markup(text: str) -> None:
    check_plain(text)


def check_plain(text: str) -> None:
    """Put a text wherever one stands, and see that it comes out as it is."""
    source = Citation(Source("https://news.example.org/", text, "example.org"), text)
    events = event(text, 1, sources=(source,)), event(text, 2), event(text, 3, document="e")
    told = chain_markdown(
        result(chain(*events, summary=text), message=text),
        {"d": Provenance("d", text, text), "e": Provenance("", "", "")},
    )
    plain = " ".join(text.split())
    tokens = parsed(told)
    kinds = {token.type for token in tokens} - {"text", "inline", "softbreak", "hr", "text_special"}
    blocks = {"heading", "paragraph", "bullet_list", "list_item", "strong", "link"}
    assert kinds == {f"{block}_{side}" for block in blocks for side in ("open", "close")}
    assert [token.attrGet("href") for token in tokens if token.type == "link_open"] == ["https://news.example.org/"]
    lines = list(shown(told))
    assert lines[1] == plain
    assert lines[2] == f"2015-05-01 {plain} ({plain})"
    assert lines[3] == f"weakest link, strength 0.50, 1 day later: {plain}"
    assert lines[-2] == f"Events of 2015-05-01, 2015-05-02: {plain}, {plain}"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a (b)/c",
        "http://example.org/?q=[x]&r=`y`&copy;=1",
        "https://example.org/<>\"'\\*_*",
        "https://example.org/zürich\n#(",
        "HTTPS://example.org/100%25",
    ],
)
def test_an_address_stays_the_one_it_is(url: str) -> None:
    told = chain_markdown(result(chain(event("A.", 1, sources=(Citation(Source(url, "P", "d")),)), event("B.", 2))), {})
    links = [f"{token.attrGet('href')}" for token in parsed(told) if token.type == "link_open"]
    assert list(map(unquote, links)) == [unquote(url)]
    assert "2015-05-01 A. (P)" in shown(told)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", "news.example.org", ""])
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    told = chain_markdown(
        result(chain(event("A.", 1, page=url, sources=(Citation(Source(url, "P", "d")),)), event("B.", 2))), {}
    )
    assert not [token for token in parsed(told) if token.type == "link_open"]
    assert "- **2015-05-01** A. (P)\n" in told


def test_a_long_text_is_cut_in_the_title_only() -> None:
    long = "word " * 40
    title, *rest = chain_markdown(result(chain(event(long, 1), event("B.", 2))), {}).splitlines()
    assert title == f"# From “{' '.join(['word'] * 16)}…” to “B.”"
    assert f"- **2015-05-01** {long.strip()}" in rest


def test_the_sample_names_its_pages_and_its_licence(sample: EventGraph) -> None:
    found = sample.chains(SHOT, LAVROV)
    told = sample.chain_markdown(found)
    events = {event.id: event for each in found.chains for event in each.events}
    footer = told.split("\n---\n")[1]
    assert all(f"[{event.date}]({event.page_url})" in footer for event in events.values())
    assert footer.count("- Events of ") == 1
    assert "Storytrail sample, after [Wikipedia" in footer
    assert "[CC BY-SA 4.0]" in footer
