"""The command `storytrail`, put together from its commands; errors become one sentence and an exit code."""

from typing import Any

import typer
from typer.core import TyperGroup

from graph.cli import (
    asking,
    chains,
    correcting,
    evaluating,
    exporting,
    grouping,
    keeping,
    moving,
    personal,
    timing,
)
from graph.cli.options import wants_json
from graph.errors import StorytrailError

INTERRUPTED = 130


class Commands(TyperGroup):
    """A group of commands that reports errors of Storytrail the way the interface promises."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the chosen command; exit 1 with one sentence on an error, 130 on Ctrl-C."""
        from graph.cli.output import print_error

        try:
            return super().invoke(ctx)
        except StorytrailError as error:
            print_error(error, as_json=wants_json(ctx))
            raise typer.Exit(1) from error
        except KeyboardInterrupt as error:
            typer.echo("Stopped.", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError:
            raise  # a reader such as `head` has seen enough
        except OSError as error:
            typer.echo(f"storytrail: The output or a file cannot be used: {error}.", err=True)
            raise typer.Exit(1) from error


app = typer.Typer(
    name="storytrail",
    cls=Commands,
    help="Explore related news events: search, relate with reasons, query, browse.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

START, ASK, YOURS = "Getting started", "Asking", "What is yours"

app.command(rich_help_panel=START)(keeping.demo)
app.command(rich_help_panel=START)(keeping.load)
app.command(rich_help_panel=START)(keeping.dashboard)
app.command(rich_help_panel=START)(keeping.status)
app.command(rich_help_panel=START)(keeping.refresh)
app.command(rich_help_panel=START)(keeping.rebuild)
app.command(rich_help_panel=START)(keeping.unload)
app.command(rich_help_panel=START)(moving.copy)
app.command(rich_help_panel=ASK)(asking.search)
app.command(rich_help_panel=ASK)(asking.event)
app.command(rich_help_panel=ASK)(asking.topic)
app.command(rich_help_panel=ASK)(asking.day)
app.command(rich_help_panel=ASK)(asking.related)
app.command(rich_help_panel=ASK)(chains.chain)
app.command(rich_help_panel=ASK)(grouping.stories)
app.command(rich_help_panel=ASK)(grouping.story)
app.command(rich_help_panel=ASK)(grouping.clusters)
app.command(rich_help_panel=ASK)(grouping.cluster)
app.command(rich_help_panel=ASK)(timing.timeline)
app.command(rich_help_panel=ASK)(timing.turning_points)
app.command(rich_help_panel=ASK)(asking.query)
app.command(rich_help_panel=ASK)(evaluating.evaluate)
app.command(rich_help_panel=YOURS)(personal.mute)
app.command(rich_help_panel=YOURS)(personal.unmute)
app.command(rich_help_panel=YOURS)(personal.muted)
app.command(rich_help_panel=YOURS)(correcting.topic_merge)
app.command(rich_help_panel=YOURS)(correcting.topic_split)
app.add_typer(chains.chains, name="chains", rich_help_panel=YOURS)
app.add_typer(personal.user, name="user", rich_help_panel=YOURS)
app.add_typer(exporting.export, name="export", rich_help_panel=YOURS)
