r"""The last look at entries in another order: `(4, 1)` of `(y, x)`, `8, 6` of the sides of a rectangle, `18 + 16 = 34`.

Where a prompt lists letters against the alphabet, many give coordinates as they always stand; names before the entries,
`(y, x) = (4, 1)`, leave no doubt. Where it asks for several things by one noun, it gives them no order, and a sum or a
product that holds gives none to what it is made of. What is proved to be right in another order is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, permutations

from grader import marking
from grader.errors import AnswerError
from grader.language.printing import show
from grader.language.tree import Array, Node, SetOf, Tup
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_texts
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

_LIST = re.compile(r"[(\[⟨]([^()\[\]⟨⟩,;|]{1,20}(?:[,;|][^()\[\]⟨⟩,;|]{1,20}){1,3})[)\]⟩]")
_LETTERS = re.compile(r"\$\s*(\S{1,12})\s*\$\s*(?:and|und|et|y|e|en|,)\s*\$\s*(\S{1,12})\s*\$")
_POINTS = re.compile(
    r"[\s${\\]*(?:[^\W\d_]\w?\s*=?\s*)?(?:\\left)?[(\[{\\][^=]*[,;|/][^=]*[)\]}][\s$.]*"
)  # `S = (4, 1)`
_VALUES = re.compile(r"[\s$]*[^=<>(){}\[\]]{1,60}(?:[,;]|(?<!\w)(?:and|und|et|y|e|en)(?!\w))[^=<>]{1,60}")  # `8 and 6`
MAX_PERMUTED = 4  # entries that are tried in every order
_SEVERAL = r"two|three|four|both|all|zwei|drei|vier|beide[rn]?|alle|deux|trois|quatre|dos|tres|cuatro|due|tre|quattro"
_OF_IT = r"its|their|seine|ihre|ses|leurs|sus|i|gli|le|the|die|les|los|las"
_NUMBERS = r"numbers|integers|primes|zahlen|primzahlen|nombres|entiers|números|enteros|numeri"
_BETWEEN = r"\s+(?:(?!and\b|und\b|et\b|y\b)[^\W\d_]{3,}\s+){0,2}"
_PARTS = (
    r"sides|side\s+lengths|lengths|dimensions|roots|zeros|zeroes|eigenvalues|singular\s+values|angles|factors|ages|seiten|seitenlängen"
    r"|wurzeln|nullstellen|eigenwerte|winkel|faktoren|côtés|racines|valeurs\s+propres|facteurs|lados|raíces|ángulos|factores|lati"
    r"|radici|autovalori|angoli"
)
_OF_ONE_NOUN = re.compile(
    rf"(?i)(?<!\w)(?:(?:{_SEVERAL}){_BETWEEN}(?:{_NUMBERS}|{_PARTS})|(?:{_OF_IT}){_BETWEEN}(?:{_PARTS}))(?!\w)"
)
# Letters, an order, or a ratio of the entries.
_ONE_LETTER = r"\\?[a-z](?:_\{?\w\}?)?"
_ORDERED = re.compile(
    rf"(?i)\([\s$]*{_ONE_LETTER}\s*[,;]|(?<!\w){_ONE_LETTER}\$?\s*(?:,|and|und|et|y|e)\s+\$?{_ONE_LETTER}(?![^\W_])"
    r"|order|(?<!\w)(?:sort|arrange)|respectively|first|small|larg|(?:in|de)creasing|ascending|descending|reihenfolge|ordn|sortier"
    r"|klein|groß|größ|(?:auf|ab)steigend|zuerst|tri(?:e[rz]?|ez)(?!\w)|ordre|croissant|orden|crecient|beginn|jeweils|respectiv"
    r"|length\s+and|width|\d\s*:\s*\d|ratio|verhältnis"
)
_LETTER = re.compile(r"\\?[^\W\d_]{1,8}(?:_?\{?\w\}?)?")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a list that is refuted, open where its entries are right in the order of the alphabet."""
    if len(answer.fields) > 1 or not (question.kind.is_array or question.kind.is_set):
        return verdict
    ((name, field),) = answer.fields.items()
    prompt = f"{question.lead} {question.prompt}"
    orders = list(_orders(prompt)) if _POINTS.fullmatch(field.text) is not None else []
    is_free = is_unordered(prompt) and any(one.fullmatch(field.text) for one in (_POINTS, _VALUES))
    if not orders and not is_free:
        return verdict
    for tree in _trees(question, name, field.text):
        for meant in _ordered(tree, orders, is_free=is_free):
            other = replace(field, text=show(meant), written=field.text, candidates=None)
            found = mark(question, Answer({name: other}))
            if found.outcome is Outcome.CORRECT:
                return between_texts(question, name, (field, other), (verdict, found))
    return verdict


def is_unordered(prompt: str) -> bool:
    """Whether a prompt asks for several things by one noun, and says of no order."""
    return _OF_ONE_NOUN.search(prompt) is not None and _ORDERED.search(prompt) is None


def _ordered(tree: Node, orders: Sequence[Sequence[int]], *, is_free: bool) -> Iterator[Node]:
    """Yield a list in the other orders that its entries may have."""
    for order in orders:
        meant = _in_order(tree, order)
        if meant is not None and meant != tree:
            yield meant
    if is_free and isinstance(tree, Array | Tup) and 1 < len(tree.items) <= MAX_PERMUTED:
        yield from (Array(items) for items in islice(permutations(tree.items), 1, None))


def _orders(prompt: str) -> Iterator[tuple[int, ...]]:
    """Yield where each letter that a prompt lists against the alphabet stands in it."""
    lists = [re.split(r"[,;|]", match[1]) for match in _LIST.finditer(prompt)]
    lists += [list(match.groups()) for match in _LETTERS.finditer(prompt)]
    for one in lists:
        letters = [part.strip(" $") for part in one]
        usual = sorted(letters)
        if all(map(_LETTER.fullmatch, letters)) and len(set(letters)) == len(letters) and letters != usual:
            yield tuple(usual.index(letter) for letter in letters)


def _trees(question: Question, name: str, text: str) -> list[Node]:
    try:
        readings = marking.texts.field_texts.read_value(question, question.fields[name], text)
    except AnswerError:
        return []
    return [one.tree for one in readings]


def _in_order(tree: Node, order: Sequence[int]) -> Node | None:
    """Return a list whose entries stand in the order of the alphabet in the order of the prompt, so all of a set."""
    match tree:
        case Array(items) if len(items) == len(order):
            return Array(tuple(items[place] for place in order))
        case Tup(items) if len(items) == len(order):
            return Tup(tuple(items[place] for place in order))
        case SetOf(items):
            found = [_in_order(one, order) for one in items]
            meant = [one for one in found if one is not None]
            return SetOf(tuple(meant)) if len(meant) == len(items) else None
        case _:
            return None
