import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Source
from graph.parse.citations import clean_label
from graph.parse.publishers import PUBLISHERS
from graph.parse.sources import clean_url, source


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("//News.Example.org/A?b=1&amp;c=2,", "https://news.example.org/A?b=1&c=2"),
        ("HTTP://example.org", "http://example.org"),
        ("http://http://example.org/x", "http://example.org/x"),
        ("http:/example.org/x", "http://example.org/x"),
        ("http://example.org/x|Example", "http://example.org/x"),
        ("http://example.org/?a=1&section=2&copy=3", "http://example.org/?a=1&section=2&copy=3"),
        ("https://example.org/story#part", "https://example.org/story#part"),
    ],
)
def test_addresses_are_cleaned(address: str, clean: str) -> None:
    assert clean_url(address) == clean


@pytest.mark.parametrize(
    ("url", "publisher", "domain"),
    [
        ("http://news.bbc.co.uk/1/hi/x.stm", "BBC", "bbc.co.uk"),
        ("https://www.bbc.com/news/1", "BBC", "bbc.com"),
        ("http://espn.go.com/nfl/recap", "ESPN", "go.com"),
        ("http://abcnews.go.com/x", "ABC News", "go.com"),
        ("http://somebody.blogspot.com/2010", "somebody.blogspot.com", "somebody.blogspot.com"),
        ("http://www.gazette.com.mt/x", "gazette.com.mt", "gazette.com.mt"),
        ("http://www.tarn.org.yu/x", "tarn.org.yu", "tarn.org.yu"),
        ("http://192.0.2.7:8080/x", "192.0.2.7", "192.0.2.7"),
        ("https://web.archive.org/web/2010/http://www.cnn.com/a", "CNN", "cnn.com"),
        ("https://web.archive.org/web/2010*", "archive.org", "archive.org"),
        ("http://localhost/x", "localhost", "localhost"),
        ("http://", "", ""),
    ],
)
def test_domain_and_publisher(url: str, publisher: str, domain: str) -> None:
    assert source(url) == Source(url, publisher, domain)


def test_a_name_glued_to_an_address_is_no_part_of_it() -> None:
    assert source("http://example.org/story.html(Example)").url == "http://example.org/story.html"
    assert source("http://example.org/wiki/Mercury_(planet)").url == "http://example.org/wiki/Mercury_(planet)"


def test_every_publisher_is_found_by_its_own_entry() -> None:
    assert all(source(f"http://www.{host}/x").publisher == name for host, name in PUBLISHERS.items())


@given(st.text(max_size=60))
def test_no_address_raises_and_cleaning_is_done_once(address: str) -> None:
    found = source(address)
    assert clean_url(clean_url(address)) == clean_url(address)
    assert found.url == source(found.url).url


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (" (BBC)", "BBC"),
        (" (''The Guardian'')", "The Guardian"),
        (" ''(The Guardian)''", "The Guardian"),
        (" (AP via ''The Times'')", "AP via The Times"),
        (" BBC News", "BBC News"),
        (" (Stamford (CT) Advocate)", "Stamford (CT) Advocate"),
        (" BBC)", "BBC"),
        (" (Reuters", "Reuters"),
        (" (CNN):", "CNN"),
        ("", ""),
    ],
)
def test_labels_lose_brackets_and_italics(words: str, label: str) -> None:
    assert clean_label(words) == label
