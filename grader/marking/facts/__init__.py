"""What helps after a refuted answer, beside its claims: so far the kinks, idle units and values of a network.

`with_facts` asks the answer's kind and its mark first, and loads the algebra only where something can be said. May use
`evidence`, and of `marking` what judges an answer. More that is worth saying is a file here and a line in `with_facts`.
"""

from __future__ import annotations

from collections.abc import Mapping

from grader.language.tree import Node
from grader.marking.judging.judged import Judged
from grader.problems.question import Question
from grader.verdict import Outcome, Status

__all__ = ["with_facts"]


def with_facts(question: Question, values: Mapping[str, Node], judged: Judged) -> Judged:
    """Return what was judged, with sentences on the pieces of a network that was refuted."""
    refuted = any(claim.status is Status.REFUTED for claim in judged.claims)
    if not question.kind.has_weights or judged.mark.outcome is Outcome.CORRECT or not refuted:
        return judged
    from grader.marking.facts.networks import with_network_facts

    return with_network_facts(question, values, judged)
