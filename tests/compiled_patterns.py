"""Tell of patterns of `grader` that try exponentially many ways, with the place that compiled each and such a text.

Run as a program: it loads all of `grader`, marks some rows of the cases, since patterns are made of prompts too, and
looks at each pattern that was compiled meanwhile.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined]
from typing import Any

import grader
from tests.ambiguous_repeats import ambiguous

ROOT = Path(grader.__file__).parent
EVERY = 150  # of the rows that are marked: what they make of prompts are a few patterns with other words in them
Places = dict[tuple[str, int], str]


def compiled_by_grader() -> Places:
    """Load all of `grader`, and mark; return each pattern that it compiles meanwhile, with its flags and its place."""
    compile_one, found = _compiler.compile, Places()

    def kept(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        place = _place()
        if isinstance(pattern, str) and place:
            found.setdefault((pattern, int(flags)), place)
        made: re.Pattern[Any] = compile_one(pattern, flags)
        return made

    _compiler.compile = kept
    for module in pkgutil.walk_packages(grader.__path__, "grader."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from grader.api import check, problem_from
    from tests.marking.test_answers import rows

    for case, answer, *_ in list(rows())[::EVERY]:
        check(problem_from({"id": "q", **{key: case[key] for key in ("prompt", "answer") if key in case}}), answer)
    return found


def _place() -> str:
    """Return the file and the line of `grader` that compile now, none if a library does."""
    frame = sys._getframe(2)
    while Path(frame.f_code.co_filename).parent == Path(re.__file__).parent and frame.f_back:
        frame = frame.f_back
    file = Path(frame.f_code.co_filename)
    return f"{file.relative_to(ROOT.parent)}:{frame.f_lineno}" if file.is_relative_to(ROOT) else ""


if __name__ == "__main__":
    every = compiled_by_grader()
    for (one, flags), place in sorted(every.items(), key=lambda item: item[1]):
        if text := ambiguous(one, flags):
            print(f"{place}: in two ways {text!r}: {one}")
    print(len(every), file=sys.stderr)
