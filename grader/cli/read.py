"""`grader read`: how an answer is read."""

from __future__ import annotations

import click

from grader import reports
from grader.cli import exits
from grader.cli.forms import format_option, put_result
from grader.cli.options import MathCommand, debug_option, declared, released, var_option
from grader.comparing import notations
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

    result = notations.read(text, declared(variables))
    readings = [(one.plain, one.latex, one.unicode) for one in result.readings]
    error = None if result.error is None else result.error.pointed()
    found = (result.text, readings, error)
    put_result(form, lambda: reading_text(*found), lambda: reports.result_json.reading_body(*found))
    return exits.DONE
