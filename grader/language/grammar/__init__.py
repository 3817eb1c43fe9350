"""The grammar: tokens become one tree. A rule is a function `def construct(state: State) -> Node`, one file each.

It may use tokens, names, spelling and trees, and prints nothing. From the top: `whole`, `answers` (lists, conditions),
`terms` (sums, products, factors side by side), `factors`, then what a factor may be: `binders` (sum, lim, integrals,
derivatives), `brackets`, `numbers`, `cases`, `scripts` and `arrays`, and at the bottom `ahead` and `state`. A rule
calls those of the folders below it by name; one that stands above it and may yet stand inside of it, such as a
condition in brackets, it calls through `state.rules`, which `whole` fills in. Which rule reads a sign, a word, a
command or a bracket stands in a table, at the end of `factors/atoms`, `factors/operators`, `factors/commands` and
`brackets/brackets`: a new construct is a file with its rule, and one row there.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar import ahead, answers, arrays, binders, brackets, cases, factors, numbers, scripts
else:
    __getattr__ = files_of(__name__)

__all__ = ["ahead", "answers", "arrays", "binders", "brackets", "cases", "factors", "numbers", "scripts"]
