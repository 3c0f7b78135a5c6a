"""Bytes of a document to text: UTF-8 where it is UTF-8, else the Windows code page older pages were saved in."""

import re

from graph.errors import SourceError

# C0 controls and DEL; tab, line feed, vertical tab, form feed and carriage return are found in honest text
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# a page may hold a stray control character or two; a picture or an archive is full of them
_BINARY_SHARE = 0.01


def decode(data: bytes) -> str:
    r"""Decode the bytes of a text document.

    Strict UTF-8 is tried first (a byte order mark is dropped), then cp1252. A character cut in two at the very
    end, as in a page that was not saved whole, does not turn the rest of the page into cp1252.

    Parameters
    ----------
    data : bytes
        The whole content of the document.

    Returns
    -------
    str
        The text, without stray control characters; line ends are left as they are.

    Raises
    ------
    SourceError
        If the content is binary: it has NUL bytes, or more than one character in a hundred is a control
        character.

    Examples
    --------
    >>> decode(b"Andr\xe9 met Zo\xeb")
    'André met Zoë'
    """
    if b"\x00" in data:
        raise SourceError("The content is binary (it has NUL bytes), not text in UTF-8 or cp1252.")
    text = _decode_text(data)
    text, controls = _CONTROL.subn("", text)
    if controls > _BINARY_SHARE * len(data):
        raise SourceError("The content is binary (full of control characters), not text in UTF-8 or cp1252.")
    return text


def _decode_text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0:
            return data[: error.start].decode("utf-8-sig")
        # cp1252 leaves five bytes undefined; browsers read them as their Latin-1 controls, here they stay visible
        return data.decode("cp1252", "replace")
