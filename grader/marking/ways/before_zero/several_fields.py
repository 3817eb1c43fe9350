"""The last look at several fields of one text: other values that stand in it for them, right together.

`x = 2, so y = 1` gives values on either side of its signs; `a = √2 = 1.414` one that it rounds, `A = -B = 1/3` one to
the opposite of B. A number beside them may be the value of a field that has none, `maximum 9 at x = 3`, and work stand
beside all of them. Where fields with them are proved to be right, the answer is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from math import prod

from grader import marking
from grader.claims.chains import chain
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.text_pieces import MAX_CHARACTERS, Piece, bare, pieces_of
from grader.marking.ways.candidates import open_between
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import open_reasons, remarks

MAX_WAYS = 16  # ways to give several fields the values that stand in a text

_DECIMAL = re.compile(r"\d*\.\d+")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on several fields, open where other values for them in the same text are right together."""
    said = next((one.said for one in answer.fields.values() if one.said), "")
    if said and (found := _beside_work(question, said, verdict, mark)) is not None:
        return found
    ways = _ways(question, answer, said) if said else {}
    names = list(ways)
    if prod(map(len, ways.values())) > MAX_WAYS:  # too many to be looked at, so nobody knows that none is right
        name = next(one for one in answer.fields if len(ways[one]) > 1 or one == list(answer.fields)[-1])
        base = answer.fields[name].counted
        return open_between(question, answer, name, (replace(base, error=open_reasons.MAY_BE_ENTRY), base), mark)
    for chosen in islice(product(*ways.values()), 1, None):
        fields = {name: one for name, one in zip(names, chosen, strict=True) if one.text}
        if mark(question, Answer(fields)).outcome is not Outcome.CORRECT:
            continue
        name = next(one for one in names if fields.get(one) is not ways[one][0])
        base = answer.fields.get(name, FieldAnswer(said, next(iter(answer.fields.values())).source))
        base = base.counted if name in answer.fields else replace(base, error=open_reasons.MAY_BE_ENTRY)
        return open_between(question, Answer({**fields, name: base}), name, (fields[name], base), mark)
    return verdict


def of_whole(question: Question, whole: FieldAnswer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on one text for all fields that is refuted, looked at once more with all of it."""
    texts, _ = marking.ways.within.whole_text.parted(question, whole.text)
    answer = Answer({name: replace(whole, text=text, said=whole.text) for name, text in texts.items()})
    return before_zero(question, answer, verdict, mark)


def _beside_work(question: Question, said: str, verdict: Verdict, mark: Mark) -> Verdict | None:
    """Return the open verdict on a text that gives all fields what is right without the work beside it."""
    heads = marking.ways.before_zero.answer_and_work.heads(question, said)
    for text in heads if len(said) <= MAX_CHARACTERS else ():
        texts, _ = marking.ways.within.whole_text.parted(question, text)
        fields = {name: FieldAnswer(one) for name, one in texts.items()}
        if not fields or mark(question, Answer(fields)).outcome is not Outcome.CORRECT:
            continue
        why = remarks.CAN_BE_READ_WAYS.format(count=2, listed=f"`{said.strip()}` or `{text}`")
        span = (verdict.score_range[0], question.points)
        feedback = (Feedback("readings", why, why, "verdict"),)
        return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=feedback)
    return None


def _ways(question: Question, answer: Answer, said: str) -> dict[str, list[FieldAnswer]]:
    """Return the values that each field may have: what was taken for it first, then what else pieces give it."""
    ways: dict[str, list[FieldAnswer]] = {}
    pieces = pieces_of(question, said)
    for name in question.fields:
        own = answer.fields.get(name)
        texts = [own or FieldAnswer("")]
        known = {bare(one.text) for one in texts}
        counted = "" if own is None else own.counted.text
        values = (value for one in pieces for value in _values_for(name, counted, one))
        unnamed = () if own is not None and own.text.strip() else _numbers(answer, said)
        for value in dict.fromkeys((*values, *_opposites(name, said), *unnamed)):
            if bare(value) not in known:
                texts.append(FieldAnswer(value, None if own is None else own.source))
        ways[name] = texts
    return ways


def _numbers(answer: Answer, said: str) -> Iterator[str]:
    """Yield the numbers of a text that no field has, one of which may be that of a field without a value."""
    known = {bare(one.counted.text) for one in answer.fields.values()}
    found = list(dict.fromkeys(one[0] for one in _NUMBER.finditer(said) if bare(one[0]) not in known))
    yield from found if len(found) <= MAX_NUMBERS else ()


MAX_NUMBERS = 8  # in a text that may be the value of a field; of more nobody says which is one
_NUMBER = re.compile(r"(?<![\w.^])[-−]?\d+(?:\.\d+)?(?:/\d+)?(?![\w^])")


def _values_for(name: str, counted: str, piece: Piece) -> Iterator[str]:
    """Yield the values that a piece gives a field, on either side of its sign; those that what counted may round."""
    members = chain(piece.text).members
    if len(members) > 2 and bare(members[-1]) == bare(counted) and _DECIMAL.search(counted):
        yield from members[1:-1]
    if len(members) > 1 and bare(members[0]) == bare(name):
        yield piece.value
    elif len(members) > 1 and bare(members[-1]) == bare(name):
        yield members[-2]


def _opposites(name: str, said: str) -> Iterator[str]:
    """Yield the value that a chain gives to the opposite of a field, with the other sign: B of `A = -B = 1/3`."""
    for clause in _CLAUSES.split(said):
        *before, last = chain(clause).members
        if any(_MINUS.sub("-", bare(one)) == f"-{bare(name)}" for one in before):
            yield f"-({last.strip(' $.')})"


_CLAUSES, _MINUS = re.compile(r"[,;:\n]"), re.compile("[−–]")
