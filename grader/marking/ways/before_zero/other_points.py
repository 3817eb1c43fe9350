r"""The last look at points: `h(-1) = 3` says the point (-1, 3), and a point says each of its coordinates.

Where an array is expected, the places in the brackets of a function and its value are its entries. Where one value is,
`(2, 3)` may be the point of a graph of which one coordinate is asked for, or the prompt's `(a, 4)` with its gap filled.
What is proved to be right so is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from grader.claims.chains import chain
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.declared.tree_kinds import holds_points
from grader.problems.question import Question
from grader.verdict import Verdict

_POINTED = re.compile(r"\([^()]|\[")  # without it none of these
_CALLED = re.compile(r"[\s$]*\\?[^\W\d_]\w{0,9}(?:_\{?\w{1,6}\}?)?\s*(?:\\left\s*)?\((?P<places>[^=]{1,80})\)[\s$]*")
_COORDINATE = r"((?:[^()\[\],;|]|\([^()]{0,40}\)){1,60}?)"
_LISTED = re.compile(
    rf"[\s$]*(?:[^\W\d_]\w{{0,9}}\s*=\s*)?(?:\\left\s*)?[(\[⟨]{_COORDINATE}[,;|]{_COORDINATE}(?:[,;|]{_COORDINATE})?"
    r"(?:\\right\s*)?[)\]⟩][\s$.]*"
)
_LIST = re.compile(r"\(([^()=,;|]{1,30}(?:[,;|][^()=,;|]{1,30}){1,3})\)")
_SIGN = re.compile(r"[,;|]")
# Points on an axis, of which one number is asked for: the other one is 0.
_ON_FIRST = re.compile(
    r"(?i)(?<!\w)(?:roots?|zeros?|zeroes|racines?|abscis\w*)(?!\w)|nullstelle|(?<!\w)[xt]\$?[-\s]*(?:axis|achse|inter)"
    r"|(?:axe|eje|asse|eixo)\s+(?:des\s+|delle\s+|dos\s+|das\s+)?\$?[xt](?!\w)"
)
_ON_LAST = re.compile(
    r"(?i)(?<![ck]o)(?:ordonnée|ordenada|ordinat)|(?<!\w)y\$?[-\s]*(?:axis|achse|inter)|(?:axe|eje|asse|eixo)\s+(?:des\s+|delle\s+|dos\s+|das\s+)?\$?y(?!\w)"
)
_ON_EITHER = re.compile(r"(?i)intercept|achsenabschnitt|(?<!\w)(?:axis|axes|achsen?)(?!\w)")
_OF_GRAPH = re.compile(
    r"(?i)maxim|minim|máxim|mínim|extrem|vertex|scheitel|sommet|v[eé]rtice|peak|largest|smallest|highest|lowest|greatest|größt|kleinst"
    r"|höchst|tiefst|plus\s+(?:grand|petit|haut|bas)|turning|wendepunkt|inflexi|inflection|sattel|saddle|stationary|critical"
    r"|coordinate|koordinate|coordonnée|coordenada|intersect|(?<!\w)meets?(?!\w)|schneide|schnittpunkt|equilib|gleichgewicht|break[-\s]?even"
)
_FIRST = re.compile(
    r"(?i)(?<!\w)(?:where|when|at\s+(?:which|what)|for\s+(?:which|what)|how\s+long|wo|wann|stelle|bei\s+welche\w*|für\s+welche\w*|où|quand"
    r"|en\s+quel\w*|pour\s+quel\w*|dónde|cuándo|para\s+qué|en\s+qué|dove|quando|per\s+quale|onde|abscis\w*|[xt]\$?[-\s]*(?:coordinate|value"
    r"|koordinate|wert)|coordonnée\s+\$?x|coordenada\s+\$?x)(?!\w)"
)
_ANY = re.compile(r"(?i)equilib|gleichgewicht|break[-\s]?even")  # whose axes have no order

Mark = Callable[[Question, Answer], Verdict]


def _all_points(text: str, said: str) -> Iterator[str]:
    """Yield the set of all points that are said, each behind its noun: `point P(3, 4), point Q(3, -4)`."""
    points = [_SIGN.sub(", ", one[1]) for one in _LIST.finditer(said)]
    if 1 < len(points) <= MAX_POINTS and len(points) > len(_LIST.findall(text)):
        yield f"{{{', '.join(f'({one})' for one in points)}}}"
    named = [one.group("letter", "value") for one in _COORDINATED.finditer(said)]
    first, last = named[::2], named[1::2]
    if (
        1 < len(last) == len(first) <= MAX_POINTS
        and len({one for one, _ in first}) == len({one for one, _ in last}) == 1
    ):
        pairs = (f"({one}, {other})" for (_, one), (_, other) in zip(first, last, strict=True))
        yield f"{{{', '.join(pairs)}}}"
    yield from _paired(said)


def _paired(said: str) -> Iterator[str]:
    """Yield the set of pairs that numbers without brackets are, one pair behind the other: `1 and 6, 2 and 3`."""
    numbers = [] if _POINTED.search(said) or "{" in said else _WRITTEN.findall(said)
    if len(numbers) % 2 == 0 and 2 < len(numbers) <= 2 * MAX_POINTS:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        yield f"{{{', '.join(f'({one}, {other})' for one, other in pairs)}}}"


_WRITTEN = re.compile(r"(?<![\w.])[-−]?\d{1,9}(?:[./]\d{1,9})?(?![\w.]*\d)")


# Coordinates of points by their letters, `x = 1 with y = 0 or x = -1 with y = 0`.
_COORDINATED = re.compile(
    r"(?<![\w\\])(?P<letter>[a-z])(?:_?\{?\d\}?)?\s*=\s*(?P<value>[-−]?\d{1,9}(?:[./]\d{1,9})?)(?![\w.^])"
)

MAX_POINTS = 12  # that an answer says


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where a point that it says is proved right."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    is_set = question.kind.is_set and any(map(holds_points, question.accepted))
    if _POINTED.search(field.text) is None and not is_set:
        return verdict
    texts = _points(field.text) if question.kind.is_array else _values(question, field.text)
    if question.kind.is_set and (field.said or is_set):
        texts = _all_points(field.text, field.said or field.written or field.text)
    return between_right(question, (name, field), texts, verdict, mark)


def _points(text: str) -> Iterator[str]:
    """Yield the point that the value of a function at a place says, where the value is one by itself."""
    *lefts, value = chain(text.strip(" $.\n")).members
    called = next((found for left in reversed(lefts) if (found := _CALLED.fullmatch(left))), None)
    if called is not None and _SIGN.search(value) is None:
        yield f"({called['places'].removesuffix(chr(92) + 'right').strip()}, {value.strip()})"


def _values(question: Question, text: str) -> Iterator[str]:
    """Yield the coordinates of a point of which one may be asked for."""
    found = _LISTED.fullmatch(text) if question.kind.is_expression else None
    if found is None:
        return
    entries = [one.strip(" $") for one in found.groups() if one is not None]
    prompt = f"{question.lead} {question.prompt}"
    yield from _in_gaps(entries, prompt)
    crossing = _crossing(prompt)
    if crossing:
        yield from (entries[place] for place in crossing if len(entries) == 2 and entries[1 - place] == "0")
    elif _ANY.search(prompt) is not None:
        yield from entries
    elif _OF_GRAPH.search(prompt) is not None:
        symbol = next(iter(question.fields.values())).symbol
        is_first = symbol == "x" or (symbol != "y" and _FIRST.search(prompt) is not None)
        yield entries[0 if is_first else -1]


def _crossing(prompt: str) -> tuple[int, ...]:
    """Return which coordinates of a point on an axis a prompt may ask for; none where it speaks of no such point."""
    first, last = _ON_FIRST.search(prompt) is not None, _ON_LAST.search(prompt) is not None
    if first != last:
        return (0,) if first else (1,)
    return (0, 1) if first or _ON_EITHER.search(prompt) is not None else ()


def _in_gaps(entries: Sequence[str], prompt: str) -> Iterator[str]:
    """Yield what stands in a list where the prompt's list has a letter or a gap, and else the same: 3 of `(a, 4)`."""
    for listed in _LIST.finditer(prompt):
        given = [one.strip(" $") for one in _SIGN.split(listed[1])]
        if len(given) != len(entries):
            continue
        places = [place for place, (one, own) in enumerate(zip(given, entries, strict=True)) if one != own]
        if len(places) == 1 and _GAP.fullmatch(given[places[0]]) is not None:
            yield entries[places[0]]


_GAP = re.compile(r"\\?[^\W\d_]\w?|\?|_{1,6}|□|\\(?:square|Box)|…")
