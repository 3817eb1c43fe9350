"""Values that do it, found by the solver: for problems that say there are none, or that show no correct example.

The face asks the answer's kind first, and loads the solver only where values are to be found; `search` finds them, and
marks them as an answer is marked, so that nothing is shown that is not proved. May use `evidence` and all of `marking`
but `none` and `mark`, which ask it. Another kind of values to be found is a file beside `search`.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.errors import Diagnostic
from grader.problems.question import Question

__all__ = ["contradictions", "weights_text"]


def weights_text(question: Question) -> str | None:
    """Return weights that are proved to be a correct answer, in one line; None where none were found."""
    if not question.kind.may_be_none:
        return None
    from grader.marking.synthesis.search import correct_weights

    return correct_weights(question)


def contradictions(question: Question) -> Iterator[Diagnostic]:
    """Yield an error where a problem says that no values do it, and some do, or ends with other solutions."""
    if question.kind.reads == "steps" and question.start is not None and question.end is not None:
        from grader.marking.synthesis.ends import other_solutions

        yield from other_solutions(question)
    if not question.exists and (found := weights_text(question)) is not None:
        message = f"`exists: no` is wrong; these do it: {found}"
        yield Diagnostic(question.file, question.line, 0, f"{question.id} answer.exists", message)
