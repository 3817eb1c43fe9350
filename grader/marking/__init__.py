"""A problem and an answer become a verdict: credit, recognised mistakes, feedback, what may be shown.

`mark.mark` is the way in, `answer.Answer` what was handed in. May use `evidence` and all below it, but not `comparing`;
what concerns a class (lateness, marks by hand of many) belongs to `course`. A way of marking is a file here and a case
in `mark.mark_question`, which asks for properties of the answer's kind; `score` makes an outcome of claims, `mistakes`
gives what a known mistake earns, sentences are added to `feedback`.

Nothing is imported here: who only needs the texts of an answer loads no algebra. What few problems ask for, and what
few answers need, is loaded when it is named.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking import (
        all_refuted,
        asked_names,
        code,
        comma_numbers,
        counted,
        derivation,
        essay,
        general_remarks,
        left_lists,
        named_vectors,
        network_feedback,
        own_names,
        pure_numbers,
        restated,
        rounded_solutions,
        solution_texts,
        told_otherwise,
        written_down,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "all_refuted",
    "asked_names",
    "code",
    "comma_numbers",
    "counted",
    "derivation",
    "essay",
    "general_remarks",
    "left_lists",
    "named_vectors",
    "network_feedback",
    "own_names",
    "pure_numbers",
    "restated",
    "rounded_solutions",
    "solution_texts",
    "told_otherwise",
    "written_down",
]
