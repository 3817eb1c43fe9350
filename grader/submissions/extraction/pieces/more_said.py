"""Words that add something to solutions: `and also at $-1$`, and in a sentence of its own `The ends are included.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.pieces.marks import Said
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, words
from grader.wording import writing_notices

# What makes of solutions more of them: `and also at $-1$`, `$(0, 2)$ and both ends`.
MORE = re.compile(
    r"(?<!\w)(?:(?:and|but|is|are|it|that|they|this|works|holds)\s+also|also\s+(?:at|for|when|if|by|in|the)|too(?!\s\w)|as\s+well|likewise|"
    r"additionally|auch|ebenfalls|zusätzlich|aussi|également|también|además)(?!\w)"
    r"|(?<!\w)(?:ends|endpoints?|end\s+points?|boundary|included|inclusive|einschließlich|inklusive|samt|randpunkt\w*|bornes?|"
    r"comprise?s?|extrémités|extremos|incluidos)(?!\w)"
)
# What says of the ends that they belong to it.
_INCLUDED = re.compile(
    r"(?<!\w)(?:included|inclusive|einschließlich|inklusive|enthalten|eingeschlossen|comprise?s?|inclus\w*|incluid[oa]s?"
    r"|(?:belongs?|converge?s?|konvergier(?:t|en)|convergen|works?|hold|holds|gilt|gelten|too|also|as\s+well|auch|ebenfalls|aussi|también)"
    r"(?=.*(?<!\w)(?:ends?|endpoints?|end\s+points?|boundary|randpunkt\w*|ränder\w*|bornes?|extrémités|extremos)(?!\w)))(?!\w)"
    r"|(?<!\w)(?:ends?|endpoints?|end\s+points?|boundary|randpunkt\w*|ränder\w*|bornes?|extrémités|extremos)(?!\w)"
    r".*(?<!\w)(?:in|belongs?|converge?s?|konvergier(?:t|en)|convergen|works?|too|also|as\s+well|auch|ebenfalls|aussi|también)(?!\w)"
)
_OUT = re.compile(r"(?<!\w)(?:diverg\w*|exclu\w*|ausgeschlossen|neither|none|fails?|harmonic|check\w*)(?!\w)")


def with_ends(question: Question, said: Sequence[Said], found: Sequence[Found]) -> list[Found]:
    """Return what was found, where a sentence by itself adds ends to the set that is asked for, as never refuted."""
    if not question.kind.is_set or not any(map(_adds_ends, said)):
        return list(found)
    why = writing_notices.MAY_PIECE_ANSWER
    return [
        replace(one, spared=one.spared or why) if one.kind in {"formula", "answer"} and one.text else one
        for one in found
    ]


def _adds_ends(one: Said) -> bool:
    skeleton = one.clause.skeleton
    if _INCLUDED.search(skeleton) is None:
        return False
    return not (words(cues.NEGATION).search(skeleton) or NEGATED.search(skeleton) or _OUT.search(skeleton))
