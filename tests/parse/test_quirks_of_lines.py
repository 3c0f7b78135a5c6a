"""Quirks 9 to 11 and 14 to 16 of the day pages: what stands in a line. The others are in `test_quirks_of_pages`."""

import pytest

from graph.model import Event
from graph.parse.wikitext import Inline, read
from tests.parse.pages import codes, only, parse
from tests.parse.real import find, page


def cited(event: Event) -> list[tuple[str, str]]:
    """Return the sources of an event: address and label."""
    return [(citation.source.url, citation.label) for citation in event.citations]


def titles(inline: Inline | Event) -> list[str]:
    """Return the titles that a line links."""
    return [mention.title for mention in inline.mentions]


@pytest.mark.parametrize(
    ("reference", "sources"),
    [
        ("<ref>[http://a.org/1 A]</ref>", [("http://a.org/1", "A")]),
        ("<ref name=x>http://a.org/1</ref>", [("http://a.org/1", "")]),
        ("<ref>{{cite web|url=http://a.org/1|title=T|publisher=[[A]]}}</ref>", [("http://a.org/1", "A")]),
        ("{{cite news|url=http://a.org/1 |work=''A''}}", [("http://a.org/1", "A")]),
        ("<ref>{{Cite journal|doi=10.1/2|journal=J}}</ref>", [("https://doi.org/10.1/2", "J")]),
        ("<ref>{{cite tweet|user=a|number=5}}</ref>", [("https://twitter.com/a/status/5", "")]),
        ("<ref>http://a.org/story?\nid=5</ref>", [("http://a.org/story?id=5", "")]),
        ("<ref name=a>{{cite web\n| url = http://a.org/1\n| title = T}}</ref>", [("http://a.org/1", "")]),
    ],
)
def test_09_references_and_citing_templates(reference: str, sources: list[tuple[str, str]]) -> None:
    event = only(f"*Ice melts.{reference}")
    assert (event.text, cited(event)) == ("Ice melts.", sources)


@pytest.mark.parametrize("mark", ["<ref name=a />", '<ref name="a"/>', "<ref name='a'></ref>"])
def test_09_a_named_reference_is_cited_wherever_it_is_written(mark: str) -> None:
    written = '*One.<ref name="a">http://a.org/1</ref>'
    for text in (f"{written}\n*Two.{mark}<ref name=b/>", f"*Two.{mark}<ref name=b/>\n{written}"):
        day = parse(text)
        assert [event.sources[0].url for event in day] == ["http://a.org/1"] * 2
        assert [issue.code for issue in day.issues] == ["source-without-address"]


@pytest.mark.corpus
def test_09_real_references() -> None:
    parsed = page("2003_March_10")
    assert (
        find(parsed, "North Korea")
        .sources[0]
        .url.endswith("storydisplay.cfm?storyID=3200105&thesection=news&thesubsection=world")
    )
    assert [c.label for c in find(parsed, "Erdogan").citations] == ["The Guardian"]


@pytest.mark.parametrize(
    ("source", "address", "label"),
    [
        ("[http://a.org/1 (A\nNews)]", "http://a.org/1", "A News"),
        ("[//a.org/1 (''[[The A]]'')]", "https://a.org/1", "The A"),
        ("http://a.org/1.", "http://a.org/1", ""),
        ("[[http://a.org/1 (A)]]", "http://a.org/1", "A"),
        ("[[n:Ice melts again|(A)]]", "https://en.wikinews.org/wiki/Ice_melts_again", "A"),
    ],
)
def test_10_links_to_the_outside(source: str, address: str, label: str) -> None:
    event = only(f"*Ice melts. {source}")
    assert (event.text, cited(event)) == ("Ice melts.", [(address, label)])


def test_10_a_link_to_an_article_of_another_language_is_no_source() -> None:
    event = only("*[[Mill guild|MG]] [[https://de.wikipedia.org/wiki/M%C3%BChle de]] meets.")
    assert (event.text, titles(event), event.citations) == ("MG meets.", ["Mill guild"], ())


