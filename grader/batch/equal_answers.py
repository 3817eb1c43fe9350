"""Whether answers are proved equal, each pair in a process that can be killed."""

from __future__ import annotations

from grader.isolation.limits import RunLimits
from grader.isolation.pool import Done, Worker
from grader.marking.equal_answers import proved_equal
from grader.marking.texts.written_down import Texts
from grader.problems.question import Problems

LIMITS = RunLimits(wall_seconds=10.0)  # for one pair

Pair = tuple[str, dict[str, str], dict[str, str]]  # the id of a question, and two answers to it


class Comparer:
    """Compares answers to the questions of some problems; what cannot be decided is not proved equal."""

    def __init__(self, problems: Problems, limits: RunLimits = LIMITS) -> None:
        questions = {question.id: question for problem in problems.values() for question in problem.questions}
        self._worker: Worker[Pair, bool] = Worker(lambda pair: proved_equal(questions[pair[0]], *pair[1:]), limits)

    def proved(self, question: str, left: Texts, right: Texts) -> bool:
        """Return whether two answers to a question are proved equal."""
        result = self._worker.call((question, dict(left), dict(right)))
        return isinstance(result, Done) and result.value

    def close(self) -> None:
        """End the process."""
        self._worker.close()
