"""Words in a clause that tell what its formula is: conclusions, examples, sums, limits."""

from __future__ import annotations

import re

from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F, words
from grader.submissions.kept import of_short

# Where they are asked for by what they are, zeros are surely meant.
ZEROS = re.compile(
    r"(?i)zeros?(?!\w)|roots?(?!\w)|vanish|nullstelle|verschwind|racine|annul|raíz|raíces|cero|radic|wortel"
)
COUNT = re.compile(r"\{?\s*\d{1,9}\s*\}?")


@of_short
def concluded_before(skeleton: str, start: int) -> tuple[int, int] | None:
    """Return where a conclusion before the first formula begins and ends, None where there is none, or a turn."""
    match = phrases.concluded().search(skeleton, start)
    if match is None or match.end() > skeleton.find(F):
        return None
    turned = words(cues.TURNING, cues.RETRACTION).search(skeleton, start, match.start())
    return match.span() if turned is None else None


# Two formulas that a word makes one of: `pi by 4`, `x por 2`, `root 3 of 8`.
COMPOSED = re.compile(
    rf"[^{F}]*(?:{F}\s(?:by|par|por|sur|over|durch)|(?:root|wurzel|racine|raíz)\s{F}\s(?:of|von|aus|de))\s{F}[\s.!]*"
)
JOINED = re.compile(rf"[\s,;]*(?:and|und|et|y)\s+(?=(?:{phrases.alternatives(cues.CONCLUSION)})(?!\w))")
# An example behind a value says nothing more of it: `$6t$, e.g. $6$ at $t = 1$`.
INSTANCE = re.compile(
    r"[,;(–—]\s*(?:e\.g\.?|for (?:example|instance)|z\.b\.?|zum beispiel|beispielsweise|par exemple|p\.ex\.?|"
    r"por ejemplo)(?!\w)"
)
# What checks a list of probabilities, and is none of its entries: `$(1/4, 3/4)$, they sum to 1`.
SUMMED = re.compile(
    r"[,;(–—]\s*(?:(?:and|und)\s+)?(?:they|which|these|the entries|whose entries|die|sie)\s+"
    r"(?:(?:sum|add)s?(?:\s+up)?\s+to|(?:summieren|addieren)\s+sich\s+zu)(?!\w)"
)
# Where values are asked for at which a series converges, no value of another letter: the radius of convergence.
RADIUS = re.compile(r"(?<!\w)(?:\w*radius|rayon|radio|raggio|raio|straal|cent(?:re|er|ro)|mittelpunkt|midden)(?!\w)")
# The limit in which something holds: `letting $N \\to \\infty$ we get`.
LIMIT = re.compile(rf"(?:letting|taking|as|when|für|mit|quand|lorsque|cuando)\s+(?:the limit\s+)?{F}[\s,]*")
TENDS = re.compile(r"\\(?:to|rightarrow)(?![A-Za-z])|→|->")
CASES = "\\begin{cases}"
# Where a problem asks for what does not hold, what holds is no answer: `Where does $f(x) \\ge 0$ fail?`
OTHERWISE_ASKED = re.compile(
    r"(?<!\w)(?:not|no longer|n't|fails?|violated?|wrong|false|except|nicht|kein\w*|verletzt|falsch|"
    r"pas|plus|sauf|no|falla|falsa)(?!\w)"
)
