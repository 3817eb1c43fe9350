r"""Left sides that by a definition are what a prompt asks for: `U(1, 2) - U(0, 0)` of the work between these points,
`P(S = 8 \mid A)` of the probability of $S = 8$ under the one condition that is named, `-\ln p_2` of the cross-entropy.
"""

from __future__ import annotations

import re

from grader.marking.texts.left_hand import prompt_names, said_marks
from grader.problems.question import Question


def is_step(question: Question, plain: str) -> bool:
    """Whether a whole left side is by definition the number that a prompt asks for."""
    if question.kind.is_one_number != "always":
        return False
    return (
        _is_between_ends(question, plain)
        or _is_conditional(question, plain)
        or _is_cross_entropy(question, plain)
        or _is_distance(question, plain)
    )


_DIFFERENCE = re.compile(r"(?P<of>[^\W\d_])\s*\((?P<end>[^()]{1,30})\)\s*[-−]\s*(?P=of)\s*\((?P<start>[^()]{1,30})\)")
_ALONG = re.compile(
    r"(?i)\b(?:work|arbeit|travail|trabajo|lavoro|(?:kurven|linien|weg)integral|(?:line|path)\s+integral"
    r"|intégrale\s+curviligne|integral\s+de\s+línea|integrale\s+(?:di\s+linea|curvilineo))\b"
)
_ENDS = re.compile(
    r"(?i)\b(?:from|von|da|dal\s+punto|de|del\s+punto|desde|du\s+point)\s+\$?\((?P<start>[^()$]{1,30})\)\$?"
    r"\s+(?:to|nach|bis|zu|a|al\s+punto|hasta|à|au\s+point)\s+\$?\((?P<end>[^()$]{1,30})\)"
)


def _is_between_ends(question: Question, plain: str) -> bool:
    """Whether a left side is what a function of its own, a potential, gains on the way that a prompt names."""
    match = _DIFFERENCE.fullmatch(plain)
    said = said_marks.said_in(question) if match is not None else ""
    ends = _ENDS.findall(said) if _ALONG.search(said) else []
    if match is None or len(ends) != 1 or match["of"] in prompt_names.letters(question):
        return False
    start, end = (prompt_names.close(one) for one in (match["start"], match["end"]))
    return (start, end) == tuple(map(prompt_names.close, ends[0]))


_GIVEN = re.compile(
    r"(?i)(?:probabilit\w*|wahrscheinlichkeit\w*)\s+(?:que|that|dass|für|of|de|di|che)\s+\$(?P<of>[^$]{1,40})\$\s*,?\s+"
    r"(?:sachant|given|unter\s+der\s+bedingung|gegeben|sabiendo|dado|sapendo)(?!\w)"
)
_CONDITIONAL = re.compile(
    r"(?:P|ℙ|Pr)\s*\(\s*(?P<of>[^|()]{1,40}?)\s*(?:\||\\mid(?![a-z])|\\vert(?![a-z]))\s*(?:(?P<by>[A-Z])|\{?\s*(?P<words>[\w\s'’]{2,60})\}?)\s*\)"
)


def _is_conditional(question: Question, plain: str) -> bool:
    """Whether the probability of a formula under one condition is asked for, and a left side calls that by a letter."""
    match = _CONDITIONAL.fullmatch(plain)
    asked = _GIVEN.findall(said_marks.said_in(question)) if match is not None else []
    if match is None or len(asked) != 1 or match["by"] in prompt_names.letters(question):
        return False
    return prompt_names.close(match["of"]) == prompt_names.close(prompt_names.plain(asked[0]))


_SURPRISE = re.compile(
    r"[-−]\s*\\?(?:ln|log)\s*\(?\s*(?:\\hat\s*)?\{?\s*[pqy]\u0302?\s*\}?\s*(?:_\s*\{?\s*\w\s*\}?)?\s*\)?"
)
_CROSSED = re.compile(
    r"(?i)cross[\s-]*entropy|kreuzentropie|entropie\s+croisée|entropía\s+cruzada|entropia\s+(?:in)?crociata|negative\s+log[\s-]*likelihood"
)


def _is_cross_entropy(question: Question, plain: str) -> bool:
    """Whether the cross-entropy of a true class is asked for, and a left side is minus the logarithm of its share."""
    return _SURPRISE.fullmatch(plain) is not None and _CROSSED.search(said_marks.said_in(question)) is not None


_DISTANCE = re.compile(r"(?:d|\\?dist)\s*\(\s*(?P<of>[A-Z])\s*,\s*(?P<to>[^\W\d_])\s*\)")
_FAR = re.compile(r"(?i)\b(?:distan\w+|abstand)\b")


def _is_distance(question: Question, plain: str) -> bool:
    """Whether the distance of a point of the prompt is asked for, and a left side is `d(P, r)`."""
    match = _DISTANCE.fullmatch(plain)
    if match is None or len(_FAR.findall(said_marks.said_in(question))) != 1:
        return False
    return match["of"] in prompt_names.letters(question)
