"""The command line: parses flags, calls the rooms, sets the exit code."""

from __future__ import annotations

from grader.cli.group import cli


def main() -> None:
    """Run the command line and exit."""
    cli(prog_name="grader")
