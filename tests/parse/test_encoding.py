import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from graph.parse.encoding import decode


def test_utf8_is_read_and_its_mark_dropped() -> None:
    assert decode("\ufeffZoë – Málaga".encode()) == "Zoë – Málaga"


def test_other_bytes_are_cp1252() -> None:
    assert decode(b"Andr\xe9 said \x93no\x94 \x96 twice") == "André said “no” – twice"


def test_a_character_cut_at_the_end_does_not_change_the_rest() -> None:
    assert decode("Córdoba é".encode()[:-1]) == "Córdoba "


def test_an_undefined_byte_stays_visible() -> None:
    assert decode(b"caf\xe9 \x81") == "café \ufffd"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(1, 32)) * 4, "page".encode("utf-16")])
def test_binary_content_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="binary"):
        decode(data)


def test_a_stray_control_character_is_dropped() -> None:
    assert decode(b"word" * 100 + b"\x07" + b"\r\n") == "word" * 100 + "\r\n"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200))
def test_what_is_encoded_comes_back(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
