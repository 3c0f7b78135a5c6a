"""Each shape that pages of the Context have, by a small page of our own words."""

import pytest

from graph.model import Citation
from graph.parse.context_page import context_parts, is_context, parse_context
from graph.parse.sources import source
from tests.parse.context_pages import CHINESE, DAY, EVENT, FRONT, INDEX, cited, codes, only, parse, related
from tests.parse.pages import PAGE


def test_an_event_page_gives_one_event_in_plain_words() -> None:
    event = only(EVENT)
    assert event.id == "2016-02-03/miners-leave-the-pit-of-tarn-march-on-the-town-hall"
    assert (event.date, event.position, event.document) == (DAY, 0, "context/page")
    assert event.text == "Miners leave the pit of Tarn & march on the town hall."
    assert event.excerpt == '"We are tired," a miner [of the pit] says. They want rest.'
    assert (event.category, event.page_url) == ("", "")


def test_the_story_heading_is_a_topic() -> None:
    [heading] = only(EVENT).headings
    assert heading.text == "Tarn mining strike"
    assert [(mention.topic.id, mention.title) for mention in heading.mentions] == [
        ("tarn mining strike", "Tarn mining strike")
    ]
    assert only("##### \n# Talks open.").headings == ()


def test_shared_topics_are_mentioned_once_and_the_story_is_not_among_them() -> None:
    mentions = only(EVENT).mentions
    assert [mention.label for mention in mentions] == ["Ore", "Tarn", "Ulm, D.C."]
    assert [mention.topic.id for mention in mentions] == ["ore", "tarn", "ulm, d.c."]
    assert [mention.position for mention in mentions] == [0, 1, 2]
    assert {mention.section for mention in mentions} == {""}


def test_sources_keep_their_labels_and_the_cover_is_none() -> None:
    event = only(EVENT)
    assert event.citations == (
        Citation(source("https://news.example.org/strike_(tarn)?a=1&b=2"), "AP via The Example", 0),
        Citation(source("https://radio.example.com/strike"), "Radio [Tarn]", 1),
    )
    assert event.cover_url == "https://pictures.example.org/a,b/http://c.example.org/pit.jpg"


def test_the_related_list_is_kept_in_its_order() -> None:
    given_list = only(EVENT).given
    assert [(entry.id, entry.date.isoformat()) for entry in given_list] == [
        ("2015-12-31/a-mine-the-deepest-one-opens", "2015-12-31"),
        ("2016-01-09/tarn-s-mayor-resigns", "2016-01-09"),
        ("2014-05-01/rain-falls", "2014-05-01"),
    ]
    assert [entry.text for entry in given_list] == [
        "A mine (the [deepest] one) opens.",
        "Tarn's mayor resigns.",
        "Rain falls.",
    ]
    assert [entry.topics for entry in given_list] == [
        "Ore, Tarn, Tarn mining strike",
        "Tarn, Tarn mining strike, Ulm, D.C.",
        "",
    ]


def test_a_chinese_page_is_read_in_one_spelling() -> None:
    page = parse(CHINESE)
    [event] = page.events
    assert event.text == "悉尼下了大雨，渡輪停航。"
    assert [heading.text for heading in event.headings] == ["悉尼"]
    assert [mention.title for mention in event.mentions] == ["渡輪"]
    assert [citation.label for citation in event.citations] == ["晨報", "晚報"]
    assert event.cover_url == "http://news.example.org/rain.jpg"
    assert [(entry.id, entry.topics) for entry in event.given] == [("2016-02-14/渡輪重新開航", "悉尼, 渡輪")]
    assert [(issue.code, issue.line) for issue in page.issues] == [("broken-address", 4)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("-{zh-hant:超級; zh-hans:超级}-碗", "超级碗"),
        ("-{zh-tw:莫三比克; zh-hk:莫桑比克}-", "莫三比克"),
        ("-{zh-tw:zh-tw:雪梨}-", "雪梨"),
        ("鐘-{}-樓", "鐘樓"),
        ("a -{ b", "a -{ b"),
        ("The [Tarn](/wiki/Tarn) rises", "The Tarn rises"),
        ("The \"'Tarn\"' sinks", "The Tarn sinks"),
        ('The "Tarn" sinks', 'The "Tarn" sinks'),
        ("Rain (again) [sic]", "Rain (again) [sic]"),
    ],
)
def test_marks_in_the_words_are_read(written: str, read: str) -> None:
    assert only(f"# {written}").text == read


def test_a_source_in_the_words_goes_with_the_brackets_around_it() -> None:
    page = parse(
        "# 河水上漲（[http:--news.example.org-a][http:--news.example.org-b]date=十一月 2017）。[http:--a.example.org-b"
    )
    assert [event.text for event in page] == ["河水上漲。"]


def test_a_day_index_gives_its_events_with_the_headings_above_them() -> None:
    page = parse(INDEX)
    assert page.issues == ()
    assert [event.text for event in page] == [
        "A comet & its tail are seen.",
        "Miners leave the pit.",
        "The mayor answers.",
    ]
    assert [[heading.text for heading in event.headings] for event in page] == [
        [],
        ["Tarn mining strike"],
        ["Tarn mining strike"],
    ]
    assert [event.excerpt for event in page] == ["", "They want rest, and more pay.", ""]
    assert [[mention.title for mention in event.mentions] for event in page] == [[], [], ["Ore"]]
    assert [event.position for event in page] == [0, 1, 2]
    assert {event.date for event in page} == {DAY}


