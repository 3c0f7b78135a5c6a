import pytest

from graph.parse.wikitext import plain_text, read


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("[[North Tarn]]ese [[bomb]]s", "North Tarnese bombs"),
        ("a [[Ship (vessel)|]] and [[Tarn, Ohio|]]", "a Ship and Tarn"),
        ("''[[Nautilus]]'' is '''not''' lost", "Nautilus is not lost"),
        ("''Columbia'''s wing", "Columbia's wing"),
        ("the [[River War]]'s end", "the River War's end"),
        ("it''''s''' odd", "it's odd"),
        ("5&nbsp;km &ndash; AT&amp;T", "5 km – AT&T"),
        ("two\u200b words\u00a0 here", "two words here"),
        ("one,<br>two <small>three</small> m<sup>2</sup>", "one, two three m2"),
        ("[[carbon|carbon ({{chem|C|O|2}})]]", "carbon (CO2)"),
        ("[[lull|wrong|right]] word", "right word"),
        ("<nowiki>[raw]</nowiki> ''x''<nowiki>'</nowiki>s", "[raw] x's"),
        ("he said [[:wikt:lull|lull]] and [[wikt:calm]]", "he said lull and calm"),
        ("says [...] no", "says [...] no"),
        ("the U.S.. Then", "the U.S. Then"),
        ("a , b . c ( d ) ; e", "a, b. c (d); e"),
        ("wait ... what", "wait ... what"),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


def test_links_become_mentions_with_the_words_shown() -> None:
    inline = read("[[Islamic_Front#History|the&nbsp;Front]] and [[siege]]s", {})
    first, second = inline.mentions
    assert (first.topic.id, first.title, first.label, first.section) == (
        "islamic front",
        "Islamic Front",
        "the Front",
        "History",
    )
    assert (second.topic.id, second.label, second.position) == ("siege", "sieges", 1)
