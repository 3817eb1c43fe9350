"""Forms that a problem asks for, and that its own answer has not: then nothing shows that they can be had."""

from __future__ import annotations

from collections.abc import Iterator

from grader.claims.builders.claims import value_claims
from grader.claims.statements import HasForm
from grader.errors import AnswerError, Diagnostic
from grader.evidence import decide
from grader.language.printing import show
from grader.language.tree import Node
from grader.marking.judging.judged import budget_of
from grader.problems.declared.forms import TYPED
from grader.problems.question import Question
from grader.verdict import Outcome, Reason


def unformed(question: Question) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each form that the expected answer has not, where no correct example shows one."""
    if any(example.outcome == Outcome.CORRECT.value for example in question.examples):
        return
    asked = {one.form.text for one in question.forms if one.form.kind not in TYPED}
    for tree in question.accepted if asked else ():
        for text, why in _missing(question, tree):
            if text in asked:
                message = f"the expected answer `{show(tree)}` is not {text}: {why} Show one that is under `examples`"
                yield Diagnostic(question.file, question.line, 0, f"{question.id} form", message)


def _missing(question: Question, tree: Node) -> Iterator[tuple[str, str]]:
    (name,) = question.fields
    try:
        claims = value_claims(question, {name: tree})
    except AnswerError:
        return
    for claim in claims:
        statement = claim.statement
        if not claim.is_quiet or not isinstance(statement, HasForm):
            continue
        found = decide(claim, budget_of(question))
        if isinstance(found, Reason):
            yield statement.form.text, found.text