@pytest.mark.corpus
def test_10_real_links_to_the_outside() -> None:
    nepal = find(page("2011_August_7"), "Nepal")
    assert [c.label for c in nepal.citations] == ["Straits Times"]
    summit = find(page("2004_November_25"), "The Hague")
    assert summit.sources[0].url.startswith("http")
    assert all(source.url.startswith(("http://", "https://")) for e in page("2004_November_25") for source in e.sources)


@pytest.mark.parametrize(
    ("markup", "text", "labels"),
    [
        ("Ice melts. [http://a.org/1 (A)] [http://b.org/2 (''B'')]", "Ice melts.", ["A", "B"]),
        ("Ice melts [http://a.org/1 (A)], [http://b.org/2 (B)].", "Ice melts.", ["A", "B"]),
        ("Ice melts. [http://a.org/1 (A)], and [http://b.org/2 (B)]", "Ice melts.", ["A", "B"]),
        ("Ice melts.[http://a.org/1 (A)]Then rain falls.", "Ice melts. Then rain falls.", ["A"]),
        ("Ice [http://a.org/1 (A)], which melts, rises.", "Ice, which melts, rises.", ["A"]),
        ("Ice melts. [http://a.org/1 A News] [http://b.org/2]", "Ice melts.", ["A News", ""]),
        ("Ice melts. ([http://a.org/1 A])", "Ice melts.", ["A"]),
        ("Ice melts (A: [http://a.org/1 1], [http://b.org/2 2]).", "Ice melts.", ["1", "2"]),
        ("A [http://a.org/1 report] says ice melts.", "A report says ice melts.", ["report"]),
        ("[http://a.org/1 The report] says ice melts.", "The report says ice melts.", ["The report"]),
        ("Ice melts, says [http://a.org/1 a study].", "Ice melts, says a study.", ["a study"]),
    ],
)
def test_11_labels_of_sources(markup: str, text: str, labels: list[str]) -> None:
    event = only(f"*{markup}")
    assert (event.text, [c.label for c in event.citations]) == (text, labels)


def test_11_the_domain_decides_the_publisher() -> None:
    event = only("*Ice melts. [http://news.bbc.co.uk/1 (Auntie)] [https://www.bbc.com/2 BBC News] [http://bbc.co.uk/3]")
    assert {c.source.publisher for c in event.citations} == {"BBC"}


@pytest.mark.corpus
def test_11_real_labels() -> None:
    parsed = page("2003_March_5")
    assert {(c.label, c.source.publisher) for e in parsed for c in e.citations} >= {
        ("Timesonline.co.uk", "The Times"),
        ("", "The Washington Post"),
    }


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
        ("It flies. {{cite book|title=Flight}}", "It flies.", [], "source-without-address"),
        ("It {{xyzzy|a}} flies", "It flies", [], "unknown-template"),
    ],
)
def test_14_broken_markup_is_read_as_far_as_it_goes(markup: str, text: str, linked: list[str], code: str) -> None:
    inline = read(markup, {})
    assert (inline.text, titles(inline)) == (text, linked)
    assert [note for note, _ in inline.notes] == [code]


@pytest.mark.parametrize(
    ("markup", "text", "linked"),
    [
        ("a [[lull|wrong|right]] word", "a right word", ["lull"]),
        ("“[[Ann Able|Ann [Able]]] and I", "“Ann [Able] and I", ["Ann Able"]),
        ("the [[Tarn|\nTarn Halt]] burns", "the Tarn Halt burns", ["Tarn"]),
    ],
)
def test_14_odd_links(markup: str, text: str, linked: list[str]) -> None:
    event = only(f"*{markup}")
    assert (event.text, titles(event)) == (text, linked)


