import pytest

from graph.parse.wikitext import Inline, plain_text, read


def titles(inline: Inline) -> list[str]:
    return [mention.title for mention in inline.mentions]


def cited(inline: Inline) -> list[tuple[str, str]]:
    return [(citation.source.url, citation.label) for citation in inline.citations()]


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


@pytest.mark.parametrize(
    ("markup", "text", "sources"),
    [
        ("Ice melts. [http://a.org/1 (A)] [http://b.org/2 (''B'')]", "Ice melts.", [("a", "A"), ("b", "B")]),
        ("Ice melts [http://a.org/1 (A)], [http://b.org/2 (B)].", "Ice melts.", [("a", "A"), ("b", "B")]),
        ("Ice melts.[http://a.org/1 (A)]Then rain falls.", "Ice melts. Then rain falls.", [("a", "A")]),
        ("Ice [http://a.org/1 (A)], which melts, rises.", "Ice, which melts, rises.", [("a", "A")]),
        ("Ice melts. [http://a.org/1 A News] [http://b.org/2]", "Ice melts.", [("a", "A News"), ("b", "")]),
        ("Ice melts. ([http://a.org/1 A])", "Ice melts.", [("a", "A")]),
        ("Ice melts (A: [http://a.org/1 1], [http://b.org/2 2]).", "Ice melts.", [("a", "1"), ("b", "2")]),
        ("A [http://a.org/1 report] says ice melts.", "A report says ice melts.", [("a", "report")]),
        ("[http://a.org/1 The report] says ice melts.", "The report says ice melts.", [("a", "The report")]),
        ("Ice melts, says [http://a.org/1 a study].", "Ice melts, says a study.", [("a", "a study")]),
        ("Ice melts. http://a.org/1.", "Ice melts.", [("a", "")]),
        ("Ice melts. [//a.org/1 (''[[The A]]'')]", "Ice melts.", [("a", "The A")]),
        ("Ice melts.<ref>[http://a.org/1 A]</ref>", "Ice melts.", [("a", "A")]),
        ("Ice melts.<ref name=x>http://a.org/1</ref>", "Ice melts.", [("a", "")]),
        ("Ice melts.<ref>{{cite web|url=http://a.org/1|title=T|publisher=[[A]]}}</ref>", "Ice melts.", [("a", "A")]),
        ("Ice melts. {{cite news|url=http://a.org/1 |work=''A''}}", "Ice melts.", [("a", "A")]),
        ("Ice melts. [[n:Ice melts again|(A)]]", "Ice melts.", [("en.wikinews", "A")]),
    ],
)
def test_sources_leave_the_text(markup: str, text: str, sources: list[tuple[str, str]]) -> None:
    inline = read(markup, {})
    assert inline.text == text
    assert [(url.split("//")[1].split(".org")[0], label) for url, label in cited(inline)] == sources
    assert inline.notes == []


def test_a_named_reference_is_cited_again() -> None:
    named: dict[str, str] = {}
    read('One.<ref name="a">http://a.org/1</ref>', named)
    assert cited(read("Two.<ref name=a />", named)) == [("http://a.org/1", "")]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{nowrap|24 million}}", "24 million"),
        ("{{Nowrap|a [[b|c]]}}", "a c"),
        ("{{convert|5|mi|km|abbr=on}}", "5 miles"),
        ("{{convert|265|-|300|km/h|mph}}", "265–300 km/h"),
        ("{{convert|6|to|7|kg}}", "6 to 7 kg"),
        ("{{convert|-20|F|C}}", "-20°F"),
        ("9{{frac|3|4}}", "9 3/4"),
        ("{{frac|3|1|2}}", "3 1/2"),
        ("{{ill|Anna Vogt|de|lt=Dr Vogt}}", "Dr Vogt"),
        ("{{Interlanguage link multi|Anna Vogt|de|3=Anna Vogt (Ärztin)}}", "Anna Vogt"),
        ("{{lang|fr|Mairie}} and {{lang-la|pax}}", "Mairie and pax"),
        ("{{as of|2003|lc=on}}", "as of 2003"),
        ("{{age in years and days|1984|12|30|2018|1|23}}", "33 years, 24 days"),
        ("Nautilus{{'}}s", "Nautilus's"),
        ("one{{spaced ndash}}two", "one – two"),
        ("{{mp|2003 UB|313}}", "2003 UB313"),
        ("{{currency|65+|RUB}}", "65+ RUB"),
        ("{{sclass|Skua|gunboat}}", "Skua-class gunboat"),
        ("fact{{citation needed|date=May 2010}}{{dead link}}{{de icon}}", "fact"),
        ("{{nowrap|{{convert|5|mi}} away}}", "5 miles away"),
    ],
)
def test_templates_that_carry_words_yield_them(template: str, words: str) -> None:
    inline = read(template, {})
    assert inline.text == words
    assert inline.notes == []


@pytest.mark.parametrize(
    ("template", "text", "title"),
    [
        ("{{USS|Cole|DDG-67|6}}", "USS Cole", "USS Cole (DDG-67)"),
        ("{{USS|Cole|DDG-67}}", "USS Cole (DDG-67)", "USS Cole (DDG-67)"),
        ("{{RMS|Titanic||2}}", "Titanic", "RMS Titanic"),
        ("{{ship|FV|Athena||2}}", "Athena", "FV Athena"),
    ],
)
def test_ships_are_topics(template: str, text: str, title: str) -> None:
    inline = read(template, {})
    assert (inline.text, titles(inline)) == (text, [title])


@pytest.mark.parametrize(
    ("markup", "text", "linked", "code"),
    [
        ("The [[Peace Prize]; then", "The Peace Prize; then", ["Peace Prize"], "unbalanced-link"),
        ("The [[rocket]] missile]] flies", "The rocket missile flies", ["rocket"], "unbalanced-link"),
        ("The [[rocket flies to [[Tarn]]", "The rocket flies to Tarn", ["Tarn"], "unbalanced-link"),
        ("The [[Long Rocket|rocket flies", "The rocket flies", [], "unbalanced-link"),
        ("It flies. [http://a.org/1 (A)", "It flies.", [], "unbalanced-link"),
        ("It flies. [http://a.org/1 [(A)]", "It flies.", [], "unbalanced-link"),
        ("It {{nowrap|flies", "It nowrap|flies", [], "unbalanced-template"),
        ("It flies.<ref>Book, p. 2", "It flies. Book, p. 2", [], "unbalanced-reference"),
        ("It flies.<ref>Book, p. 2</ref>", "It flies.", [], "source-without-address"),
        ("It {{xyzzy|a}} flies", "It flies", [], "unknown-template"),
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(markup: str, text: str, linked: list[str], code: str) -> None:
    inline = read(markup, {})
    assert (inline.text, titles(inline)) == (text, linked)
    assert [note for note, _ in inline.notes] == [code]


def test_a_picture_goes_with_its_caption_and_is_noted() -> None:
    inline = read("Look [[File:A.jpg|thumb|the [[whale]] of 2006]] here", {})
    assert (inline.text, inline.mentions) == ("Look here", ())
    assert inline.notes == [("media-skipped", "[[File:A.jpg|thumb|the [[whale]] of 2006]]")]
