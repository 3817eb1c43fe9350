r"""What members come to with what a prompt defines: `∫_0^2 f'(x) dx`, `x_0 - f(x_0)/f'(x_0)`, `A^T b`, `√(a² - b²)`.

Each is spelled as it is read, its functions are put in with their derivatives, and the engine works it out. Where a
letter has no value, or a sign may mean several operations, nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from grader.claims.definitions import expand
from grader.errors import AnswerError, LimitError
from grader.evidence import value
from grader.evidence.budget import LIMITS, Budget, ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.names.lexicon import is_function
from grader.language.reader import read
from grader.language.spelling.greek import GREEK_LETTERS
from grader.language.tree import Apply, Array, CaptureError, Derivative, Node, rebuild, substitute, symbols
from grader.marking.texts.equalities.definitions import Definitions, plain_letter, slope_name
from grader.marking.texts.equalities.letters import is_name
from grader.marking.texts.equalities.worked_values import in_degrees
from grader.problems.question import Definition
from grader.verdict import Complex, Enclosure, Exact, Value

MAX_CHARACTERS = 100  # of a member that is worked out
MAX_TREES = 4  # readings of it
Entries = tuple[complex, ...]
_PRIME = re.compile(r"[’′]|\^\s*\{?\s*\\prime\s*\}?")
_SLOPE = re.compile(
    r"\\[dt]?frac\s*\{\s*(?:d|\\partial|∂)\s*(?P<over>[A-Za-z])\s*\}\s*\{\s*(?:d|\\partial|∂)\s*(?P<by>[a-z])\s*\}"
    r"|(?<![A-Za-z\\])(?:d|\\partial\s*|∂)(?P<over_2>[A-Za-z])\s*/\s*(?:d|\\partial\s*|∂)(?P<by_2>[a-z])(?![A-Za-z])"
)
_JOINED = re.compile(
    r"\(\s*(?P<first>[A-Za-z])\s*(?P<sign>[-+*·/]|\\cdot)\s*(?P<second>[A-Za-z])\s*\)\s*\((?P<at>[^()]*)\)"
)
_NABLA = re.compile(r"(?:∇|\\nabla|grad\s)\s*(?P<of>[A-Za-z])\s*(?P<at>\([^()]*\))?(?!\w)")
_PARTIAL = (
    r"(?<![A-Za-z\\])(?P<of>{name})_(?:\{{(?P<held>[a-z]{{1,2}})\}}|(?P<bare>[a-z]{{1,2}}))(?![a-z])"
    r"\s*(?P<at>\([^()]*\))?"
)
_UNCLEAR = re.compile(
    r"\\?(?<![A-Za-z])log(?![A-Za-z_])|(?<![A-Za-z\\])e_?\{?\d|%|°|…|\.\.\.|[*∘⊙⊗⋆±]|\\(?:circ|odot|otimes|ast|star|pm|[cl]?dots)(?![A-Za-z])"
)


def values_of(member: str, known: Definitions) -> tuple[Entries, ...]:
    """Return what a member comes to in each of its readings, one entry or several; nothing where one is not known."""
    found = []
    letter = plain_letter(member)
    if letter not in known.letters and (is_name(member) or letter in GREEK_LETTERS.values()):
        return ()  # π may be a distribution
    for tree in trees_of(member, known):
        try:
            number = substitute(tree, dict(known.letters))
        except CaptureError:
            return ()
        if symbols(number):
            return ()
        found += [entries_of(value(one)) for one in (number, *in_degrees(number))]
    return tuple(found) if all(found) else ()


def trees_of(member: str, known: Definitions) -> tuple[Node, ...]:
    """Return the readings of a member with the functions of a prompt put in; none where one cannot be put in."""
    if len(member) > MAX_CHARACTERS or _UNCLEAR.search(member) is not None or _has_words(member, known):
        return ()
    try:
        found = read(_spelled(member, known), known.names(), "expression")
        trees = tuple(_with_slopes(one.tree, known.functions) for one in found)
        trees = tuple(expand(one, known.functions) for one in trees)
    except (AnswerError, LimitError, DeclinedError, ExceededError, CaptureError):
        return ()
    return trees if len(trees) <= MAX_TREES else ()


def _has_words(member: str, known: Definitions) -> bool:
    """Whether words stand in a member, which would be read as products: `area`, or a segment `AB` of numbers."""
    if any(not is_function(one) for one in _WORD.findall(_COMMAND.sub(" ", member))):
        return True
    pairs = _PAIR.findall(member)
    return not all(_is_table(known.letters.get(letter)) for pair in pairs for letter in pair)


def _is_table(tree: Node | None) -> bool:
    return isinstance(tree, Array) and isinstance(tree.items[0], Array)


_WORD, _PAIR = re.compile(r"(?<![A-Za-z])[^\W\d_]{3,}"), re.compile(r"(?<![A-Za-z\\])[A-Z]{2}(?![A-Za-z])")
_COMMAND = re.compile(r"\\[A-Za-z]+")


def _with_slopes(tree: Node, functions: Mapping[str, Definition]) -> Node:
    """Return a tree with derivatives of defined functions put in: `f'(2)`."""
    tree = rebuild(tree, lambda child: _with_slopes(child, functions))
    if (
        not isinstance(tree, Apply)
        or tree.name not in functions
        or len(tree.args) != len(functions[tree.name].parameters)
    ):
        return tree
    one, budget = functions[tree.name], Budget(LIMITS)
    body = _derived(expand(one.body, functions), budget)
    for _ in range(tree.primes):
        if len(one.parameters) > 1:
            raise DeclinedError
        body = differentiated(Derivative(body, one.parameters[0]), budget)
    return substitute(body, dict(zip(one.parameters, tree.args, strict=True)))


def _derived(tree: Node, budget: Budget) -> Node:
    tree = rebuild(tree, lambda child: _derived(child, budget))
    return differentiated(tree, budget) if isinstance(tree, Derivative) else tree


def _spelled(member: str, known: Definitions) -> str:
    """Return a member as it is read: with functions that are called, whatever dresses them."""
    text = _PRIME.sub("'", member.strip(" $"))
    text = _SLOPE.sub(lambda match: _slope(match, known), text)
    text = _JOINED.sub(lambda match: _joined(match, known), text)
    text = _NABLA.sub(lambda match: _gradient(match, known), text)
    for name in known.sequences:
        text = re.sub(rf"(?<![A-Za-z\\]){name}_(?:\{{(?P<held>[^{{}}]*)\}}|(?P<bare>\w))", _term, text)
    for name, one in known.functions.items():
        called = f"({', '.join(one.parameters)})"
        if len(one.parameters) == 1 and name not in known.sequences:
            text = re.sub(rf"(?<![A-Za-z\\])(?P<of>{name}'{{1,3}})(?!\s*[('])", rf"\g<of>{called}", text)
        elif len(name) == 1:
            text = re.sub(_PARTIAL.format(name=name), partial(_partial, known, called), text)
    return text


def _partial(known: Definitions, called: str, match: re.Match[str]) -> str:
    name = slope_name(match["of"], match["held"] or match["bare"])
    if name not in known.functions:
        return match[0]
    return f"{name}{match['at'] or called}"


def _term(match: re.Match[str]) -> str:
    return f"{match[0][0]}({match['held'] or match['bare']})"


def _slope(match: re.Match[str], known: Definitions) -> str:
    name, by = match["over"] or match["over_2"], match["by"] or match["by_2"]
    parameters = known.functions[name].parameters if name in known.functions else ()
    if by not in parameters:
        return match[0]
    return f"{name}'" if len(parameters) == 1 else f"{name}_{{{by}}}"


def _joined(match: re.Match[str], known: Definitions) -> str:
    if not known.functions.keys() >= {match["first"], match["second"]}:
        return match[0]
    return f"({match['first']}({match['at']}) {match['sign']} {match['second']}({match['at']}))"


def _gradient(match: re.Match[str], known: Definitions) -> str:
    one = known.functions.get(match["of"])
    if one is None or len(one.parameters) < 2:
        return match[0]
    at = match["at"] or f"({', '.join(one.parameters)})"
    slopes = ", ".join(f"{match['of']}_{{{by}}}{at}" for by in one.parameters)
    return f"[{slopes}]"


def entries_of(found: Value) -> Entries:
    """Return the numbers of a value; none of one that is not known."""
    if isinstance(found, tuple):
        rows = [entries_of(one) for one in found]
        return tuple(number for row in rows for number in row) if all(rows) else ()
    if isinstance(found, Complex):
        re_of, im_of = entries_of(found.re), entries_of(found.im)
        return (complex(re_of[0].real, im_of[0].real),) if re_of and im_of else ()
    return (
        _number(found.text) if isinstance(found, Exact) else _number(found.low) if isinstance(found, Enclosure) else ()
    )


def _number(text: str) -> Entries:
    over, _, under = text.partition("/")
    try:
        return (complex(float(over) / float(under or 1)),)
    except (ValueError, ZeroDivisionError, OverflowError):
        return ()
