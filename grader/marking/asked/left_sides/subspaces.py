r"""Dimensions of kernels: of which map a left side says one, `\dim\ker B` where the kernel of $A$ is asked about."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.left_sides import asking as parts
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a left side that is looked into
_DRESS = re.compile(r"\\(?:left|right|operatorname|mathrm|text|mathbf|[,;! ])|[\s${}()\\]")
_LEFT = re.compile(r"(?P<kernel>dim(?i:kern|ker|null|n)(?=[A-Za-z])|(?i:nullity|null))(?P<of>.*)|dim(?P<space>.*)")
_NOUN = r"(?:kernel|null\s?space|nullity|kern(?:e?s)?|noyau|n[uú]cleo)(?![^\W\d_])"
_KERNEL = re.compile(rf"(?i)(?<!\w){_NOUN}")
_OF = re.compile(
    rf"(?i)(?<!\w){_NOUN}\s+(?:of|von|de|du|des|der|di|del|della|van)\s+(?:[^\W\d_]{{2,}}\s+){{0,3}}"
    r"\$\s*(?P<of>[^$=\[&]{1,40}?)\s*[$=]"  # no matrix that is written out
)


def is_of_other_map(question: Question, left: str) -> bool:
    """Whether a left side is the dimension of another kernel than the prompt asks about, or of no kernel: `dim A`.

    Where the prompt writes no map behind the word, any one of its letters may be it, and where it has none, any letter.
    """
    if "dim" not in left and "null" not in left.casefold():
        return False
    match = _LEFT.fullmatch(_tight(left)) if len(left) <= MAX_CHARACTERS else None
    told = parts.prompts(question)
    if match is None or _KERNEL.search(told) is None:
        return False
    asked, of = _asked(told), match["of"] or ""
    if match["kernel"] is None:
        return match["space"] in asked
    if asked or not of:
        return bool(of) and of not in asked
    letters = parts.letters_in(told)
    return len(of) > 1 or (bool(letters) and of not in letters)


@lru_cache(maxsize=parts.KEPT)
def _asked(told: str) -> frozenset[str]:
    """Return the maps whose kernels a prompt speaks of."""
    return frozenset(_tight(one) for one in _OF.findall(told))


def _tight(formula: str) -> str:
    return _DRESS.sub("", formula.replace("−", "-"))
