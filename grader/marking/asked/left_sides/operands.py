r"""Two things that a prompt joins, `\langle u, v\rangle`, `f\circ g`: joined otherwise they are something else.

The part that asks has to join two letters once, by a sign for which their order counts. A left side that joins the same
two in the other order or by another sign of that kind, or one of them with itself, has a value of its own. Of numbers
`a × b` is `b × a`, of matrices `A ∘ B` is `B ∘ A`, and `AB` may be a side: that depends on what the answer is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.spelling.greek import PRINTED
from grader.language.tree import Array
from grader.marking.asked.left_sides import asking as parts
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a left side that is looked into
_SPELLED = {
    r"\\(?:left|right|middle|vec|mathbf|boldsymbol)(?![A-Za-z])|\\[,;:! ]": "",
    r"\\langle(?![A-Za-z])|<|〈": "⟨",
    r"\\rangle(?![A-Za-z])|>|〉": "⟩",
    r"\\times(?![A-Za-z])": "×",
    r"\\circ(?![A-Za-z])": "∘",
    r"\\(?:cdot|ast)(?![A-Za-z])|[*⋅@]": "·",
    r"\\otimes(?![A-Za-z])": "⊗",
    r"\\(?:setminus|smallsetminus|backslash)(?![A-Za-z])": "∖",
    r"\\(?:mid|vert)(?![A-Za-z])": "|",
    r"\\(?:\||parallel(?![A-Za-z]))|\|\|": "‖",
}
# Functions of the same place that are joined, `f(g(x))` and `f(x) g(x)`, as the joined functions at that place.
_COMPOSED = re.compile(r"(?<![^\W\d_(∘·+-])([A-Za-z])\(([A-Za-z])\(([^()]{1,10})\)\)")
_PLACE = r"(?:[a-z]|[\d.-]{1,6})"
_BESIDE = re.compile(rf"(?<![^\W\d_])([A-Za-z])\(({_PLACE})\)([·+-]?)([A-Za-z])\(\2\)")
_SIGNS = tuple((re.compile(pattern), sign) for pattern, sign in _SPELLED.items())
_ONE = r"(?:\\[A-Za-z]{2,8}(?![A-Za-z])|[^\W\d_])"
_JOINED = rf"(?<![^\W\d])(?P<one>{_ONE})(?P<sign>[×∘⊗∖‖|,·+−-]?)(?P<other>{_ONE})(?![^\W\d_]|_|\^)"
_PAIR = rf"(?P<open>[⟨\[(]?){_JOINED}(?P<close>[⟩\])]?)"
_IN_TEXT = re.compile(_PAIR)
_WHOLE = re.compile(rf"(?:[A-Z]{{1,2}}(?:_?[A-Z]{{2}})?(?=\())?{_PAIR}(?:\({_PLACE}\))?")
_ORDERED = frozenset({"×", "∘", "⊗", "∖", "‖", "⟨|", "⟨,", "[,", "product"})
_OF_ARRAYS = frozenset({"×", "product"})
_COMMUTATOR = re.compile(r"(?i)\b(?:com+ut|kom+ut|conmut)")  # any other `[a, b]` may be an interval
# Which signs may well say the same: `A - B` of sets, `u · v` of ⟨u, v⟩, `uv` of u ⊗ v.
_ALIKE = {"∖": {"-"}, "⟨,": {"·", "product", "⟨|", "(|"}, "⟨|": {"⟨,"}, "⊗": {"product"}, "∘": {"product"}}
Joined = tuple[str, str, str]


def is_joined_otherwise(question: Question, left: str) -> bool:
    """Whether a left side joins the two letters that the prompt asks for joined, in another way."""
    if len(left) > MAX_CHARACTERS or len(question.fields) > 1:
        return False
    asked, match = _asked(parts.asking_part(question.lead, question.prompt)), _WHOLE.fullmatch(_plain(left))
    joined = _joined(match) if match is not None else None
    if not asked or joined is None or not _counts_order(question, asked[0]):
        return False
    sign, one, other = asked
    said, first, second = joined
    if not {first, second} <= {one, other} or one == other:
        return False
    if said == sign or said in _ALIKE.get(sign, ()):
        return (first, second) != (one, other) and not (sign[0] == "⟨" and first != second and _is_real(question))
    return said in _ORDERED | {"+", "-", "·"}


def is_composed_as_asked(question: Question, left: str) -> bool:
    """Whether a left side is the composition that the prompt asks for, written in one way or the other: `f(g(x))`."""
    if len(left) > MAX_CHARACTERS or len(question.fields) > 1:
        return False
    asked, match = _asked(parts.asking_part(question.lead, question.prompt)), _WHOLE.fullmatch(_plain(left))
    if asked is None or asked[0] != "∘" or match is None or _joined(match) != asked:
        return False
    return len({match["at"] for one in (left, question.prompt) for match in _AT.finditer(_plain(one))}) <= 1


def _counts_order(question: Question, sign: str) -> bool:
    """Whether the order of what is joined by a sign counts, for answers of this kind."""
    is_array = any(isinstance(tree, Array) for tree in question.accepted)
    if sign == "[,":
        return _COMMUTATOR.search(parts.prompts(question)) is not None
    return is_array if sign in _OF_ARRAYS else not (is_array and sign == "∘")


def _joined(match: re.Match[str]) -> Joined | None:
    """Return how a pair is joined, `⟨,` for one in such brackets, and its two letters; None for no known way."""
    sign, bracket = match["sign"].replace("−", "-"), match["open"]
    if sign in {"|", ","}:
        sign = bracket + sign
    elif sign in {"", "·"} and match["one"].isupper() and match["other"].isupper():
        sign = "product"
    return (sign or "product", match["one"], match["other"]) if sign != "," else None


@lru_cache(maxsize=parts.KEPT)
def _asked(asking: str) -> Joined | None:
    """Return the one pair that a prompt asks for, joined by a sign for which the order counts."""
    found = set(_ordered(asking))
    return found.pop() if len(found) == 1 else None


def _ordered(asking: str) -> Iterator[Joined]:
    for formula in re.findall(r"\$([^$]{1,200})\$", asking):
        for match in _IN_TEXT.finditer(_plain(formula).partition("=")[0]):
            joined = _joined(match)
            if joined is not None and joined[0] in _ORDERED:
                yield joined


@lru_cache(maxsize=parts.KEPT)
def _plain(text: str) -> str:
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    text = _DRESS.sub("", re.sub(r"\\([A-Za-z]+)", lambda match: PRINTED.get(match[1], match[0]), text))
    text = _BESIDE.sub(lambda match: f"({match[1]}{match[3] or '·'}{match[4]})({match[2]})", text)
    return _COMPOSED.sub(r"(\1∘\2)(\3)", text)


_DRESS = re.compile(r"[\s${}]")
_AT = re.compile(r"\([A-Za-z]∘[A-Za-z]\)\((?P<at>[^()]{1,10})\)")


def _is_real(question: Question) -> bool:
    """Whether the answer is a real number, which ⟨u, v⟩ and ⟨v, u⟩ share."""
    budget = Budget(LIMITS)
    return bool(question.accepted) and all(
        samples(tree, Setting(), ({},), budget)[0] is not None for tree in question.accepted
    )
