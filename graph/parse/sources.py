"""Sources: cleaning of addresses; the domain of an address and the publisher behind it."""

import re
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from graph.model import Source
from graph.parse.publishers import PUBLISHERS
from graph.parse.topics import decode_entities

# "http://http://x", "http:/x", "http:////x"
# an address with nothing to clean
_CLEAN = re.compile(r"https?://(?P<host>[a-z0-9.-]+)(?:/[^\s|;,'\"]*+)?")
_SCHEME = re.compile(r"(?:(?:https?|ftp):/*)*(?P<scheme>https?|ftp):/*(?=[^/\s])", re.IGNORECASE)
_HOST = re.compile(r"(?:https?|ftp)://(?:[^/?#@]*@)?(?P<host>[^/?#:]+)")
_ARCHIVED = re.compile(r"/(?P<address>https?:/+[^/].*)")
_ARCHIVES = frozenset({"archive.org", "archive.is", "archive.today", "archive.ph", "archive-it.org", "webcitation.org"})
_OLD_SUFFIX = re.compile(r"(?:ac|co|com|edu|gov|net|org)\.(?:an|cs|dd|tp|um|yu|zr)")
_NUMERIC = re.compile(r"[\d.]+")
# a name that ran into its address for want of a space: "story.html(Reuters)", never "Mercury_(planet)"
_GLUED_NAME = re.compile(r"(?<=[/\w])(?<!_)\([A-Z][A-Za-z. ]*\)$")


def clean_url(address: str) -> str:
    """Return the address as one can visit it: complete, without entities, stray punctuation and wiki marks.

    Examples
    --------
    >>> clean_url("//News.example.org/a?b=1&amp;c=2,")
    'https://news.example.org/a?b=1&c=2'
    """
    url = "".join(decode_entities(address).partition("|")[0].split()).rstrip(",;'\"")
    if url.startswith("//"):
        url = f"https:{url}"
    match = _SCHEME.match(url)
    if match is None:
        return url
    host, slash, path = url[match.end() :].partition("/")
    return f"{match['scheme'].lower()}://{host.lower()}{slash}{path}"


@lru_cache(maxsize=1 << 12)
def source(url: str) -> Source:
    """Return the source that an address, raw or clean, names.

    The publisher is decided by the address alone, as one publisher is spelt in many ways; a page kept by an
    archive belongs to its original site.

    Parameters
    ----------
    url : str
        Address as found in a document.

    Returns
    -------
    Source
        `domain` is the registrable domain ("bbc.co.uk"), `publisher` its usual name, else the domain.
    """
    if plain := _CLEAN.fullmatch(url):
        clean, host = url, plain["host"]
    else:
        clean = clean_url(url)
        host = _host(clean)
    if clean.endswith(")"):
        clean = _GLUED_NAME.sub("", clean)
    domain, publisher = _site(host)
    if domain in _ARCHIVES and (original := _ARCHIVED.search(clean, len("https://"))):
        domain, publisher = _site(_host(clean_url(original["address"])))
    return Source(clean, publisher, domain)


def _host(url: str) -> str:
    match = _HOST.match(url)
    return match["host"] if match else ""


@lru_cache(maxsize=1 << 14)
def _site(host: str) -> tuple[str, str]:
    """Return domain and publisher of a host; the longest part of the host that is in the table decides."""
    host = host.strip(".")
    domain = host if _NUMERIC.fullmatch(host) else _suffixes().privatesuffix(host) or host
    if _OLD_SUFFIX.fullmatch(domain) and domain != host:
        # of a country that is no more, such as org.yu, which the list has forgotten
        domain = f"{host.removesuffix(domain).rstrip('.').rpartition('.')[2]}.{domain}"
    name = host
    while name not in PUBLISHERS and "." in name:
        name = name.partition(".")[2]
    return domain, PUBLISHERS.get(name, domain)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=True)
