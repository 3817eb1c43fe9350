"""The platforms that `grader export --format` writes an autograder for, one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from grader.course.autograders.gradescope import gradescope
from grader.course.autograders.parts import Bundle
from grader.course.autograders.prairielearn import prairielearn

# Each is given the name of the new folder, the problems, and the assignment if there is one.
PLATFORMS: Mapping[str, Callable[[str, Path, Path | None], Bundle]] = {
    "gradescope": gradescope,
    "prairielearn": prairielearn,
}
