"""Equality by a normal form: a proof that two expressions agree wherever both are defined, or `Unknown`.

`prover` compares two sides, `convert` brings a tree into the field of `ring`; `cases` learns what signs things have,
`rules` say what each function becomes there, `indexed` what sums and products do, `derivatives` what derivatives do.
May use signs, arrays, numbers and what lies below; nothing is refuted here. A relation between kernels is a file of
`rules` that `functions` there or `prover` asks.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.method import Scope
from grader.evidence.normal_form.cases.conditions import SplitError
from grader.evidence.normal_form.prover import Prover
from grader.language.tree import Node
from grader.verdict import Proof, Unknown
from grader.wording import undecided_reasons

__all__ = ["by_normal_form", "prove_equal"]


def by_normal_form(left: Node, right: Node, scope: Scope) -> Proof | Unknown:
    """Return a proof that both sides have the same value wherever both are defined, as a prover is asked."""
    return prove_equal(left, right, scope.setting, scope.budget)


def prove_equal(left: Node, right: Node, setting: Setting, budget: Budget) -> Proof | Unknown:
    """Return a proof that both sides have the same value at every point of the domain where both are defined.

    Nothing is said of where they are defined, and nothing is ever refuted. A normal form that gets too large declines,
    as provers do, so that who asked goes on: it raises no ExceededError.
    """
    if left == right:
        return Proof("identical")
    try:
        reason = Prover(left, right, setting, budget).prove()
    except ExceededError as error:
        return Unknown(undecided_reasons.NORMAL_FORM_EXCEEDS.format(limit=error.limit), error.limit)
    except DeclinedError as error:
        return Unknown(undecided_reasons.NORMAL_FORM_DOES.format(error=error))
    except SplitError:
        return Unknown(undecided_reasons.NORMAL_FORM_DOES_NOT_COVER)
    return Proof("normal form") if reason is None else Unknown(reason)
