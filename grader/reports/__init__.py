"""Verdicts become text, JSON, JSON Lines, CSV and pages: for staff with everything, for students what they may see.

Nothing is decided or marked here. May use `marking` and what lies below it, neither `batch` nor `submissions`. A form
of the report on a class is a file here and a row in `class_forms`, one of a single result a row in `result_forms`; the
command line reads its choices from these tables. JSON is loaded when it is asked for.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.reports import result_json
else:
    __getattr__ = files_of(__name__)

__all__ = ["result_json"]