@pytest.mark.parametrize(
    "picture", ["[[File:A.jpg|thumb|the [[whale]] of 2006]]", "[[Image:A.jpg|[[a]] and [[b]]]]", "[[:File:A.jpg|here]]"]
)
def test_14_a_picture_goes_with_its_caption_and_is_noted(picture: str) -> None:
    inline = read(f"Look {picture} here", {})
    assert (inline.text, inline.mentions) == ("Look here", ())
    assert inline.notes == [("media-skipped", picture)]
    assert codes(f"{picture}\n*One.") == [("media-skipped", 1)]


@pytest.mark.corpus
def test_14_real_links() -> None:
    assert "Shaheen-II" in titles(find(page("2007_February_23"), "Shaheen-II"))
    assert "Nobel Peace Prize" in titles(find(page("2012_October_12"), "Nobel Peace Prize"))
    assert "Delegate Controversy" in {m.section for m in find(page("2008_January_29"), "Clinton").mentions}
    assert "carbon dioxide (CO2)" in {m.label for m in find(page("2016_October_18"), "nanotech").mentions}
    for name in ("2003_January_1", "2006_January_31"):
        assert [issue.code for issue in page(name).issues] == ["media-skipped"]
    for name in ("2007_February_23", "2012_October_12"):
        assert [issue.code for issue in page(name).issues] == ["unbalanced-link"]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{nowrap|24 million}}", "24 million"), ("{{Nowrap|a [[b|c]]}}", "a c"), ("{{no_wrap|a}}", "a"),
        ("{{as of|2025|6|1|lc=y}}", "as of 1 June 2025"), ("{{as of|2025|6}}", "As of June 2025"),
        ("{{color|red|Tarn}}", "Tarn"), ("{{convert|5|ft|8|in}}", "5 feet 8 inches"),
        ("{{formatnum:22835}}", "22,835"), ("{{num|1234}}", "1,234"), ("{{val|5|u=km}}", "5 km"), ("{{lc:ABC}}", "ABC"),
        ("{{convert|5|mi|km|abbr=on}}", "5 miles"), ("{{convert|265|-|300|km/h|mph}}", "265–300 km/h"),
        ("{{convert|6|to|7|kg}}", "6 to 7 kg"), ("{{convert|-20|F|C}}", "-20°F"), ("9{{frac|3|4}}", "9 3/4"),
        ("{{frac|3|1|2}}", "3 1/2"), ("{{ill|Anna Vogt|de|lt=Dr Vogt}}", "Dr Vogt"), ("{{langx|fr|oui}}", "oui"),
        ("{{Interlanguage link multi|Anna Vogt|de|3=Anna Vogt (Ärztin)}}", "Anna Vogt"), ("{{tooltip|UN|x}}", "UN"),
        ("{{lang|fr|Mairie}} and {{lang-la|pax}}", "Mairie and pax"), ("{{as of|2003|lc=on}}", "as of 2003"),
        ("{{age in years and days|1984|12|30|2018|1|23}}", "33 years, 24 days"), ("Nautilus{{'}}s", "Nautilus's"),
        ("one{{spaced ndash}}two", "one – two"), ("{{mp|2003 UB|313}}", "2003 UB313"), ("Nautilus{{'s}}", "Nautilus's"),
        ("{{currency|65+|RUB}}", "65+ RUB"), ("{{€|5 million}}", "€5 million"), ("{{M|w}} 6.1", "Mw 6.1"),
        ("{{sclass|Skua|gunboat}}", "Skua-class gunboat"), ("{{flag|Tarn}}", "Tarn"), ("{{abbr|EU|Union}}", "EU"),
        ("fact{{citation needed|date=May 2010}}{{dead link}}{{de icon}}", "fact"), ("5{{nbsp}}km", "5 km"),
        ("{{nowrap|{{convert|5|mi}} away}}", "5 miles away"), ("{{start date|2020|5|4}}", "2020-05-04"),
        ("a{{nowrap begin}}b{{nowrap end}}", "ab"), ("x{{efn|a note}}", "x"), ("{{math|1 {{=}} 1}}", "1 = 1"),
        ("{{nowrap|[[Tarn{{!}}the town]]}}", "the town"),
    ],
)  # fmt: skip
def test_15_templates_that_carry_words_yield_them(template: str, words: str) -> None:
    inline = read(template, {})
    assert inline.text == words
    assert inline.notes == []


