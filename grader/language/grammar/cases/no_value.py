r"""Grammar of what is said to have no value in cases: `undefined`, `\text{does not exist}`, `\nexists`."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.grammar.state import State
from grader.language.tree import Div, Node, Num

NOWHERE = Div(Num(Fraction(1)), Num(Fraction(0)))  # what is said to be undefined has no value
WORDS = (
    r"(?:it |this |is |are |das |es |ist |est |está )*"
    r"(?:undefined|not defined|(?:does not|doesn['’]t|do not) exist|dne|no value|n/a"
    r"|undefiniert|nicht definiert|existiert nicht|indéfinie?|non définie?|n['’]existe pas"
    r"|no existe|no definid[oa]|indefinid[oa])"
)
_SAID = re.compile(
    rf"(?:\\text\w*\s*\{{\s*)?(?:(?<![\w\\]){WORDS}(?!\w)|\\nexists(?![A-Za-z])|∄)[\s.]*\}}?", re.IGNORECASE
)


def is_said(text: str) -> bool:
    """Whether a whole text says that there is no value."""
    return _SAID.fullmatch(text.strip()) is not None


def no_value(state: State) -> Node | None:
    """Read the words that stand here, for what has no value; None where they say something else."""
    said = _SAID.match(state.text, state.token.start)
    if said is None:
        return None
    while state.token.kind != "end" and state.token.start < said.end():
        state.position += 1
    return NOWHERE
