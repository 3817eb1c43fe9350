"""`grader schema`: the JSON Schema of problems and assignments."""

from __future__ import annotations

import json

import click

from grader.cli import exits
from grader.cli.options import debug_option
from grader.cli.output import put
from grader.problems.schema import assignment_schema, json_schema


@click.command("schema")
@click.argument("kind", type=click.Choice(["problem", "assignment"]), default="problem")
@debug_option
def schema(kind: str) -> int:
    """Print the JSON Schema of problem files, or of assignments, for editors and other tools."""

    found = json_schema() if kind == "problem" else assignment_schema()
    put(json.dumps(found, ensure_ascii=False, indent=2))
    return exits.DONE
