"""Two texts that no problem stands behind: equal, different or open; and how a text is read.

Letters are real variables where nothing is declared, which `letters` and `undeclared` settle by their other uses. May
use `evidence` and what lies below it, but not `marking`: no problem is needed. `worker` does the same in a process that
can be killed. A way to read a text is added to `language`; here is only what the two sides say about each other.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if (
    TYPE_CHECKING
):  # what only texts with an `i` of no meaning, or letters that count, or that cannot be read as one value, need
    from grader.comparing import (
        arrays,
        brackets,
        chance,
        conjugates,
        counting_letters,
        crosses,
        doubted_signs,
        factor_orders,
        families,
        gold_doubts,
        growth,
        imaginary,
        index_commas,
        indices,
        lists,
        logic,
        means,
        nabla,
        numerals,
        operators,
        other_meanings,
        other_notations,
        quantities,
        residue_classes,
        said_letters,
        second_looks,
        sequences,
        unknown_functions,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "arrays",
    "brackets",
    "chance",
    "conjugates",
    "counting_letters",
    "crosses",
    "doubted_signs",
    "factor_orders",
    "families",
    "gold_doubts",
    "growth",
    "imaginary",
    "index_commas",
    "indices",
    "lists",
    "logic",
    "means",
    "nabla",
    "numerals",
    "operators",
    "other_meanings",
    "other_notations",
    "quantities",
    "residue_classes",
    "said_letters",
    "second_looks",
    "sequences",
    "unknown_functions",
]
