r"""Letters below a name that say another thing than the prompt asks for: `v_x` of a vertical component, `f_y` by x."""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import Name
from grader.problems.question import Question

_SCRIPT = re.compile(r"(?P<letter>\\?[A-Za-z]+)_?\{?(?P<script>[a-z]{1,10}|\d|0\.\d+)\}?")
# Words of which the part that asks has one, and what stands below a name then; the other line is another thing.
_PAIRS = (
    ("horizontal", "x h horizontal hor", "vertical|vertikal|senkrecht", "y v vertical vert"),
    ("initial|anfang|inicial|iniziale", "i 0 start", "final|end|finale", "f end e fin"),
    ("input|eingang|entrée|entrada|ingresso", "in e", "output|ausgang|sortie|salida|uscita", "out a"),
    (
        "lower|first|unter|erst|inférieur|premier|inferior|primer",
        "1 0.25",
        "upper|third|ober|dritt|supérieur|superior",
        "3 0.75",
    ),
)
_QUARTILE = re.compile(r"(?i)quartil")
_SECOND = re.compile(r"(?i)second|zweite|deuxième|segunda")
_BY = re.compile(
    r"(?i)[^.?!]{0,60}(?:derivative|ableitung|dérivée|derivada|derivata)[^.?!]{0,80}?"
    r"(?:with\s+respect\s+to|nach|par\s+rapport\s+à|respecto\s+[ad]e?|rispetto\s+a)\s+\$?(?P<by>[a-z])(?![a-z])"
)


def is_other_script(question: Question, name: Name) -> bool:
    """Whether what stands below a name contradicts the words that a prompt asks with."""
    match = _SCRIPT.fullmatch(name.of)
    if match is None or (match["script"].isdigit() and "_" not in name.of and match["letter"] != "Q"):
        return False
    asking = parts.asking_part(question.lead, question.prompt)
    return _is_by_another(question, asking, match["script"]) or _is_opposed(asking, match["script"])


def _is_opposed(asking: str, script: str) -> bool:
    for first, below_first, second, below_second in _PAIRS:
        if below_first[0] == "1" and _QUARTILE.search(asking) is None:
            continue
        has_first, has_second = (
            re.search(rf"(?i)(?<![^\W\d_])(?:{one})", asking) is not None for one in (first, second)
        )
        if has_first != has_second:
            return script in (below_second if has_first else below_first).split()
    return False


def _is_by_another(question: Question, asking: str, script: str) -> bool:
    """Whether letters of the answer stand below a derivative, and other ones than it is asked by."""
    asked = _BY.search(asking)
    letters = {one for one in question.names.symbols if len(one) == 1}
    if asked is None or not set(script) <= letters:
        return False
    return script != asked["by"] * (2 if _SECOND.search(asked[0]) else 1)
