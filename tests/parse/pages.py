"""Day pages in our own words, in the shapes that real ones have."""

import datetime as dt

from graph.model import Event, ParsedDocument
from graph.parse.portal import parse_day

DAY = dt.date(2016, 2, 3)

PAGE = """{{Current events header|2016|02|3}}

<!-- All news items below this line -->
;Armed conflicts and attacks
*[[River War]]
**[[Siege of Tarn]]
***The [[Tarn Army|army]] lifts the [[siege]]s of two [[Tarnish people|Tarnish]] towns. \
[http://news.example.org/siege?a=1&b=2 (Example News)] [https://www.reuters.com/x (AP via ''Reuters'')]
**Forty people flee to [[Coast|the coast]]. [http://www.bbc.co.uk/news/1 (BBC)], [http://www.bbc.com/news/2 (BBC)]
*A ferry sinks off [[Southport]]; twelve are missing. [http://www.example.com/ferry (''The Example'')]

;Law and crime:
*[[Mill Lane trial]]: A jury finds the miller guilty. [http://www.example.com/trial (Example)]
<!-- All news items above this line -->|}
"""


def parse(text: str, date: dt.date = DAY) -> ParsedDocument:
    """Parse a page of the usual day."""
    return parse_day(text, document=f"portal/{date}", date=date)


def only(text: str) -> Event:
    """Parse a page that has exactly one event and nothing odd."""
    page = parse(text)
    assert page.issues == ()
    assert len(page.events) == 1
    return page.events[0]


def codes(text: str) -> list[tuple[str, int]]:
    """Return code and line of the issues of a page."""
    return [(issue.code, issue.line) for issue in parse(text).issues]


def headings(event: Event) -> list[str]:
    """Return the headings of an event as people read them."""
    return [heading.text for heading in event.headings]
