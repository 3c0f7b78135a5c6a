"""What a file is: how it is packed and which reader reads it, told by its name and its first bytes."""

import codecs
import re

from graph.ingest.streams import RefusedError
from graph.parse.context_page import is_context
from graph.parse.dates import HEADER

PAGE = "page"
"""A page of the portal or of the Context; which of the two, its whole text tells."""

_PACKED_NAMES = {
    ".gz": "gzip", ".tgz": "gzip", ".bz2": "bz2", ".tbz": "bz2", ".tbz2": "bz2", ".zip": "zip", ".tar": "tar",
}  # fmt: skip
_SHORT_TAR_NAMES = (".tgz", ".tbz", ".tbz2")
# many other files are zips too, such as those of word processors; a name that says nothing may hide one of ours
_MAYBE_ZIP = (".zip", ".txt", "")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BZ2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_UNKNOWN_PACKINGS = {
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
    b"(\xb5/\xfd": "Zstandard",
}
_FORMAT_NAMES = {
    ".xml": "dump", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet",
}  # fmt: skip
_XML = re.compile(rb"(?>\s+|<!--.*?-->)*+(?:<\?xml\s|<!DOCTYPE\s+mediawiki\b|<(?:\w+:)?mediawiki[\s>])", re.DOTALL)
_JSON = re.compile(rb'\s*(?:\[\s*)?\{\s*(?:"|\}\s*$)')
_SAID = {
    "portal": "wikitext of the portal", "context": "a page of the Context", "dump": "a MediaWiki dump", "jsonl": "JSON",
    "csv": "CSV", "parquet": "Parquet",
}  # fmt: skip


def packing_of(name: str, head: bytes) -> str | None:
    """Return how a file is packed: ``gzip``, ``bz2``, ``zip``, ``tar``, or None if it is not.

    Raises
    ------
    RefusedError
        If it is packed in a way that is not read.
    """
    suffix = _suffix(name)
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if _BZ2.match(head):
        return "bz2"
    if head.startswith(_ZIP) and suffix in _MAYBE_ZIP:
        return "zip"
    if head[257:262] == b"ustar":
        return "tar"
    for magic, method in _UNKNOWN_PACKINGS.items():
        if head.startswith(magic):
            raise RefusedError("unknown-packing", f"It is packed with {method}, which is not read; unpack it first.")
    return _PACKED_NAMES.get(suffix)


def unpacked_name(name: str) -> str:
    """Return the name of what a file packed with gzip or bz2 holds."""
    suffix = _suffix(name)
    if suffix not in _PACKED_NAMES:
        return name
    return name[: -len(suffix)] + (".tar" if suffix in _SHORT_TAR_NAMES else "")


def format_of(name: str, head: bytes, wanted: str) -> str:
    """Return which reader reads a file that is not packed, or not any more.

    Parameters
    ----------
    name : str
        Its name.
    head : bytes
        How it begins.
    wanted : str
        The format a person asked for, or ``auto``.

    Returns
    -------
    str
        ``dump``, ``jsonl``, ``csv``, ``parquet`` or `PAGE`.

    Raises
    ------
    RefusedError
        If it is plainly not what was asked for.
    """
    if wanted == "auto":
        return _FORMAT_NAMES.get(_suffix(name)) or _format_by_content(head) or PAGE
    found = _format_by_content(head)
    is_page = wanted in ("portal", "context")
    if found is None and not is_page:
        found = _page_by_content(head)
    if found not in (None, wanted) or (found is None and wanted in ("dump", "parquet")):
        is_what = f"It is {_SAID[found]}" if found else "It looks like another thing"
        way_out = f"say --format {found}, or leave --format away" if found else "leave --format away"
        raise RefusedError("wrong-format", f"{is_what}, not {_SAID[wanted]}; {way_out}.")
    return PAGE if is_page else wanted


def _format_by_content(head: bytes) -> str | None:
    head = head.removeprefix(codecs.BOM_UTF8)
    if head.startswith(b"PAR1"):
        return "parquet"
    if _XML.match(head):
        return "dump"
    if _JSON.match(head):
        return "jsonl"
    return "csv" if _is_csv(head) else None


def _is_csv(head: bytes) -> bool:
    """Tell whether the first line names the columns that a table of events must have."""
    line = head.lstrip().partition(b"\n")[0]
    if b"date" not in line.lower():
        return False
    names = re.split(r"[,;\t]", line.decode("utf-8", "replace").lower())
    return {"date", "text"} <= {name.strip(' "\r') for name in names}


def _page_by_content(head: bytes) -> str | None:
    text = head.decode("utf-8", "replace")
    if is_context(text):
        return "context"
    return "portal" if HEADER.search(text) else None


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if stem and dot else ""
