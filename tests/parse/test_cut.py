"""Pages that were cut on their way: wherever that was, they say so, so that they cannot replace whole ones."""

import pytest

from tests.parse.pages import PAGE, codes, parse


@pytest.mark.parametrize(
    "ending",
    [
        "**Two [[towns]] fall to the [[Tarn",
        "**Two [[towns]] fall. [http://a.org/long-addr",
        "**Two [[towns]] fall and the",
        "**Two towns fall {{conv",
        "**Two towns fall.<ref>{{cite",
    ],
)
def test_a_page_cut_in_the_middle_says_so_and_keeps_what_it_has(ending: str) -> None:
    whole, _, _ = PAGE.partition("*A ferry")
    page = parse(whole + ending)
    line = whole.count("\n") + 1
    assert ("cut-page", line) in [(issue.code, issue.line) for issue in page.issues]
    assert [event.text[:9] for event in page] == ["The army ", "Forty peo", page.events[-1].text[:9]]
    assert page.events[-1].text.startswith("Two towns fall")


WRAPPED = """{{Current events|year=2016|month=02|day=3|content=

<!-- All news items below this line -->
;Law and crime
*A race over {{convert|5|mi}} is banned. [http://a.org/1 (A)]
*The mill is {{convert|9|m}}
*It stands.<ref>{{cite web|url=http://a.org/2}}</ref> It is {{nowrap|old}}
<!-- All news items above this line -->}}
"""


@pytest.mark.parametrize("text", [PAGE, WRAPPED], ids=["header", "wrapper"])
def test_a_page_cut_anywhere_says_so(text: str) -> None:
    assert "cut-page" not in dict(codes(text))
    end = text.index("above this line")
    missed = [place for place in range(1, end) if "cut-page" not in dict(codes(text[:place]))]
    assert missed == []


@pytest.mark.parametrize(
    "ending", ["|}", "|}\n", "<!-- All news items above this line -->", "{{Current events footer}}"]
)
def test_a_page_with_any_end_is_whole(ending: str) -> None:
    assert codes(f"{{{{Current events header|2016|02|3}}}}\n*One. {ending}") == []


def test_a_page_of_ones_own_needs_no_end() -> None:
    assert codes("*[[River War]]\n**Shots fall.\n*A table lies above this text") == []
