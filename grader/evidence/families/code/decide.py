"""Do two programs return and leave the same? Refuted at small sizes by exact numbers, proved by formulas.

An answer is refuted where it fails, or gives other numbers, on an input that is allowed. It is proved by formulas for
all sizes, or, where a problem names the sizes, at each of these. Where nobody says whose rules hold, those of PyTorch
and of NumPy are both tried, and a reading under which the code does not run falls out.
"""

from __future__ import annotations

import ast

from grader.claims.statements import SameCode
from grader.evidence.families.code.formulated import is_proved
from grader.evidence.families.code.refuting import Refuter
from grader.evidence.families.code.run import Library
from grader.evidence.method import Scope
from grader.language.code.parts import LIBRARIES
from grader.language.code.program import Program
from grader.verdict import Evidence, Proof, Reason, Unknown, status_of
from grader.wording import undecided_reasons

ALL_SIZES = "formulas for all sizes"
NAMED_SIZES = "formulas at the sizes that are asked about"
NAMES = {"torch": "PyTorch", "numpy": "NumPy"}


def same_code(task: SameCode, scope: Scope) -> Evidence:
    """Return evidence whether an answer's program returns and leaves what the expected one does.

    Raises ExceededError.
    """
    found = {library: _by_rules_of(library, task, scope) for library in _libraries(task)}
    if len(found) == 1:
        return next(iter(found.values()))
    runs = {library: one for library, one in found.items() if not _does_not_run(one)} or found
    statuses = {status_of(one) for one in runs.values()}
    if len(statuses) == 1:
        return next(iter(runs.values()))
    said = "; ".join(f"{NAMES[library]}: {status_of(one).value}" for library, one in runs.items())
    return Unknown(undecided_reasons.RULES_BOTH_LIBRARIES_LEAD.format(said=said))


def _does_not_run(found: Evidence) -> bool:
    """Return whether a program fails under the rules of a library, or uses what the library has not."""
    return isinstance(found, Reason) or (isinstance(found, Unknown) and found.is_unread)


def _libraries(task: SameCode) -> tuple[Library, ...]:
    """Return the libraries whose rules may hold: the one that the problem names, or else the programs."""
    if task.frame.library != "either":
        return (task.frame.library,)
    for program in (task.expected, task.answer):
        named = _named(program)
        if len(named) == 1:
            return named
    return "torch", "numpy"


def _named(program: Program) -> tuple[Library, ...]:
    names = {node.id for one in program.body for node in ast.walk(one) if isinstance(node, ast.Name)}
    found = {LIBRARIES[name].partition(".")[0] for name in names & LIBRARIES.keys()}
    libraries: tuple[Library, ...] = ("torch", "numpy")
    return tuple(library for library in libraries if library in found)


def _by_rules_of(library: Library, task: SameCode, scope: Scope) -> Evidence:
    refuter = Refuter(task, library, scope.budget.share(2))
    found = refuter.evidence()
    if found is not None:
        return found
    if not refuter.seen:
        return Unknown(undecided_reasons.CODE_COULD_NOT_RUN.format(open=refuter.open))
    if task.frame.sizes:
        if all(is_proved(task, library, scope, sizes) for sizes in task.frame.sizes):
            return Proof(NAMED_SIZES)
    elif is_proved(task, library, scope, {}):
        return Proof(ALL_SIZES)
    return Unknown(undecided_reasons.CODE_AGREES_ALL_INPUTS.format(seen=refuter.seen))
