"""Text that tries to be more than text, and a reader of HTML that notices."""

import datetime as dt
from html.parser import HTMLParser

from graph import Citation, Event, EventView, Heading, Mention, Ref, Source

TEXT = (
    "<script>alert(1)</script> & \"quoted\" 'single' $5 and $6 **bold** _it_ [x](javascript:alert(1)) `code` "
    ":tada: :material/home: :red[no] -> <- <= ~~gone~~ # no heading https://example.org/a_b \u202eturned\u202c "
    + "w"
    * 300
)
NAME = 'Evil $x$ *topic* <b> :tada: -> "q"'


class Seen(HTMLParser):
    """Collects the tags, attributes and text of HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile_event() -> EventView:
    """An event in which everything tries to be markup."""
    topic = Ref("evil <topic> &amp;", NAME)
    mention = Mention(topic, NAME, NAME)
    bad, worse = (Source(url, "Pub <b>", "d") for url in ("javascript:alert(1)", 'https://e.org/"><script>'))
    event = Event(
        id="2016-02-03/<&\"'?#%",
        date=dt.date(2016, 2, 3),
        text=TEXT,
        category="Cat <i> $a$",
        headings=(Heading("Head *ing* <b>", (mention,)),),
        mentions=(mention,),
        citations=(Citation(bad, "label <b>"), Citation(worse)),
        excerpt="Ex <b>cerpt</b>",
        cover_url="javascript:alert(3)",
        page_url="data:text/html,<script>",
    )
    return EventView(event, "d", "origin <b>", "licence <b>")
