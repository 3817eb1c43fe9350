r"""Parts of the formula that is asked for, `E(X)` of `E(X) + Var(X)`, and what its letters are calculated to otherwise.

The formula that is asked for and a left side are read as trees in which letters and calls are what nobody knows the
value of. A left side that is a part of the formula has another value, and so has one that is made of the same letters
and calls, and is not the same for all their values. Where the prompt relates its letters nobody knows the latter.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.printing import show
from grader.language.tree import Add, Mul, Node, Num, Sym, symbols, walk
from grader.marking.asked.asked_names import formulas_asked_by
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.own_calculations import read_free
from grader.marking.asked.names.left_names import head_of, name_of
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a formula that is looked into
MAX_TERMS = 4  # of a sum or product of which some may be a part
POINTS = (  # values for letters and calls
    tuple(Fraction(one, 7) for one in (9, -4, 17, 5, -11, 3)),
    tuple(Fraction(one, 5) for one in (-3, 8, 4, -13, 6, 11)),
)
_DRESS = re.compile(r"\\(?:left|right|,|;|!)(?![A-Za-z])|\\[,;! ]|\$")
_STYLE = re.compile(r"\\(?:operatorname|mathrm|mathbb|text)\s*\{\s*(\w+)\s*\}")
_MARK = re.compile(r"\\(?:overline|bar|hat|tilde|neg|lnot)(?![A-Za-z])")  # which make another thing of a letter
_IN_CALL = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_HEAD = r"(?<![A-Za-z\\])(?P<head>Pr|Var|Cov|[A-Z]{2,4}|[EPVHFGTSfghs])"
_CALL = re.compile(rf"{_HEAD}(?P<primes>'{{0,2}})\s*(?P<at>{_IN_CALL})")
_NO_CALCULATION = re.compile(
    r"[=<>≤≥≠∈≡∫∑∏∮,;±→∠△]|\\(?:int|oint|sum|prod|lim|max|min|sup|inf|[bp]?mod|in|leq?|geq?|neq?|equiv|to|mid|overline|bar|hat|tilde"
    r"|overrightarrow|widehat|angle|triangle|Delta|partial|nabla|begin)(?![A-Za-z])|(?<![A-Za-z])(?:mod|lim|max|min|argmax|argmin)(?![A-Za-z])"
)
_ATOMS = "ζηικξυχψ"  # letters that stand for calls
_GREEK = re.compile(rf"[{_ATOMS}]|\\(?:zeta|eta|iota|kappa|xi|upsilon|chi|psi)(?![A-Za-z])")
_EQUATION = re.compile(r"(?P<left>[^=,;:$.?!]{1,60})=(?P<right>[^=,;:$?!]{1,60})")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SEGMENT = re.compile(r"(?:[|‖]|vert|overline)\s*\{?\s*[A-Z]{2}(?![A-Za-z(])")  # the length of a side
_DEFINES = re.compile(r"(?P<of>[A-Za-z])\([A-Za-z]\)\s*")
_GIVES = re.compile(r"(?<![-+*/^·|\\w])(?<![-+*/^·|]\s)[A-Za-zα-ω](?:_\w)?(?:\([^()]*\))?\s*\Z")  # a letter, or a call
_VALUE = re.compile(r"\s*[-−]?\s*[\d(\[\\.].*", re.DOTALL)


def is_made_of_asked(question: Question, left: str, text: str) -> bool:
    """Whether a left side is a part of the one formula that is asked for, or is made of its letters in another way."""
    if question.kind.reads != "value" or question.names.symbols or len(question.fields) > 1:
        return False
    if _IN_BRACKETS.sub("", text).count("=") > 1:
        return False
    asked = formulas_asked_by(question)
    formula = next(iter(asked)) if len(asked) == 1 else ""
    name = name_of(formula) if formula else None
    if not formula or (name is not None and name.kind != "call") or _SEGMENT.search(formula) is not None:
        return False
    calls: dict[str, str] = {}
    if (wanted := _tree(formula, calls)) is None:
        return False
    if _tight(left) in _inner_calls(formula):
        return True
    said = _tree(left, calls)
    if said is None or not symbols(said) or not symbols(said) <= symbols(wanted) or _agree(wanted, said):
        return False
    if any(_agree(one, said) for one in _parts(wanted)):
        return True
    if _leaves(wanted) != _leaves(said) or _are_related(parts.prompts(question)):
        return False
    return _agree(wanted, said) is False


def _plain(formula: str) -> str:
    return _STYLE.sub(r" \1", _DRESS.sub("", formula)).replace("[", "(").replace("]", ")").replace("’", "'")


def _tight(formula: str) -> str:
    """Return a call as it is compared, `Var(X)` of `V[X]`."""
    plain = re.sub(r"\s", "", parts.folded(_MARK.sub("¬", _plain(formula))))
    return re.sub(r"(?<![A-Za-z])[A-Za-z]+(?=\()", lambda match: head_of(match[0]), plain)


def _tree(formula: str, calls: dict[str, str]) -> Node | None:
    """Return the tree of a formula in which each call is a letter of `calls`; None of what is no calculation."""
    if len(formula) > MAX_CHARACTERS or _GREEK.search(formula) is not None:
        return None

    def atom(match: re.Match[str]) -> str:
        key = _tight(match[0])
        if key not in calls and len(calls) < len(_ATOMS):
            calls[key] = _ATOMS[len(calls)]
        return f" {calls.get(key, match[0])} "

    plain = _CALL.sub(atom, _plain(formula))
    return read_free(plain) if _NO_CALCULATION.search(plain) is None else None


def _inner_calls(formula: str) -> frozenset[str]:
    """Return the calls that stand inside of calls of a formula: `g(2)` of `f(g(2))`."""
    found: set[str] = set()
    inner = [match["at"][1:-1] for match in _CALL.finditer(_plain(formula))]
    while inner:
        matches = list(_CALL.finditer(inner.pop()))
        found |= {_tight(match[0]) for match in matches}
        inner += [match["at"][1:-1] for match in matches]
    return frozenset(found)


def _parts(tree: Node) -> Iterator[Node]:
    """Yield what stands inside of a tree, and some of the terms of its sums and products."""
    for one in walk(tree):
        if one is not tree:
            yield one
        items = one.terms if isinstance(one, Add) else one.factors if isinstance(one, Mul) else ()
        if len(items) <= MAX_TERMS:
            for count in range(2, len(items)):
                yield from (Add(some) if isinstance(one, Add) else Mul(some) for some in combinations(items, count))


def _leaves(tree: Node) -> Counter[str]:
    """Return the letters, calls and numbers that a tree is made of."""
    return Counter(show(one) for one in walk(tree) if isinstance(one, Sym | Num))


def _agree(one: Node, other: Node) -> bool | None:
    """Whether two trees have the same values; None where that is not known."""
    letters = sorted(symbols(one) | symbols(other))
    if len(letters) > len(POINTS[0]):
        return None
    points = [dict(zip(letters, values, strict=False)) for values in POINTS]
    found = [_sampled(tree, letters, points) for tree in (one, other)]
    pairs = [pair for pair in zip(*found, strict=True) if None not in pair]
    if not pairs:
        return None
    return all(math.isclose(a or 0, b or 0, rel_tol=1e-9) for a, b in pairs)


def _sampled(tree: Node, letters: Sequence[str], points: Sequence[Mapping[str, Fraction]]) -> list[float | None]:
    return samples(tree, Setting(tuple(Variable(one, REAL) for one in letters)), points, Budget(LIMITS))


@lru_cache(maxsize=parts.KEPT)
def _are_related(said: str) -> bool:
    """Whether prompts relate letters: by an equation that gives no letter or call its value."""
    for match in _EQUATION.finditer(said):
        given = _GIVES.search(match["left"])
        defined = _DEFINES.fullmatch(given[0]) if given is not None else None
        if defined is not None and f"{defined['of']}(" not in match["right"]:
            continue
        if given is None or _VALUE.fullmatch(match["right"]) is None:
            return True
    return False
