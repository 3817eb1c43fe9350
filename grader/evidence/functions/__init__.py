"""One row a function: the mathematics that every engine of evidence reads, and nothing else.

A row tells facts about real numbers, about complex numbers and about several arguments apart, so that none is used
where it does not hold. It may use the language and no floor of evidence. To add a function, follow `docs/adding.md`:
its spellings in `grader.language.names.functions`, its row in one of the files here, and cases; every fact is tested.
"""

from grader.evidence.functions.row import Complex, End, Function, Interval, Real, Several
from grader.evidence.functions.table import REALS, ROWS, of_complex, of_reals, of_several

__all__ = [
    "REALS",
    "ROWS",
    "Complex",
    "End",
    "Function",
    "Interval",
    "Real",
    "Several",
    "of_complex",
    "of_reals",
    "of_several",
]
