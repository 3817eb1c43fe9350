"""What is looked at once more before an answer gets points, and what makes it open.

`words_beside` looks at the words around a value that is right by itself, `left_sides`, `bare_letters` and
`other_entities` at what it is said of, `typed_back` at what the prompt states: its formulas (in `orderless` trees, and
`inserted` values), the operation that it names (`operations_given`), its quantities (`quantities_given`); `false_steps`
at equalities beside the value (`defined_steps` at such with what the prompt defines, `own_equations` with what is
concluded), `left_out` at relations beside the one that counts, `checks_as_members` and `other_members` at checks and
statements beside the members of a set, `said_after` at what is said behind it, `said_after_end` behind a derivation,
`said_first` before its work. `words_behind` and `names_in_order` look before a zero, too. What a prompt's words do not
settle stays credited. May use `asked`. Another look is a file here, which `looks` asks.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.ways.before_credit import (
        bare_letters,
        checks_as_members,
        false_steps,
        left_out,
        left_sides,
        looks,
        names_in_order,
        other_entities,
        other_members,
        own_equations,
        said_after,
        said_after_end,
        said_first,
        typed_back,
        words_behind,
        words_beside,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "bare_letters",
    "checks_as_members",
    "false_steps",
    "left_out",
    "left_sides",
    "looks",
    "names_in_order",
    "other_entities",
    "other_members",
    "own_equations",
    "said_after",
    "said_after_end",
    "said_first",
    "typed_back",
    "words_behind",
    "words_beside",
]