@pytest.mark.parametrize(
    ("template", "text", "linked"),
    [
        ("{{USS|Cole|DDG-67|6}}", "USS Cole", ["USS Cole (DDG-67)"]),
        ("{{USS|Cole|DDG-67}}", "USS Cole (DDG-67)", ["USS Cole (DDG-67)"]),
        ("{{RMS|Titanic||2}}", "Titanic", ["RMS Titanic"]),
        ("{{ship|FV|Athena||2}}", "Athena", ["FV Athena"]),
        ("{{HNoMS|Tarn}}", "HNoMS Tarn", ["HNoMS Tarn"]),
        ("{{sclass|Skua|gunboat}}", "Skua-class gunboat", ["Skua-class gunboat", "gunboat"]),
        ("{{sclass|Skua|gunboat|1}}", "Skua-class gunboat", ["Skua-class gunboat"]),
    ],
)
def test_15_ships_are_topics(template: str, text: str, linked: list[str]) -> None:
    inline = read(template, {})
    assert (inline.text, titles(inline)) == (text, linked)


def test_15_bullets_in_a_clean_up_template_are_no_events() -> None:
    day = parse("*One.\n{{cleanup|\n* Two.\n* Three.\n}}\n*Four.")
    assert [event.text for event in day] == ["One.", "Four."]
    assert [(issue.code, issue.line) for issue in day.issues] == [("template-dropped", 3), ("template-dropped", 4)]


@pytest.mark.corpus
def test_15_a_real_ship() -> None:
    assert "RMS Titanic" in titles(find(page("2012_March_8"), "RMS Titanic"))


@pytest.mark.parametrize(
    ("target", "topic", "section"),
    [
        ("River_War#Later_days", "river war", "Later days"), ("w:Tarn", "tarn", ""), (":en:Tarn", "tarn", ""),
        ("Tarn\u200b", "tarn", ""), ("River\u00a0War", "river war", ""), ("Tarn&#39;s End", "tarn's end", ""),
        ("Tarn &amp; Mirn", "tarn & mirn", ""), ("T%61rn", "tarn", ""), ("'Tarn'", "tarn", ""),
        ("''Tarn''", "tarn", ""), ("tarn", "tarn", ""),
    ],
)  # fmt: skip
def test_16_targets_are_cleaned(target: str, topic: str, section: str) -> None:
    (mention,) = only(f"*See [[{target}|this]] burn.").mentions
    assert (mention.topic.id, mention.section) == (topic, section)


@pytest.mark.parametrize(
    "target", ["wikt:lull", ":wikt:lull", "n:Lull", "de:Flaute", "s:A speech", "#Later", "w:s:Lull"]
)
def test_16_what_leads_away_is_no_topic(target: str) -> None:
    event = only(f"*A [[{target}|lull]] begins.")
    assert event.mentions == ()
    assert event.text in ("A lull begins.", "A begins.")


@pytest.mark.parametrize(
    ("entity", "shown"),
    [("&nbsp;", ""), ("&#160;", ""), ("&quot;", '"'), ("&amp;", " &"), ("&#8212;", " —"), ("&x;", "&x")],
)
def test_an_entity_before_a_source_is_whole(entity: str, shown: str) -> None:
    (event,) = parse(f"*A dam is opened{entity} [https://news.example/1 (BBC)]").events
    assert event.text.replace(" ", "").rstrip("—") == f"Adamisopened{shown}".replace(" ", "").rstrip("—")
