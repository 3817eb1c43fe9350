"""Whether a prompt asks for a difference of temperatures: one of 10 °C is one of 10 K, of 18 °F, and none of 283 K."""

from __future__ import annotations

import re

from grader.problems.question import Question

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=\W*[^\W\d_])")
_CHANGE = (
    r"(?:differences?|changes?|rises?|increases?|drops?|falls?|decreases?|uncertaint(?:y|ies)|errors?|deviations?)"
)
_DIFFERENCE = re.compile(
    rf"(?i)(?<!\w)by\s+how\s+(?:much|many)(?!\w)|(?<!\w)how\s+(?:much|many)\s+(?:degrees?\s+)?(?:[^\W\d_]+\s+)?(?:warm|cool|cold|hott)er(?!\w)"
    rf"|temperature[\s-]+{_CHANGE}(?!\w)|(?<!\w){_CHANGE}\s+(?:in|of|between)(?!\w)|depression|elevation|fluctuation"
    r"|(?:Δ|\\Delta)\s*\{?\s*(?:T|t|\\?theta|\\?vartheta|θ|ϑ)(?!\w)"
    r"|(?<!\w)(?:um|auf)?\s*wie\s*viele?\s+(?:grad|kelvin)?\s*\w*\s*(?:steigt|sinkt|fällt|erwärmt|wärmer|kälter|erhöht)|um\s+wie\s?viel"
    r"|\w*unterschied|\w*differenz|\w*änderung|\w*erhöhung|\w*unsicherheit|(?<!\w)de\s+combien|différence|variation|incertitude"
    r"|diferencia|variación|incertidumbre|differenza|variazione|incertezza|(?<!\w)di\s+quanto|(?<!\w)en\s+cuánto|verschil"
)


def asks_difference(question: Question) -> bool:
    """Whether the last sentence of a prompt asks for the difference of two temperatures."""
    last = _SENTENCE_END.split(f"{question.lead} {question.prompt}".strip())[-1]
    return _DIFFERENCE.search(last) is not None
