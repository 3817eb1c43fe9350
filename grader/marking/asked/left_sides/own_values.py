r"""Left sides with a value of their own in a notation that no formula is read from: `[x^2]_0^3`, `1011_2`, `|{1, 2}|`.

They are worked out here, and say something else where they come to another number than is expected. Any other
calculation with numbers that nobody reads, `det(1 2; 3 4)`, has the numbers of the prompt in it, or may be another one.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

from grader.claims.statements import Setting
from grader.errors import AnswerError, LimitError
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import ZERO, Array, Call, Neg, Node, Num, Tup, is_infinite, substitute, symbols, walk
from grader.marking.asked.given import siblings
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides import own_sets
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a left side that is looked into
MAX_DIGITS = 30  # of a numeral to a base
MAX_BASE = 36
_HEX = re.compile(r"(?i)hex")
DECIMAL = 10  # the base of our own numerals
NEAR, ROUNDED = 1e-9, 0.02
FAR = (Num(Fraction(100_000)), Num(Fraction(200)))  # instead of infinity, the second one where the first has no value
_ANY = frozenset({"C", "c"})  # constants that fall out
_RAISED, _LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"), str.maketrans("₀₁₂₃₄₅₆₇₈₉₋", "0123456789-")
_AT = r"(?:\{(?:[a-zA-Z]\s*=)?(?P<%s>[^{}=]{1,12})\}|(?P<%s>-?(?:[\w∞]|\\[a-z]{2,5}(?![a-z]))))"
_LOW, _HIGH = _AT % ("low", "low_2"), _AT % ("high", "high_2")
_LOW_2, _HIGH_2 = _AT % ("low_3", "low_4"), _AT % ("high_3", "high_4")
_BAR = re.compile(
    r"[\s$]*(?:\\left\s*)?(?:\[(?P<in>[^\[\]=]+?)(?:\\right\s*)?\]|(?P<of>[^|=]+?)\s*(?:\\(?:right|[bB]igg?[rl]?)\s*)?(?:\||\\r?vert))"
    rf"\s*(?:_\s*{_LOW}\s*\^\s*{_HIGH}|\^\s*{_HIGH_2}\s*_\s*{_LOW_2})[\s$]*"
)
_LARGE = re.compile(r"\\[bB]igg?[lrm]?(?![A-Za-z])|\\left\.")
_SMALL = re.compile(r"(?<=[\]|])\s*(?P<low>[₋₀-₉]+)\s*(?P<high>[⁻⁰¹²³⁴-⁹]+)(?=[\s$]*\Z)")
_NUMERAL = re.compile(
    r"[\s$]*\(?\s*(?P<digits>[0-9A-F]{1,30})\s*\)?\s*(?:_\s*\{?\s*(?P<base>\d{1,2})\s*\}?|(?P<small>[₀-₉]{1,2}))[\s$]*"
)
_COUNTED = re.compile(
    r"[\s$]*(?:\||\\[lr]?vert|#|\\#|card\s*\(?)\s*\\?\{(?P<listed>[^{}|:…]*)\\?\}\s*(?:\||\\[lr]?vert|\))?[\s$]*"
)
_SIZE = re.compile(
    r"[\s$]*(?:\\left\s*)?(?:\||\\[lr]?vert)(?P<of>[^|{}=\d]{1,40}?)(?:\\right\s*)?(?:\||\\[lr]?vert)[\s$]*"
)
_INNER = re.compile(r"\([^()]*\)")
_COMMON = (
    (re.compile(r"(?<![A-Za-z\\])(?:ggT|pgcd|PGCD|mcd|MCD|mdc|MDC|GCD|hcf|HCF)(?![A-Za-z])"), "gcd"),
    (re.compile(r"(?<![A-Za-z\\])(?:kgV|ppcm|PPCM|mcm|MCM|mmc|MMC|LCM)(?![A-Za-z])"), "lcm"),
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ENTRY = r"\s*[-−]?\d{1,9}(?:\.\d{1,9})?\s*"
_LENGTH = re.compile(
    rf"[\s$]*(?:\|{{1,2}}|\\\||‖)\s*\((?P<entries>{_ENTRY}(?:[,;]{_ENTRY}){{1,8}})\)\s*(?:\|{{1,2}}|\\\||‖)[\s$]*"
)
_SIGNED = re.compile(r"[-−]?\d+(?:\.\d+)?")
_INNER_PRODUCT = re.compile(r"[\s$]*(?:[<⟨]|\\langle)")
_CALLS = frozenset({"binom", "gcd", "lcm", "norm", "abs", "det"})
# Numbers in brackets behind a usual head, `det(1 2; 3 4)`, `P(5, 2)`, with no letters among them.
_HEADED = re.compile(
    r"[\s$]*(?:\\?(?:det|rank|rk|tr|nPr|nCr|P|V)(?![A-Za-z]))?\s*"
    r"(?=[(\[{<⟨\\])(?:[\d\s.,;&()\[\]{}|<>⟨⟩·*+−/$-]|\\\\|\\(?:left|right|[lr]angle|begin|end|cdot|[,;!])(?![A-Za-z])"
    r"|\{[a-zA-Z]?matrix\})+"
)
PAIR = 2  # numbers that may stand in any order


def is_of_other_value(question: Question, member: str) -> bool:
    """Whether a member of a chain comes to something else than is expected, or may do so and is not read."""
    if question.kind.is_set:
        return own_sets.is_of_other_set(question, member)
    if question.kind.is_one_number != "always" or question.names.symbols or len(member) > MAX_CHARACTERS:
        return False
    if siblings.is_size_of_other(question, member):
        return True
    if (match := _SIZE.fullmatch(member)) is not None and (found := own_sets.joined(question, match["of"])) is not None:
        return not _is_expected(question, float(len(found)))
    if _NUMBER.search(_in_digits(member)) is None:
        return False
    if _tight(member) in _tight(parts.prompts(question)):
        return False
    small = _SMALL.sub(_in_line, _LARGE.sub("", member))
    if (match := _BAR.fullmatch(small)) is not None:
        return not _is_between(question, match)
    if (match := _NUMERAL.fullmatch(member)) is not None:
        return not _is_numeral(question, match)
    if (match := _COUNTED.fullmatch(member)) is not None:
        entries = {_tight(one) for one in _INNER.sub(_semicolons, match["listed"]).split(",")}
        return not _is_expected(question, float(len(entries - {""})))
    if (match := _LENGTH.fullmatch(member)) is not None:
        length = math.hypot(*(float(one.replace("−", "-")) for one in _SIGNED.findall(match["entries"])))
        return not _is_expected(question, length, ROUNDED)
    return _is_unread(question, member)


def _semicolons(match: re.Match[str]) -> str:
    return match[0].replace(",", ";")


def _in_digits(text: str) -> str:
    return text.translate(_RAISED).translate(_LOWERED)


def _in_line(match: re.Match[str]) -> str:
    """Return small numbers behind a bar as they are typed."""
    return f"_{{{match['low'].translate(_LOWERED)}}}^{{{match['high'].translate(_RAISED)}}}"


def _is_between(question: Question, match: re.Match[str]) -> bool:
    """Whether a formula in brackets comes to what is expected between two places; True where that cannot be told."""
    low = match["low"] or match["low_2"] or match["low_3"] or match["low_4"]
    high = match["high"] or match["high_2"] or match["high_3"] or match["high_4"]
    ends = [_read(one, Names()) for one in (high, low)]
    if not all(isinstance(one, Node) and not isinstance(one, Tup | Array) for one in ends):
        return True
    tree = _read(match["in"] or match["of"], Names(free=True))
    letters = symbols(tree) - _ANY if tree is not None else frozenset()
    if tree is None or len(letters) > 1:
        return False
    is_far = any(one is not None and is_infinite(one) for one in ends)
    for far in FAR:
        values = [_at(tree, letters, end, far) for end in ends if end is not None]
        if None not in values:
            above, below = (float(one or 0) for one in values)
            return _is_expected(question, above - below, ROUNDED if is_far else NEAR)
    return is_far


def _at(tree: Node, letters: frozenset[str], end: Node, far: Node) -> float | None:
    """Return the value of a formula at a place, far out for infinity."""
    if is_infinite(end):
        end = Neg(far) if isinstance(end, Neg) else far
    put = dict.fromkeys(letters, end) | dict.fromkeys(_ANY, ZERO)
    (value,) = samples(substitute(tree, put), Setting(), ({},), Budget(LIMITS))
    return value


def _read(text: str, names: Names) -> Node | None:
    try:
        found = read(text.strip(" $"), names, "expression")
    except (AnswerError, LimitError):
        return None
    return found[0].tree if len(found) == 1 else None


def _is_numeral(question: Question, match: re.Match[str]) -> bool:
    """Whether a numeral to a base is the number expected; True for what is none, or has our own base."""
    base, digits = int(match["base"] or match["small"].translate(_LOWERED)), match["digits"]
    is_name = not digits.isdecimal() and _HEX.search(parts.prompts(question)) is None  # `F_16`
    if is_name or base == DECIMAL or not 1 < base <= MAX_BASE:
        return True
    try:
        return _is_expected(question, float(int(digits, base)))
    except ValueError:
        return False


def _is_expected(question: Question, value: float, near: float = NEAR) -> bool:
    """Whether a number is an expected one, or near to it."""
    found = [one for tree in question.accepted for one in samples(tree, Setting(), ({},), Budget(LIMITS))]
    return any(one is not None and math.isclose(one, value, rel_tol=near, abs_tol=NEAR) for one in found)


def _is_unread(question: Question, member: str) -> bool:
    """Whether a calculation with brackets has another value, or is not read and has numbers that the prompt has not."""
    for pattern, name in _COMMON:
        member = pattern.sub(name, member)
    if (tree := _read(member, question.names)) is not None:
        if not (
            _INNER_PRODUCT.match(member) or any(isinstance(one, Call) and one.name in _CALLS for one in walk(tree))
        ):
            return False  # what is compared as a member of its chain
        (value,) = samples(tree, Setting(), ({},), Budget(LIMITS))
        return value is not None and not _is_expected(question, value, ROUNDED)
    if _HEADED.fullmatch(_in_digits(member)) is None or _read(member, Names(free=True)) is not None:
        return False
    told = parts.prompts(question)
    own = [Fraction(one) for one in _NUMBER.findall(_in_digits(member))]
    if len(own) < PAIR or all(_is_share(tree) for tree in question.accepted):
        return False
    if len(own) == PAIR:
        return not parts.numbers_in(told).issuperset(own)
    given = [Fraction(one) for one in _NUMBER.findall(told)]
    return not any(given[start : start + len(own)] == own for start in range(len(given)))


def _is_share(tree: Node) -> bool:
    """Whether a number is a share, as a probability `P(6, 6)` is."""
    (value,) = samples(tree, Setting(), ({},), Budget(LIMITS))
    return value is not None and 0 < value < 1


def _tight(text: str) -> str:
    return re.sub(r"[\s$]+|\\(?:left|right|[,;! ])(?![A-Za-z])", "", text)
