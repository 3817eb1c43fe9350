"""The grammar: tokens become one tree. A rule is a function `def construct(state: State) -> Node`, one file each.

It may use tokens, names, spelling and trees, and prints nothing. From the top: `whole`, `answers` (lists),
`conditions`, `sums` (a + b), `products`, `runs` (factors side by side), `powers`, `atoms`, then what an atom may be,
such as `binders` (sum, prod, lim with their bounds), `integrals` and `derivatives`, and at the bottom `groups`,
`lookahead` and `state`. A rule calls those of the files below it by name; one that stands above it and may yet stand
inside of it, such as a condition in brackets, it calls through `state.rules`, which `whole` fills in. Which rule reads
a sign, a word, a command or a bracket stands in a table, at the end of `atoms`, `operators`, `commands` and `brackets`:
a new construct is a file with its rule, and one row there.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar import boundary, by_entries, choices, entrywise, left_sides, lone_brackets, two_signs
else:
    __getattr__ = files_of(__name__)

__all__ = ["boundary", "by_entries", "choices", "entrywise", "left_sides", "lone_brackets", "two_signs"]
