"""The command line: parse arguments, call `EventGraph`, print."""


def run() -> None:
    """Run the command `storytrail`."""
    from graph.cli.app import app

    app()
