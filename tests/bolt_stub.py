"""A server that speaks just enough Bolt to say hello: for versions of Neo4j that are too old to be at hand."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

BOLT_4_4 = bytes((0, 0, 4, 4))
GREETING = 20  # bytes of a client's proposal of versions


@contextmanager
def stub_server(agent: str) -> Iterator[str]:
    """Listen on loopback and answer every message with success, as a server of that name; yields its URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_serve, args=(listener, _success(agent)), daemon=True).start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"


def _serve(listener: socket.socket, answer: bytes) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return  # the test is over
        with connection:
            connection.recv(GREETING, socket.MSG_WAITALL)
            connection.sendall(BOLT_4_4)
            while connection.recv(65_536):
                connection.sendall(answer)


def _success(agent: str) -> bytes:
    """Return the message SUCCESS {server, connection_id} in PackStream, as one chunk with its end."""
    fields = b"\xa2" + _text("server") + _text(agent) + _text("connection_id") + _text("stub")
    message = b"\xb1\x70" + fields
    return len(message).to_bytes(2, "big") + message + b"\x00\x00"


def _text(text: str) -> bytes:
    data = text.encode()
    return b"\xd0" + bytes([len(data)]) + data
