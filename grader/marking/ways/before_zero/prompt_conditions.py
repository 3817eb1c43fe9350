r"""The last look under what the prompt says of its letters: `n//2` of `even n`, `x` for `\sqrt{x^2}` with `x > 0`.

A problem may declare more values than its prompt speaks of. A shape has whole numbers, and so has what is counted.
What is refuted only elsewhere is for a person: the problem asks for more than the prompt. Where it asks for integers or
primes, `{k : |k| < 3}` may be the set of those: which numbers there are, the prompt has said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from grader.errors import AnswerError
from grader.language.domains import REAL
from grader.language.reader import read
from grader.language.tree import Array, Call, Div, Neg, Node, Num, Relation, SetOf, Tup, symbols, walk
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.asked.given.said_of_letters import said_of
from grader.marking.asked.words.counting import COUNTS
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks, undecided_reasons

_COUNTED = re.compile(rf"(?i){COUNTS}|(?<!\w)(?:(?:how|wie)\s+oft(?:en)?|combien)(?!\w)")
_ON_AVERAGE = re.compile(r"(?i)expect|average|mean|erwart|durchschnitt|mittel|moyen|espér|esper|media|promedio")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where it is not under the conditions of the prompt."""
    if question.kind.is_set and len(answer.fields) == 1 and _may_be_among(question, answer, mark):
        return _open(question, verdict)
    if not question.for_all or question.kind.is_condition or question.kind.is_growth:
        return verdict
    conditions = (*_said(question), *_whole(question))
    if not conditions:
        return verdict
    found = mark(replace(question, assume=(*question.assume, *conditions)), answer)
    is_empty = any(undecided_reasons.NO_POINT_DOMAIN_FOUND in str(claim) for claim in found.claims)
    if found.outcome is not Outcome.CORRECT and (found.outcome is not Outcome.UNDECIDED or is_empty):
        return verdict
    return _open(question, verdict)


def _open(question: Question, verdict: Verdict) -> Verdict:
    span = (verdict.score_range[0], question.points)
    said = Feedback("readings", remarks.RIGHT_AS_PROMPT_SAYS, remarks.RIGHT_AS_PROMPT_SAYS, "verdict")
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))


MAX_CHARACTERS = 300  # of a condition that is tried among other numbers
_REACH = 100  # of the numbers that are listed to try a condition among them; where more are expected a person looks
_PRIMES = [one for one in range(2, _REACH) if all(one % other for other in range(2, one))]


def _listed(numbers: Iterable[int | str]) -> str:
    """Return the universe of these numbers, as the others are written."""
    return f"{{{{{', '.join(map(str, numbers))}}}}} :"


_NATURAL = ("Z : {0} > 0 and", "Z : {0} ≥ 0 and")
_PRIME = r"primes?|primzahl(?:en)?|(?:nombres?\s+)?premiers?|primos?|primi"
EVEN, ODD = r"even|gerade\w*|pairs?|pares|pari", r"odd|ungerade\w*|impairs?|impares|dispari"
# What a prompt calls the numbers that it asks for, and among which of them a condition on a letter may be meant.
_KINDS = tuple(
    (re.compile(rf"(?i)(?<![\w-])(?:{words})(?!\w)"), universes)
    for words, universes in (
        (r"integers?|whole\s+numbers?|ganze\w*\s+zahl(?:en)?|entiers?|enteros?|interi|inteiros?", ("Z :", *_NATURAL)),
        (r"naturals?|natürliche\w*\s+zahl(?:en)?|naturels?|naturales|naturali|naturais", _NATURAL),
        (_PRIME, (_listed(_PRIMES),)),
        (EVEN, (_listed(range(-_REACH, _REACH + 1, 2)),)),
        (ODD, (_listed(range(1 - _REACH, _REACH, 2)),)),
    )
)
_SIGNED = tuple(
    (re.compile(rf"(?i)(?<![\w-])(?:{words})(?!\w)"), numbers)
    for words, numbers in (
        (r"positive?[nrs]?|positif\w*|positiv[oa]s?|positivi", frozenset(range(1, _REACH))),
        (r"negative?[nrs]?|négatif\w*|negativ[oa]s?|negativi", frozenset(range(-_REACH, 0))),
        (r"non-?\s?negative?[nrs]?|nichtnegative?[nrs]?", frozenset(range(_REACH))),
        (_PRIME, frozenset(_PRIMES)),
        (EVEN, frozenset(range(-_REACH, _REACH + 1, 2))),
        (ODD, frozenset(range(1 - _REACH, _REACH, 2))),
    )
)
# What numbers are called that are listed nowhere here: a condition on them may hold for others, too.
_CALLED = re.compile(
    r"(?i)(?<![^\W\d_])(?:squares?|cubes?|multiples?|divisors?|factors?|(?:two|three|\w+)-digit|digits?|perfect|composite"
    r"|quadratzahl\w*|kubikzahl\w*|vielfache\w*|teiler\w*|\w*stellige?\w*|ziffern?|zusammengesetzt\w*|carrés?|diviseurs?|chiffres?"
    r"|cuadrados?|cubos?|múltiplos?|divisores?|cifras?|quadrati|cubi|multipli|divisori|cifre|quadrados?|algarismos?)(?![^\W\d_])"
)
_BUILT = re.compile(
    r"[\s$]*(?:[A-Z𝕃]\s*=\s*)?\\?\{\s*(?P<letter>[a-z])\s*(?::|\||\\mid(?![a-z]))(?P<said>[^{}]+?)\\?\}[\s$.]*"
)
_BARE = re.compile(r"[^{}\[\]∈,;:]*(?:[<>≤≥]|\\[lg](?:t|eq?)(?![A-Za-z]))[^{}\[\]∈,;:]*")