def test_the_same_words_twice_have_two_ids() -> None:
    page = parse("## [2016-02-3](/a)\n### [Talks.](/news/2016/02/3/a.md)\n### [Talks!](/news/2016/02/3/b.md)")
    assert [event.id for event in page] == ["2016-02-03/talks", "2016-02-03/talks-2"]


def test_parts_are_named_by_language_and_day() -> None:
    assert [(part.key, part.date, part.text) for part in context_parts(EVENT, "x.md")] == [
        ("2016-02-03/miners-leave-the-pit-of-tarn-march-on-the-town-hall", DAY, EVENT)
    ]
    assert [part.key for part in context_parts(CHINESE, "x.md")] == ["zh/2016-02-03/悉尼下了大雨-渡輪停航"]
    assert [(part.key, part.text) for part in context_parts(INDEX, "index.md")] == [("2016-02-03", INDEX)]


def test_the_language_of_a_page_without_links_is_that_of_its_address_or_its_words() -> None:
    bare = "### [2016-02-3](/news/2016/02/3/index.md)\n# {}"
    [chinese] = context_parts(bare.format("小鎮下雪"), "x.md")
    [english] = context_parts(bare.format("Snow falls on Tarn (雪)"), "x.md")
    [stored] = context_parts(bare.format("Snow"), "mirror/zh/news/2016/02/3/snow.md")
    assert [part.key for part in (chinese, english, stored)] == [
        "zh/2016-02-03/小鎮下雪",
        "2016-02-03/snow-falls-on-tarn-雪",
        "zh/2016-02-03/snow",
    ]


def test_a_front_page_gives_a_part_a_day() -> None:
    parts = context_parts(FRONT, "index.md")
    assert [part.key for part in parts] == ["zh/front/2016-02-03", "zh/front/2016-02-02"]
    read = [parse_context(part.text, document=f"context/{part.key}", date=part.date) for part in parts]
    assert [[(event.id, len(event.headings)) for event in page] for page in read] == [
        [("2016-02-03/小鎮下雪", 1)],
        [("2016-02-02/河水上漲", 0)],
    ]
    assert [page.issues for page in read] == [(), ()]


@pytest.mark.parametrize("text", ["", "# Talks open.", PAGE, "# [2016-02-3](x)", "### [3 February](/news/2016/02/3/)"])
def test_other_texts_are_no_pages_of_the_context(text: str) -> None:
    assert not is_context(text)
    assert context_parts(text, "x.md") == []


def test_a_day_that_does_not_exist_gives_no_part() -> None:
    for marks in ("##", "###"):
        text = f"{marks} [2016-02-31](/news/2016/02/31/index.md)\n# Talks open."
        assert is_context(text)
        assert context_parts(text, "x.md") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" \n", [("empty-page", 0)]),
        ("### [2016-02-3](/news/2016/02/3/index.md)", [("no-events", 0)]),
        ("### [2016-02-3](/a)\n# \nSomething.", [("no-events", 0), ("entry-without-text", 2)]),
        ("## [2016-02-3](/a)\n### [ ](/b)", [("no-events", 0), ("entry-without-text", 2)]),
        ("## [2016-02-3](/a)\n### [Talks open", [("no-events", 0), ("unknown-line", 2)]),
        ("Stray.\n# Talks open.", [("unknown-line", 1)]),
        ("# Talks open.\n## [Next day](/b)\nStray.", [("unknown-line", 3)]),
        ("# Talks open.\nYour trusted source for breaking news, weather and more.", [("cover-blurb", 1)]),
        ("# Talks open.\n### Changes:\n1. 2016-02-4: a word\n\n* b", [("section-skipped", 2)]),
        (cited("1. The Example"), [("source-without-address", 3)]),
        (cited("1. [The Example]()"), [("source-without-address", 3)]),
        (cited("1. [The Example](/about.md)"), [("source-without-address", 3)]),
        (cited(f"1. [The Example](http://example.org/{'a' * 2000})"), [("long-address", 3)]),
        (cited("A word."), [("unknown-line", 3)]),
        (related("1. [Rain](/news/rain.md) _Context: Tarn_"), [("related-without-date", 3)]),
        (related("1. [Rain](/news/2016/02/30/rain.md)"), [("related-without-date", 3)]),
        (related("1. Rain"), [("related-without-date", 3)]),
        (related("1. [ ](/news/2016/02/3/rain.md)"), [("entry-without-text", 3)]),
        (related("1. [Rain](/news/2016/02/3/rain.md) _odd_"), [("unknown-line", 3)]),
    ],
)
def test_what_is_skipped_is_told(text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(text) == expected


def test_what_a_skipped_line_stood_beside_is_kept() -> None:
    assert parse("# Talks open.\nYour trusted source for breaking news.").events[0].excerpt == ""
    assert parse("# Talks open.\n### Changes:\n1. a\n### Sources:\n1. [A](http://a.org/)").events[0].citations
    assert len(parse(related("1. x\n2. [Rain](/news/2016/02/3/rain.md) odd")).events[0].given) == 1


def test_a_section_of_an_unknown_name_is_read_by_where_its_entries_lead() -> None:
    event = only("# Talks open.\n### Links\n1. [A](http://a.org/b)\n2. [Rain](/news/2016/02/2/rain.md) _Kontext: Tarn_")
    assert [citation.source.url for citation in event.citations] == ["http://a.org/b"]
    assert [entry.id for entry in event.given] == ["2016-02-02/rain"]
    assert [mention.title for mention in event.mentions] == ["Tarn"]
    assert codes("# Talks open.\n### Links\n1. A") == [("unknown-line", 3)]
