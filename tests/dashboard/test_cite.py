import re

from dashboard import cite
from graph import Citation, EventView, Source
from tests.dashboard.events import event
from tests.dashboard.hostile import hostile_event

PAGE = "https://en.wikipedia.org/wiki/Portal:Current_events/2016_February_3"


def view(origin: str = "pages/2016_February_3.txt") -> EventView:
    """An event of the portal with one source."""
    plain = event(0, "Talks are paused & nothing is agreed on.")
    source = Citation(Source("http://example.org/a_(b)", "Example News", "example.org"), "AFP via Example")
    whole = type(plain)(**{**{n: getattr(plain, n) for n in plain.__slots__}, "citations": (source,), "page_url": PAGE})
    return EventView(whole, "portal/2016-02-03", origin, "CC BY-SA 4.0")


def test_text_names_title_collection_date_page_and_licence() -> None:
    assert cite.as_text(view()) == (
        "“Talks are paused & nothing is agreed on.” Wikipedia, Portal:Current events, 3 February 2016, "
        f"{PAGE} (CC BY-SA 4.0)"
    )


def test_the_sample_is_not_cited_as_wikipedias_words() -> None:
    assert "Storytrail sample, after Wikipedia" in cite.as_text(view("storytrail sample/2016_February_3.txt"))


def test_markdown_links_the_page_and_the_sources() -> None:
    cited = cite.as_markdown(view())
    assert f"[Wikipedia, Portal:Current events]({PAGE})" in cited
    assert "[AFP via Example](http://example.org/a_%28b%29)" in cited


def test_bibtex_escapes_what_tex_would_read() -> None:
    cited = cite.as_bibtex(view())
    assert r"title = {{Talks are paused \& nothing is agreed on.}}" in cited
    assert f"url = {{{PAGE}}}" in cited
    assert "year = {2016}" in cited


def test_an_event_made_of_markup_is_cited_as_text() -> None:
    bibtex = re.sub(r"\\.", "", cite.as_bibtex(hostile_event()))
    assert bibtex.count("{") == bibtex.count("}")
    assert "$" not in bibtex.replace("url", "")
    assert "<script>" not in cite.as_markdown(hostile_event()).replace(r"\<script\>", "")
