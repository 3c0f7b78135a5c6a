"""Whatever is done to a page, parsing never raises, takes long, or lets a bullet vanish without a word."""

import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.model import Event, ParsedDocument
from graph.parse.identity import MAX_SLUG
from graph.sample import sample_folder
from tests.parse.mutate import base_pages, main, mutant, read
from tests.parse.pages import PAGE, parse

MARKERS = [f"marker{number}" for number in range(9)]
MARKED = """{{Current events|year=2016|month=2|day=3|content=
<!-- All news items below this line -->
;Armed conflicts
*[[River War]], [[marker0]]
**[[Siege of Tarn]]:
***The [[Tarn Army|army]] marker1 wins. [http://a.org/1 (AP via ''A'')] [http://b.org/2 (B)]
**Forty flee marker2 to {{convert|5|mi}} away.<ref name=a>{{cite web|url=http://c.org/3|work=C}}</ref>
*[[Mill]]: A jury marker3 speaks. [http://d.org/4 D News]
'''Law'''
* ''[[Nautilus]]'' sinks with marker4 aboard.<ref name=a /> (A: [http://e.org/5 1])
:* A [http://f.org/6 report] of marker5 appears.
::It goes on with marker6.
*Died: [[Ann Able|Ann]], marker7
*A last one {{nowrap|is here}} with marker8
<!-- All news items above this line -->}}
"""
# what may come in between without hiding words on purpose, as a reference does
PIECES = ["[[", "]]", "{{", "}}", "[", "]", "''", "'''", "\n", "\n*", "\n**", ":", "(", "http://x.org/", " "]
TOKENS = [*PIECES, "|", "<ref>", "</ref>"]
# what patterns might go through again and again
ENDLESS = [
    "<!--", "<!-- -->", "{{a|", "{{a|b}}", "[[a|", "[[a]]", "[http://x.org/ a] ", "[//x ", "<ref name=a>",
    "<ref name=a />", "<ref>a</ref>", "[[File:", "{{Current events|content=", "{{Current events header|2016|2|3}}",
    "\n*[[a]]\n**b", "\n*[[A]]: b", "\n*a [[b", "\n*a {{b\n", "\n[[a", ". ", " .", ",", "&amp;", "<nowiki>", "''a'''s ",
    "[[a]] ([[b]]):", "(a: ", "Link dead as of (", "{{a\n|", "{{a\n*", "\n}}", "=", "==a==\n", "\x1e", "\xa0",
    "_", "#", "|content=", "\n:a", "\n: ", "\n::[[a]]", "[http://x.org/ report] ", "-----x", "\n----x", "\n-----",
    ",.", ";.", " , ;.", "{{nowrap|\n* ", "{{a|" + " " * 2000, "[[http://", "[[a|http://",
]  # fmt: skip


def mutated(seed: int) -> str:
    """Return the marked page with a few deletions, doublings and insertions, none of them inside a marker."""
    source = random.Random(seed)
    pieces = re.split(r"(marker\d)", MARKED)
    for _ in range(source.randint(1, 6)):
        index = source.randrange(0, len(pieces), 2)
        piece = pieces[index]
        start = source.randint(0, len(piece))
        end = min(len(piece), start + source.randint(0, 8))
        pieces[index] = piece[:start] + source.choice(["", *PIECES, piece[start:end] * 2]) + piece[end:]
    return "".join(pieces)


def said(event: Event) -> str:
    """Return everything that an event tells a reader."""
    words = [event.text, event.category, *(f"{c.source.url} {c.label}" for c in event.citations)]
    for heading in event.headings:
        words += [heading.text, *(mention.title for mention in heading.mentions)]
    return " ".join([*words, *(f"{mention.title} {mention.label}" for mention in event.mentions)])


def check_page(page: ParsedDocument) -> None:
    """Check what holds for every page."""
    ids = [event.id for event in page]
    assert len(set(ids)) == len(ids)
    assert all(len(identity) <= len("2016-02-03/") + MAX_SLUG + 6 for identity in ids)
    assert all(event.text and event.text == " ".join(event.text.split()) for event in page)
    assert [event.position for event in page] == list(range(len(ids)))
    assert page.events or page.issues


@given(st.text(max_size=400))
@example("*" * 50)
@example("[[" * 30 + "{{" * 30)
@example("* \x01\x02[\x02//a b]\x1e")
def test_no_text_raises(text: str) -> None:
    check_page(parse(text))


@given(
    st.lists(
        st.sampled_from([*TOKENS, "*", ";", "word ", "{{Current events", "|content=", "<!--", "-->", "File:"]),
        max_size=40,
    )
)
def test_no_markup_raises(tokens: list[str]) -> None:
    check_page(parse("".join(tokens)))


@given(st.integers(0, len(PAGE)))
def test_no_cut_raises(length: int) -> None:
    check_page(parse(PAGE[:length]))


@settings(max_examples=400)
@given(st.integers(0, 1 << 32))
def test_no_bullet_vanishes_silently(seed: int) -> None:
    text = mutated(seed)
    page = parse(text)
    check_page(page)
    told = " ".join(said(event) for event in page)
    lines = {issue.line for issue in page.issues}
    start = 0
    for number, line in enumerate(re.sub(r"<!--.*?-->", "", text).split("\n"), 1):
        # an indented line belongs to the bullet above, where its issues are
        start = start if re.match(r"\s*[*#]*:+[^:*#]", line) else number
        if re.match(r"\s*[*:#]", line):
            lost = [marker for marker in re.findall(r"marker\d", line) if marker not in told]
            assert not lost or any(start <= issue <= number for issue in lines), line


def test_the_marked_page_itself_is_whole() -> None:
    page = parse(MARKED)
    assert page.issues == ()
    told = " ".join(said(event) for event in page)
    assert all(marker in told for marker in MARKERS)


@given(st.integers(0, 1 << 32))
def test_no_mutated_page_crashes_and_each_has_a_report(number: int) -> None:
    for page in read(mutant(7, number, [PAGE, MARKED]), number):
        check_page(page)


def test_pages_of_the_sample_mutated(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(base_pages(0)) == 1 + len(list(sample_folder().glob("*.txt")))
    assert main(["--pages", "300", "--seed", "5"]) == 0
    assert capsys.readouterr().out.startswith("300 pages, ")


@pytest.mark.parametrize("token", [*TOKENS, *ENDLESS])
@pytest.mark.parametrize("before", ["", "{{Current events|content=\n*[[a]]: b "])
def test_marks_without_end_are_read(before: str, token: str) -> None:
    # so many characters that anything quadratic would run for minutes
    text = before + token * (60_000 // len(token))
    check_page(parse(text))
    check_page(parse(f"{text}x"))


@pytest.mark.parametrize(
    "text", ["{{Current events", "*a [[", "*a {{lang|", "*a [[File", "*[[a]]", "*a (", "*a <ref", "{{Current events|"]
)
def test_spaces_without_end_are_read(text: str) -> None:
    for end in ("x", "ile: x", "}}", "]]", "|"):
        check_page(parse(f"{text}{' ' * 60_000}{end}"))
