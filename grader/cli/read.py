"""`grader read`: how an answer is read."""

from __future__ import annotations

import click

from grader.cli import exits
from grader.cli.options import MathCommand, debug_option, declared, format_option, released, var_option
from grader.cli.output import put
from grader.comparing import notations
from grader.comparing.notations import ReadResult
from grader.reports.documents import document, dumps, reading_body
from grader.reports.texts import reading_text


@click.command("read", cls=MathCommand)
@click.argument("text", callback=released)
@var_option
@format_option
@debug_option
def read(text: str, variables: tuple[str, ...], form: str | None) -> int:
    """Show how a text is read: in plain notation, LaTeX and Unicode, every reading where there are several.

    Single letters, Greek names and subscripted letters are real variables, unless --var says otherwise.
    """

    put(_shown(notations.read(text, declared(variables)), form or "text"))
    return exits.DONE


def _shown(result: ReadResult, form: str) -> str:

    readings = [(one.plain, one.latex, one.unicode) for one in result.readings]
    error = None if result.error is None else result.error.pointed()
    if form == "text":
        return reading_text(result.text, readings, error)
    return dumps(document({}, reading_body(result.text, readings, error)), indent=2 if form == "json" else None)
