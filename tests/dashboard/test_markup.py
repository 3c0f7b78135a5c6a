import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import article, markup
from graph import Ref
from tests.dashboard.hostile import NAME, TEXT, Seen, hostile_event

SAFE_TAGS = {"article", "p", "span", "a", "h1", "bdi", "ul", "li", "button", "section", "ol"}


@given(st.text())
def test_data_comes_out_as_the_text_it_was(value: str) -> None:
    seen = Seen(markup.data(value))
    assert seen.tags == ["bdi"]
    assert seen.text == value


@given(st.text())
def test_a_value_stays_inside_its_attribute(value: str) -> None:
    seen = Seen(markup.link(f"/?q={value}", "shown", title=value))
    assert seen.tags == ["a"]
    assert seen.addresses == [f"/?q={value}"]
    assert seen.text == "shown"


def unescaped(label: str) -> str:
    """What Markdown makes of backslashes before punctuation."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", label)


@given(st.text(alphabet=st.characters(blacklist_characters="\n\u2060")))
def test_a_label_says_what_it_was_given(value: str) -> None:
    assert unescaped(markup.label(value)).replace(markup.WORD_JOINER, "") == value


def test_a_label_leaves_nothing_for_markdown_to_find() -> None:
    label = markup.label(TEXT)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`$<>\[\]~#:&]", label)
    left = unescaped(label)
    assert not re.search(r":[a-z0-9_+/-]+:", left)
    assert "->" not in left
    assert "<-" not in left
    assert "<=" not in left


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "ftp://x.org", "//x.org", "x", "http://["],
)
def test_addresses_that_are_not_of_the_web_are_not_followed(url: str) -> None:
    assert markup.web_address(url) == ""
    assert Seen(markup.outside(url, "shown")).addresses == []


def test_an_outside_link_opens_elsewhere_and_tells_nobody_from_where() -> None:
    shown = markup.outside("https://example.org/?a=1&b=2", "shown")
    assert Seen(shown).addresses == ["https://example.org/?a=1&b=2"]
    assert 'rel="noopener noreferrer"' in shown


def test_an_event_made_of_markup_is_shown_as_text() -> None:
    seen = Seen(article.article(hostile_event()))
    assert set(seen.tags) <= SAFE_TAGS
    assert seen.handlers == []
    assert all(address.startswith(("/", "https://e.org/", "https://web.archive.org/")) for address in seen.addresses)
    for said in (TEXT, NAME, "Cat <i> $a$", "Head *ing* <b>", "label <b>", "Pub <b>", "Ex <b>cerpt</b>", "licence <b>"):
        assert said in seen.text


def test_a_mute_button_carries_the_topic_whole() -> None:
    topic = Ref('a"b<c>&d', NAME)
    button = markup.mute_button(topic)
    assert Seen(button).tags == ["button"]
    assert 'data-mute="a&quot;b&lt;c&gt;&amp;d"' in button


def test_commands_in_a_sentence_are_set_apart() -> None:
    assert markup.sentence("Run `storytrail load <x>` now.") == "Run <code>storytrail load &lt;x&gt;</code> now."
