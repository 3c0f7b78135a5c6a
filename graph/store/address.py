"""Addresses of stores: a folder, or a Neo4j server."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph.errors import InputError
from graph.store.limits import unfit_value

EMBEDDED = "embedded://"
SERVERS = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def is_server(url: str) -> bool:
    """Tell whether an address is that of a server.

    Examples
    --------
    >>> is_server("neo4j+s://graph.example.org"), is_server("news/store")
    (True, False)
    """
    return url.partition("://")[0].lower() in SERVERS and "://" in url


def store_folder(url: str) -> Path:
    """Return the folder of an embedded store.

    Parameters
    ----------
    url : str
        A path, or ``embedded:///absolute/path``.

    Raises
    ------
    InputError
        If it is another kind of address.

    Examples
    --------
    >>> store_folder("embedded:///data/news").as_posix()
    '/data/news'
    """
    _check_text(url)
    if url.startswith(EMBEDDED):
        path = unquote(url.removeprefix(EMBEDDED))
        if not path.startswith("/"):
            raise InputError(f"The address {url} names no folder; write embedded:///absolute/path, or just the path.")
        return Path(path)
    scheme, mark, _ = url.partition("://")
    if mark:
        raise InputError(
            f"There are no stores at {scheme}://; name a folder for an embedded store, or a Neo4j server as "
            "neo4j://host, neo4j+s://host or bolt://host."
        )
    if not url:
        raise InputError("The store has no name; name a folder or a Neo4j server.")
    try:
        return Path(url).expanduser()
    except RuntimeError as error:
        raise InputError(
            f"The path {url} begins with the home folder of nobody here; name a folder by its path."
        ) from error


def check_server(url: str) -> None:
    """Refuse an address of a server that holds no host, or more than scheme, host and port.

    Raises
    ------
    InputError
        If so. What may be a password is not repeated.
    """
    _check_text(url)
    if "@" in url:
        raise InputError(
            "The address of the server holds an @, so perhaps a user and a password, which others can then see; leave "
            "them out and set NEO4J_USERNAME and NEO4J_PASSWORD."
        )
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"The address {url} cannot be read; write it as neo4j://host:7687.") from error
    if not host:
        raise InputError(f"The address {url} names no host; write it as neo4j://host:7687.")
    try:
        host.encode("idna")
    except UnicodeError as error:
        raise InputError(f"The address {url} names no host that can be; write it as neo4j://host:7687.") from error
    if parts.path.strip("/") or parts.fragment or (parts.query and not url.startswith("neo4j")):
        raise InputError(f"The address {url} goes on after the host; name a database by NEO4J_DATABASE instead.")


def absolute(url: str) -> str:
    """Return an address that means the same whatever the working folder is.

    Raises
    ------
    InputError
        If it is none of a store.
    """
    if is_server(url):
        check_server(url)
        return url
    return str(store_folder(url).absolute())


def _check_text(url: str) -> None:
    if "\0" in url:
        raise InputError("The name of the store holds a NUL character; name a folder or a Neo4j server.")
    if sentence := unfit_value({"store": url}):
        raise InputError(sentence)