def _may_be_among(question: Question, answer: Answer, mark: Mark) -> bool:
    """Whether a condition on a letter may be the expected set among the numbers that the prompt asks for."""
    ((name, field),) = answer.fields.items()
    is_beyond = not all(_is_near(one) for tree in question.accepted for one in walk(tree))
    for text in _among(question, field.text) if len(field.text) <= MAX_CHARACTERS else ():
        if is_beyond and _LISTED in text:
            return True
        found = mark(question, Answer({name: FieldAnswer(text, field.source)}))
        if found.outcome in {Outcome.CORRECT, Outcome.UNDECIDED}:
            return True
    return False


def _is_near(node: Node) -> bool:
    """Whether a node may stand in a set of numbers that are written out, none of them beyond those that are listed."""
    return isinstance(node, SetOf | Neg) or (isinstance(node, Num) and abs(node.value) < _REACH)


_LISTED = "∈ {"


def _among(question: Question, text: str) -> Iterator[str]:
    """Yield the set that a condition on a letter is among the numbers that the prompt asks for."""
    built, letter = _BUILT.fullmatch(text), ""
    if built is not None:
        letter, text = built["letter"], built["said"]
    elif len(question.for_all) == 1 and question.for_all[0].domain == REAL and _BARE.fullmatch(text):
        letter, text = question.for_all[0].name, text.strip(" $.")
    prompt = f"{question.lead} {question.prompt}"
    for words, universes in _KINDS if letter else ():
        for universe in universes if words.search(prompt) is not None else ():
            yield f"{{{letter} ∈ {universe.format(letter)} ({text.strip()})}}"
    for universe in _joined(question, prompt) if letter else ():
        yield f"{{{letter} ∈ {universe} ({text.strip()})}}"


def _joined(question: Question, prompt: str) -> Iterator[str]:
    """Yield the numbers of several kinds at once, `odd primes`, and the expected ones where a kind has no list."""
    kinds = [numbers for words, numbers in _SIGNED if words.search(prompt) is not None]
    if len(kinds) > 1 and (both := frozenset.intersection(*kinds)):
        yield _listed(sorted(both)).format()
    if _CALLED.search(prompt) is not None:
        listed = filter(None, map(_numbers, question.accepted))
        yield from (_listed(map(str, numbers)).format() for numbers in listed)


def _numbers(tree: Node) -> list[Fraction]:
    """Return the numbers of a set that lists nothing else; empty for any other."""
    listed = [one.value for one in walk(tree) if isinstance(one, Num)]
    return listed if isinstance(tree, SetOf) and all(isinstance(one, Num) for one in tree.items) else []


def _said(question: Question) -> Iterator[Node]:
    """Yield what the prompt says of numbers that the problem declares."""
    letters = {one.name for one in question.for_all if not one.domain.shape}
    for text in said_of(question.lead, question.prompt, letters):
        try:
            readings = read(text, question.names, "condition")
        except AnswerError:
            continue
        if len(readings) == 1 and symbols(readings[0].tree) <= letters:
            yield readings[0].tree


def _whole(question: Question) -> Iterator[Node]:
    """Yield that quotients are whole: the entries of a shape, and what is counted."""
    prompt = f"{question.lead} {question.prompt}"
    is_count = _COUNTED.search(prompt) is not None and _ON_AVERAGE.search(prompt) is None
    for tree in question.accepted if question.kind.is_shape or is_count else ():
        for one in tree.items if isinstance(tree, Array | Tup) else (tree,):
            if isinstance(one, Div) and symbols(one):
                yield Relation(("=",), (Call("floor", (one,)), one))
