"""`grader schema`: the JSON Schema of problems."""

from __future__ import annotations

import json

import click

from grader.cli import exits
from grader.cli.options import debug_option
from grader.cli.output import put
from grader.problems import json_schema


@click.command("schema")
@debug_option
def schema() -> int:
    """Print the JSON Schema of problem files, for editors and other tools."""

    put(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return exits.DONE
