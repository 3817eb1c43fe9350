"""The values of several fields as the point that the prompt calls by them: `the only solution is $(2, -1)$`.

A point is read as the answer to a question with one field would be, with all that may speak against it; only
then do its coordinates become values of the fields.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.candidates import candidates
from grader.submissions.extraction.fields.tuples import inside_brackets
from grader.submissions.extraction.formulas.formulas import assignment, assignments
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.single import SinglePage, as_one_value
from grader.submissions.extraction.stated.words_around.around_words import QUANTITIES, WORD
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block, Formula, Prose
from grader.submissions.forms.spans import pieces
from grader.submissions.kept import kept
from grader.wording import writing_notices


def point_said(question: Question, blocks: Sequence[Block]) -> list[Found]:
    """Return the fields of the one point that an answer gives, none where the prompt names none or more may be meant.

    It is the last formula that may be the answer; before it may stand equations, and no other point.
    """
    order = _order(question) or _usual(question)
    if not order:
        return []
    page = SinglePage(as_one_value(question))
    found = page.read(blocks)
    last = _last(candidates(found))
    if last is None or any(one.kind in _ELSEWHERE for one in found) or not _leads(question, page, len(order)):
        return []
    row = assignment(last.text)
    if row is not None and row.left.strip() in _SETS and (only := _ONLY.fullmatch(row.right.strip())):
        last, row = replace(last, text=only["point"]), None  # `L = \\{(1, 2, 3)\\}`
    elif row is None and not _order(question):
        return []
    left = [field_named(question, part) for part in inside_brackets(row.left)] if row else order
    values = inside_brackets(row.right if row else last.text)
    if sorted(map(str, left)) != sorted(order) or len(values) != len(order):
        return []
    return [Found("field", one, last.source, str(name)) for name, one in zip(left, values, strict=True)]


def coordinates_said(question: Question, blocks: Sequence[Block]) -> list[Found]:
    """Return the fields of the one point of the prompt, `$(x_0, y_0)$`, from its coordinates: `so $x = 2$, $y = -1$`.

    They stand in the last sentence, each once, and no coordinate has a value before.
    """
    letters = {re.sub(r"_.*", "", name): name for name in _order(question)}
    page = SinglePage(as_one_value(question))
    found = page.read(blocks) if len(letters) > 1 and letters.keys().isdisjoint(question.fields) else []
    if not page.said or any(one.kind in _ELSEWHERE for one in found):
        return []
    unsure = phrases.words(cues.UNSURE, cues.RETRACTION, cues.TURNING, cues.AGAINST, cues.NEGATION, cues.SUPPOSING)
    clauses = [one.clause for one in page.said]
    said = [phrases.equivalence().sub(" ", one.skeleton) for one in clauses]
    if any(unsure.search(one) or phrases.NEGATED.search(one) for one in said):
        return []
    rows = [(one.line, row) for clause in clauses for one in clause.formulas for row in assignments(one.text)]
    solved = [(line, row) for line, row in rows if row.left.strip() in letters]
    last = [row for one in clauses[-1].formulas for row in assignments(one.text) if row.left.strip() in letters]
    if sorted(row.left.strip() for _, row in solved) != sorted(letters) or len(last) != len(solved):
        return []
    spoken = WORD.findall(said[-1].replace(F, " "))
    if not all(word in phrases.quiet() or word in _POINT for word in spoken):
        return []
    source = next(one.source for one in blocks if isinstance(one, Prose | Formula))
    return [
        Found("field", row.right, replace(source, line=line or source.line), letters[row.left.strip()])
        for line, row in solved
    ]


@kept
def _order(question: Question) -> list[str]:
    """Return the fields in the order of the one point that the prompt calls by them, `the point $(x_0, y_0)$`."""
    found: set[tuple[str, ...]] = set()
    for piece in pieces(f"{question.lead}\n{question.prompt}"):
        names = [field_named(question, part) for part in inside_brackets(piece.text)] if piece.is_formula else []
        if set(names) == set(question.fields) and len(names) == len(question.fields):
            found.add(tuple(map(str, names)))
    scalars = all(not field.domain.shape for field in question.fields.values())
    return list(found.pop()) if len(found) == 1 and scalars and len(question.fields) > 1 else []


def _usual(question: Question) -> list[str]:
    """Return the fields of a system of equations in their usual order, `x`, `y` and `z`; none where they are others."""
    fields = list(question.fields)
    scalars = all(not field.domain.shape for field in question.fields.values())
    return fields if fields in (["x", "y"], ["x", "y", "z"]) and scalars else []


_SETS = frozenset({"L", "\\mathbb{L}", "\\mathbb L", "S", "\\mathcal{L}"})
_ONLY = re.compile(r"\\?\{\s*(?P<point>\([^{}]*\))\s*\\?\}")


def _last(texts: Sequence[Found]) -> Found | None:
    """Return the last candidate where nothing is doubtful and no point stands before it."""
    is_clear = all(one.kind == "formula" and not one.spared and not one.other for one in texts)
    is_first = all(len(_entries(one.text)) < 2 for one in texts[:-1])
    return texts[-1] if texts and is_clear and is_first else None


_ELSEWHERE = frozenset({"answer", "unread", "open", "file"})


def _leads(question: Question, page: SinglePage, count: int) -> bool:
    """Whether the last sentence leads to its one point, and no sentence is unsure or takes anything back."""
    sentences = [one.clause for one in page.said]
    unsure = phrases.words(cues.UNSURE, cues.RETRACTION, cues.TURNING)
    if not sentences or any(unsure.search(_SOLE.sub(" ", one.skeleton)) for one in sentences):
        return False
    points = [one for one in sentences[-1].formulas if len(_entries(one.text)) == count]
    said = phrases.words(cues.METHOD).sub(" ", sentences[-1].skeleton) if _is_named(question, sentences[-1]) else ""
    if any(_ONLY.search(one.text) for one in sentences[-1].formulas) and len(sentences[-1].formulas) == 1:
        return not WORD.findall(sentences[-1].skeleton.replace(F, " "))
    return len(points) == 1 and (_is_quiet(question, said) if said else _says_so(question, sentences[-1].skeleton))


def _is_named(question: Question, clause: Clause) -> bool:
    """Whether the point of a sentence is given by the names of all fields: `$(x, y) = (1, 2)$`."""
    rows = [row for one in clause.formulas if (row := assignment(one.text)) is not None]
    lefts = [[field_named(question, part) for part in inside_brackets(row.left)] for row in rows]
    return any(set(left) == set(question.fields) for left in lefts)


def _is_quiet(question: Question, said: str) -> bool:
    asked = asked_of(question)
    against = phrases.words(cues.AGAINST, cues.NEGATION, cues.SUPPOSING, cues.ALTERNATIVE).search(said)
    words = WORD.findall(said.replace(F, " "))
    return against is None and all(word in phrases.quiet() or word in _POINT or asked.says(word) for word in words)


_SOLE = re.compile(r"(?<!\w)the only (?=(?:\w+ )?(?:point|solution)(?!\w))")


def _entries(text: str) -> list[str]:
    """Return the coordinates of a point, named or not; none where a formula is no point."""
    row = assignment(text)
    return inside_brackets(row.right if row else text)


def _says_so(question: Question, said: str) -> bool:
    """Whether the words of a sentence lead to the point and to nothing else; a formula by itself needs none."""
    asked = asked_of(question)
    spoken = WORD.findall(said.replace(F, " "))
    is_quiet = all(word in phrases.quiet() or word in _POINT or asked.says(word) for word in spoken)
    return not spoken or (is_quiet and not _POINT.isdisjoint(spoken) and _OTHER.isdisjoint(spoken))


_POINT = frozenset({"point", "solution", "punkt", "stelle", "lösung", "punto", "solución"})
# What a prompt may speak of, too, and what may have as many entries as a point.
_ONE_OF_SEVERAL = frozenset({"a", "an", "any", "one", "ein", "eine", "un", "une", "una"})
_TUPLES = frozenset({"vector", "vektor", "vecteur", "start", "value", "values", "direction", "function", "funktion"})
_OTHER = QUANTITIES | _ONE_OF_SEVERAL | _TUPLES


def points_passed_over(question: Question, blocks: Sequence[Block], given: Collection[str]) -> Iterator[Found]:
    """Yield a doubt for each field that is not given where a point stands that may give it."""
    count = len(_order(question))
    for block in blocks if count and len(given) < count else ():
        text = block.text if isinstance(block, Prose | Formula) else ""
        shown = [piece.text for piece in pieces(text) if piece.is_formula] if isinstance(block, Prose) else [text]
        for one in shown:
            if len(_entries(one)) == count:
                missing = (name for name in question.fields if name not in given)
                why = writing_notices.NAME_HERE_NO_VALUE
                yield from (Found("doubt", one, block.source, name, why=why) for name in missing)
                return
