"""Texts within the text of a value, any of which may be the answer: in brackets, behind a dash, in lines, behind steps.

`texts_within` asks each of them; they return candidates or nothing. `whole_text` is for questions with several fields,
of which one text gives all; `reasoned_answers` puts together answers that each have a reason. May use `texts` and
`candidates`. Another place where an answer may stand is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.ways.within import (
        calculated,
        counted,
        entry_clauses,
        label_dashes,
        names_behind,
        percent,
        reasoned_answers,
        sides,
        solution_lines,
        thousands,
        whole_text,
        worked_steps,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "calculated",
    "counted",
    "entry_clauses",
    "label_dashes",
    "names_behind",
    "percent",
    "reasoned_answers",
    "sides",
    "solution_lines",
    "thousands",
    "whole_text",
    "worked_steps",
]
