"""The form in which a single result is printed: an option, and the printing."""

from __future__ import annotations

import click

from grader.cli.output import put
from grader.reports.result_forms import RESULT_FORMS, Body, Said

DEFAULT = "text"

format_option = click.option(
    "--format", "form", type=click.Choice(list(RESULT_FORMS)), default=None, help=f"What is printed ({DEFAULT})."
)


def put_result(form: str | None, said: Said, body: Body) -> None:
    """Write a result in the form that was asked for: in words, or as a JSON object."""
    put(RESULT_FORMS[form or DEFAULT](said, body))
