"""Vectors in words of their own: by a formula in an index, by lists with dots, by the lists of programs.

`entry_rules.read_chosen` reads the fields of a question that speak of each other (a size, a letter that is left open,
vectors of that size), `repeated_lists.repeated` what a program would write. Another way to say the entries is a file
here, which `entry_rules` asks. May use `language` and `problems`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.vectors import (
        called_entries,
        called_places,
        drawn_matrices,
        entry_rules,
        interval_ends,
        named_vectors,
        points_by_letters,
        repeated_lists,
        shape_words,
        unit_vectors,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "called_entries",
    "called_places",
    "drawn_matrices",
    "entry_rules",
    "interval_ends",
    "named_vectors",
    "points_by_letters",
    "repeated_lists",
    "shape_words",
    "unit_vectors",
]
