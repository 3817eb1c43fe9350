"""How the texts of fields are read as values: formulas, numbers with units, sets and conditions, points.

`field_texts` is the way in; a notation that stands around mathematics and is none (`n = 3 or 4`, `0.059 (5.9 %)`,
`for all t`) is a file here, which gives the text that `language` reads, or refuses. May use `asked`, `language` and
`problems`. Files that few answers need are loaded when they are named.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts import (
        answers_said,
        comma_numbers,
        conditions_said,
        doubtful_sets,
        facts_beside,
        general_remarks,
        growth_texts,
        joining_letters,
        known_formulas,
        known_lefts,
        labelled_values,
        left_out,
        measured,
        named_vectors,
        own_names,
        programs,
        prompt_names,
        pure_numbers,
        remainders_said,
        restated,
        settled_commas,
        shape_words,
        solution_texts,
        spelled_units,
        stacked,
        told_otherwise,
        vectors,
        whole_tuples,
        written_down,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "answers_said",
    "comma_numbers",
    "conditions_said",
    "doubtful_sets",
    "facts_beside",
    "general_remarks",
    "growth_texts",
    "joining_letters",
    "known_formulas",
    "known_lefts",
    "labelled_values",
    "left_out",
    "measured",
    "named_vectors",
    "own_names",
    "programs",
    "prompt_names",
    "pure_numbers",
    "remainders_said",
    "restated",
    "settled_commas",
    "shape_words",
    "solution_texts",
    "spelled_units",
    "stacked",
    "told_otherwise",
    "vectors",
    "whole_tuples",
    "written_down",
]
