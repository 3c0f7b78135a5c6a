"""Rows of a query as a table for people or as CSV."""

import csv
import io

import typer

from graph.results import QueryResult


def print_table(result: QueryResult) -> None:
    """Print rows as a table, with their number and the time below it on stderr."""
    from rich.table import Table
    from rich.text import Text

    from graph.cli.output import console, counted, note

    table = Table()
    for column in result.columns:
        table.add_column(Text(column), overflow="fold")
    for row in result.to_dict()["rows"]:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console().print(table)
    note(f"{counted(len(result.rows), 'row')} in {result.elapsed_ms:.0f} ms")


def print_csv(result: QueryResult) -> None:
    """Print rows as CSV with a header; lists are joined by ``;``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.columns)
    for row in result.to_dict()["rows"]:
        writer.writerow([";".join(map(str, value)) if isinstance(value, list) else value for value in row])
    typer.echo(text.getvalue(), nl=False)
