"""`--jsonl`: streams of JSON Lines, one object read, one written (`lines`); a file for each command that has one.

Loaded when a stream is asked for; may use what the commands do, and knows no flags. A command that shall
have one gets a file here and a function in this face.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.problems.question import Problem


def serve_comparisons(*, by_result: bool, timing: bool) -> int:
    """Answer each line of standard input with a comparison; return the exit code."""
    from grader.cli.streams.comparisons import compare_lines

    return compare_lines(by_result=by_result, timing=timing)


def serve_checks(problems: Mapping[str, Problem], *, by_result: bool, timing: bool) -> int:
    """Answer each line of standard input with a verdict; return the exit code."""
    from grader.cli.streams.checks import check_lines

    return check_lines(problems, by_result=by_result, timing=timing)
