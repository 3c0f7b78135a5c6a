"""Run a Neo4j server in the foreground until Ctrl-C; its data goes with it."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from tests.neo4j_server import VERSION, Server, ServerError


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j_server", description=__doc__)
    parser.add_argument("--version", default=VERSION, help="release of Neo4j, such as 2026.09.0 (default: %(default)s)")
    parser.add_argument("--java", type=Path, metavar="JAVA_HOME", help="the Java to use; calendar versions need 21+")
    parser.add_argument("--port", type=int, help="the Bolt port (default: a free one)")
    return parser.parse_args()


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _tell(server: Server) -> None:
    print(f"export STORYTRAIL_STORE={server.url}")
    print(f"export NEO4J_USERNAME={server.user}")
    print(f"export NEO4J_PASSWORD={server.password}", flush=True)
    print(f"Neo4j {server.version} answers at {server.url}; Ctrl-C ends it and removes its data.", file=sys.stderr)


def main() -> None:
    """Start the server that the arguments ask for, and stay until it ends or is told to."""
    arguments = _arguments()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    try:
        with Server(arguments.version, java_home=arguments.java, port=arguments.port) as server:
            _tell(server)
            code = server.wait()
            raise SystemExit(f"Neo4j ended by itself with code {code}; its log ends:\n{server.log}")
    except ServerError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
