"""Calls of templates in wikitext, and the form in which the citations they make travel on."""

from dataclasses import dataclass, field

from graph.parse.sources import clean_url

# begins the address of a citation that a template or a reference made; no document holds this control character,
# because `page.read_page` removes it
CITE_START = "\x02"
# a bar that does not part the arguments of a template, but does part a link once all templates are replaced
ESCAPED_BAR = "\x04"

_IN_ADDRESS = {ord(char): f"%{ord(char):02X}" for char in '[]<>"'}


@dataclass(frozen=True, slots=True)
class Call:
    """A template as used: its lower-case name, positional and named arguments."""

    name: str
    args: list[str]
    named: dict[str, str] = field(default_factory=dict)

    @property
    def first(self) -> str:
        """The first positional argument."""
        return self.args[0] if self.args else self.named.get("1", "")

    @property
    def last(self) -> str:
        """The last positional argument."""
        return self.args[-1] if self.args else self.named.get("text", "")


def cite(address: str, label: str = "") -> str:
    """Return a citation as it travels on inside the text; empty if the address is none.

    It is an external link whose address is marked by `CITE_START`.
    """
    link = clean_url(address).translate(_IN_ADDRESS)
    name = label.replace("[", "(").replace("]", ")")
    return f"[{CITE_START}{link} {name}]" if link.startswith(("http", "ftp")) and "://" in link else ""
