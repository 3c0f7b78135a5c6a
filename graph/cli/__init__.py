"""The command line: parse arguments, call `EventGraph`, print."""


def run() -> None:
    """Run the command `storytrail`."""
    try:
        from graph.cli.app import app

        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None  # pressed before a command had begun
