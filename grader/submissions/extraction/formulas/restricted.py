"""Formulas beside a value: names, memberships, conditions; and a value with its conditions as cases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import chain, last_member
from grader.language.tree import Array, SetOf, Tup, walk
from grader.problems.question import Question
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import is_name, plain, symbol_named
from grader.submissions.forms.texts import is_single
from grader.submissions.kept import kept, of_short

_RELATION = re.compile(r"[<>≤≥≠∈=]|\\(?:le|ge|leq|geq|lt|gt|in|ne|neq)(?![A-Za-z])")


@of_short
def is_bare(text: str) -> bool:
    """Whether a formula is nothing but a name, perhaps with arguments: `x`, `f'(x)`, `\\nabla_W L`."""
    if _NUMBER.match(text.strip(" ${")):
        return False
    return (is_name(plain(text)) and "^" not in text) or _BARE.fullmatch(text.strip()) is not None


_NUMBER = re.compile(r"\\(?:[dtc]?frac|sqrt)\s*\d")  # `\frac16`, which is spelled as a name is
_BARE = re.compile(
    r"(?:\\(?:nabla|partial|mathbf|mathcal|mathbb|hat|tilde|bar|vec|boldsymbol|bm)(?:_\{?\\?\w+\}?)?\s*)?\{?\\?[^\W\d_]\w*'*\}?"
    r"(?:_(?:\{[^{}]*\}|\\?\w))?(?:\^(?:\{?(?:T|\\top|\*|\([^()]*\))\}?))?'*\s*(?:\([^()=<>]*\))?"
)


def is_condition_text(text: str) -> bool:
    """Whether a formula holds a relation other than the sign of an assignment to a new name."""
    return _RELATION.search(text) is not None


def is_solved(question: Question, text: str) -> bool:
    """Whether a formula gives the values of one quantified symbol: that stands alone, and nowhere else."""
    members = [part.strip() for part in _SIGN.split(text)]
    named = [name for part in members if (name := symbol_named(question, part)) is not None]
    letters = [plain(part).lstrip("\\") for part in members if symbol_named(question, part) is not None]
    others = [part for part in members if symbol_named(question, part) is None]
    if len(named) != 1 or not others:
        return False
    return not any(re.search(rf"(?<![A-Za-z]){re.escape(letters[0])}(?![A-Za-z])", part) for part in others)


_SIGN = re.compile(r"[<>≤≥=∈]|\\(?:le|ge|leq|geq|leqslant|geqslant|lt|gt|in)(?![A-Za-z])")


def is_membership(text: str) -> bool:
    r"""Whether a formula only says where a name lies: `x \in \mathbb{R}^n`."""
    name, sign, _ = text.replace("∈", "\\in ").partition("\\in")
    return bool(sign) and is_bare(name)


def solutions(question: Question, texts: Sequence[str]) -> str:
    """Return the set of the values of one letter, `x_1 = 1, x_2 = 2` or `x = 1`, `x = 2`; empty where it is none.

    Where points are asked for, they are the coordinates of one, if anything.
    """
    of_texts = [formulas.assignments(text) for text in texts]
    rows = [row for one in of_texts for row in one]
    if asks_for_points(question):
        return _named_points(rows) if all(of_texts) else ""
    names = [plain(row.left) for row in rows]
    letters = {_INDEX.sub("", name) for name in names}
    numbered = len(set(names)) == len(names) and all(map(_INDEX.search, names))
    if len(rows) < 2 or not all(of_texts) or len(letters) != 1 or not (numbered or len(set(names)) == 1):
        return ""
    values = [_last_value(row) for row in rows]
    if any("=" in value for value in values):
        return ""
    return f"{{{', '.join(values)}}}" if all(is_bare(name) for name in letters) and all(map(is_single, values)) else ""


def _named_points(rows: Sequence[formulas.Assignment]) -> str:
    """Return the set of points with names of their own, `P_1 = (1, 0)`, `P_2 = (-1, 0)`; empty where one has none."""
    names = [plain(row.left) for row in rows]
    values = [(last_member(f"{row.left} = {row.right}") or row.right).strip() for row in rows]
    are_named = all(map(_POINT_NAME.fullmatch, names)) and len(set(names)) == len(names) > 1
    return f"{{{', '.join(values)}}}" if are_named and all(map(_COORDINATES.fullmatch, values)) else ""


_POINT_NAME = re.compile(r"[A-Z]|[A-Za-z](?:_\{?\d\}?|\d)")
_COORDINATES = re.compile(r"(?:\\left\s*)?\([^()=<>]+[,;|][^()=<>]+\)")


def _last_value(row: formulas.Assignment) -> str:
    """Return the last member of a chain; a decimal behind a number without a point with it, as what it rounds to."""
    before, _, last = row.right.rpartition("=")
    if _POINT.fullmatch(last) and before and not re.search(r"\d\.\d", before):
        return f"{before.rpartition('=')[2].strip()} ≈ {last.strip()}"
    return last_member(f"{row.left} = {row.right}") or row.right


_POINT = re.compile(r"\s*[-−]?\d*\.\d+\s*")


@kept
def asks_for_points(question: Question) -> bool:
    """Whether members of the set that is asked for are points."""
    return any(
        isinstance(part, SetOf) and any(isinstance(one, Tup | Array) for one in part.items)
        for tree in question.accepted
        for part in walk(tree)
    )


def values_of(texts: Sequence[str]) -> str:
    """Return the set of values that stand beside each other, `2` and `5`; empty where one is a relation or a set."""
    if len(texts) < 2 or not all(is_single(text) and _PLAIN.fullmatch(text) for text in texts):
        return ""
    return f"{{{', '.join(texts)}}}"


_PLAIN = re.compile(
    r"(?:(?!\\(?:in|notin|le|ge|lt|gt|leq|geq|to|ne|neq|pm|cup|cap|setminus|infty)(?![A-Za-z]))[^=<>≤≥≠∈±∪∞\[\]])+"
)


def members_of(text: str) -> str:
    r"""Return the set in which a name lies, `\lambda \in \{1, 3\}`; empty where a text says nothing of the kind."""
    name, sign, rest = text.replace("∈", "\\in ").partition("\\in ")
    rest = rest.strip()
    is_named = is_bare(name) or _POINT.fullmatch(name.strip()) is not None
    return rest if sign and is_named and re.match(r"\\\{|\{|\(|\[|\]|\\left", rest) else ""


_POINT = re.compile(
    r"\(\s*[A-Za-z](?:_\w)?(?:\s*,\s*[A-Za-z](?:_\w)?){1,3}\s*\)"
)  # `(x, y)`, which lies in a set of points


def both_signs(text: str) -> str:
    r"""Return the two values of one letter that `\pm` stands for, `x_{1,2} = 2 \pm 1`; else empty."""
    row = formulas.assignment(text)
    value = (last_member(text) or row.right) if row else ""
    signs = _BOTH.findall(value)
    if row is None or len(signs) != 1 or not (_PAIR.search(row.left) or is_bare(row.left)) or not is_single(value):
        return ""
    if "=" in value:
        return ""  # another statement begins in it
    if not is_bare(_PAIR.sub("", row.left)) or "≈" in text or "approx" in text:
        return ""
    return f"{{{_BOTH.sub('+', value)}, {_BOTH.sub('-', value)}}}"


_BOTH = re.compile(r"±|\\pm(?![A-Za-z])")
_PAIR = re.compile(r"_\{?\s*1\s*[,/]\s*2\s*\}?$")


def interval(text: str) -> str:
    r"""Return a text that is one interval, also by reversed brackets, with a comma in it: `]0; 1[`; else empty."""
    if "," not in text and ";" not in text:
        return ""
    plain = _AROUND_SIGN.sub(r"\1", text.strip())
    if _INTERVAL.fullmatch(plain) is None:
        return ""
    return plain.replace(";", ", ") if ";" in plain else text


_AROUND_SIGN = re.compile(r"(?:\\[,;:! ]|~)*\s*([,;])\s*(?:\\[,;:! ]|~)*(?=\s*[^\s\])])")
_INTERVAL = re.compile(
    r"(?:\\left\s*)?[\[\](](?:[^\[\](){},;]|\{[^{}]*\})+[,;](?:[^\[\](){},;]|\{[^{}]*\})+(?:\\right\s*)?[\[\])]"
)


def set_behind(text: str) -> str:
    r"""Return the set or interval at the end of a chain, `\\{x : x^2 < 4\\} = (-2, 2)`; else empty.

    Sets that are written out before it, `(0, 2) = [0, 1]`, stay: they may contradict it.
    """
    last = last_member(text)
    is_set = last is not None and re.match(r"\\\{|\{|[(\[\]]|\\left\s*(?:\\\{|[(\[\]])", last)
    if last is None or not (is_set or _SPACE.fullmatch(last.strip())):
        return ""
    before = [one for one in chain(text).members[:-1] if _WRITTEN_OUT.fullmatch(one)]
    return " = ".join((*before, last))


# Intervals, lists in braces, and what is made of the numbers; no `\\{x : …\\}` and no name in brackets.
_WRITTEN_OUT = re.compile(
    r"[\s$]*(?:(?:\\left\s*)?(?:[\[(\]][^:|]*[\])\[]|\\?\{(?:(?!\\mid)[^:|])*\})|(?:\\mathbb|[RQZNℝℚℤℕ](?![A-Za-z_(])).*)[\s$]*",
    re.DOTALL,
)


_SPACE = re.compile(r"\\mathbb\s*\{?\s*R\s*\}?|ℝ|\\emptyset|\\varnothing|∅")


def repeats_domain(question: Question, text: str) -> bool:
    r"""Whether a membership says of a declared symbol what the problem says: `W \\in \\mathbb{R}^{m \\times n}`."""
    name, sign, rest = text.replace("∈", "\\in ").partition("\\in")
    domains = {variable.name: variable.domain.text for variable in (*question.for_all, *question.given)}
    declared = domains.get(symbol_named(question, name) or "") if sign else None
    stated = re.fullmatch(r"\s*(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ|R)\s*(\^.*)?", rest.strip(" .,"))
    return (
        declared is not None and stated is not None and _shape(stated[1] or "") == _shape(declared.removeprefix("real"))
    )


def _shape(text: str) -> str:
    return re.sub(r"[\s{}^()]", "", re.sub(r"\\times(?![A-Za-z])|×|\*|\bx\b", ";", text))


_INDEX = re.compile(r"_\{?\d+\}?$")


def without_index(name: str) -> str:
    """Return a name without its subscript, `y` of `y_h`; itself where it has none."""
    return re.sub(r"_(?:\{[^{}]*\}|\\?\w)(?=\W*$|\()", "", name)


def cased(pairs: Sequence[tuple[str, str]]) -> str:
    """Return values with their conditions as cases."""
    rows = " \\\\ ".join(f"{value} & {condition}" for value, condition in pairs)
    return f"\\begin{{cases}} {rows} \\end{{cases}}"
