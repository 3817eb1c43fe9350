"""The last look at an answer with its work beside it: `x > 3 — x - 3 > 0`, `x = 2 // 2^3 = 8`, `x = 5, 2^5 = 32`.

A dash, a comment, a wide blank, a word for a check or brackets at the end part both, in either order; so do a comma and
any other sign before equalities of numbers that hold. Where one part is proved to be right by itself, or cannot be
refuted beside equalities that hold, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from grader.claims.chains import depths
from grader.marking.answer import Answer
from grader.marking.texts.equalities.false_equalities import all_hold
from grader.marking.texts.text_pieces import MAX_CHARACTERS
from grader.marking.ways.candidates import between_right, between_texts, open_between
from grader.problems.question import Field, Question
from grader.records import dataclass, replace
from grader.verdict import Outcome, Verdict

MAX_PARTINGS = 24  # places where an answer may end
Mark = Callable[[Question, Answer], Verdict]
_CHECK = r"(?i:check|probe|proof|test|kontrolle|vérification|comprobación|verifica)"
_PARTING = re.compile(
    r"(?P<sure>(?<=\s)(?:[—–✓✔✅☑]|-{2,3}|∵|\\because|b/c|w/|\|{1,2}|<-{1,2}|[←⇐]|%(?=\s*check)|#)(?=\s)|//|\t+|[^\S\n]{3,})"
    rf"|(?P<check>\s\({_CHECK}\)\s*:?|\s\[{_CHECK}\]\s*:?|[,;.]?\s*(?<![^\W\d_]){_CHECK}\s*:)"
    r"|(?P<before>[,;](?=\s)|\n|(?<=\s)(?:as|and|und|et|y|e|[-−%*√])(?=\s))|(?P<step>(?<=\s)(?:[→⇒⟹]|[-=]>)(?=\s))"
)
_AT_END = re.compile(
    r"(?P<head>[^\n]*?\S)\s+(?P<within>\([^\n]*\)|\[[^\n]*\])[\s.]*|(?P<first>.*\S)\s*\n\s*(?P<below>\(.*\)|\[.*\])[\s.]*",
    re.DOTALL,
)
_ENDS_OPEN = re.compile(r"\A\s*[=<>≤≥]|[=<>≤≥]\s*\Z")
_SAYS = re.compile(r"[=<>≤≥≠∈≈]|\\(?:leq?|geq?|neq?|in|approx)(?![A-Za-z])")
_EITHER = re.compile(r"±|\\pm(?![A-Za-z])")
_NAMED = re.compile(
    r"(?:\A|(?<=[,;]))\s*\\?[^\W\d_]\w{0,5}\s*=(?=[^=,;]*=)"
)  # of what a calculation is, `SE = 8/8 = 1`


@dataclass(frozen=True, slots=True)
class _Part:
    """What may be the answer; `is_mere`: what a mark or brackets part from it is equalities of numbers that hold."""

    text: str
    is_mere: bool


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where it is right without the work beside it."""
    if len(answer.fields) > 1:
        return _in_fields(question, answer, verdict, mark)
    ((name, field),) = answer.fields.items()
    text = (field.said or field.text).strip()
    if len(text) > MAX_CHARACTERS:
        return verdict
    parts = list(_parts(question, text, partial(_hold, question, question.fields[name])))
    found = between_right(question, (name, field), (one.text for one in parts), verdict, mark)
    for one in parts if found is verdict else ():
        other = replace(field, text=one.text, written=text, said="", candidates=None)
        alone = mark(question, Answer({name: other})) if one.is_mere else verdict
        if alone.outcome.is_open and alone.score_range[1] > 0:
            return between_texts(question, name, (field, other), (verdict, alone))
    if found is verdict and (again := _said_again(text)) is not None:
        texts = [replace(field, text=one, written=text, said="", candidates=None) for one in again]
        if all(mark(question, Answer({name: one})).outcome is Outcome.CORRECT for one in texts):
            return open_between(question, answer, name, (*texts, field.counted), mark)
    return found


def _said_again(text: str) -> tuple[str, str] | None:
    """Return what stands before a bracket at the end and in it, where either may be the answer, `x² [x·x]`."""
    end = _AT_END.fullmatch(text)
    if end is None or "=" in (within := (end["within"] or end["below"])[1:-1]):
        return None
    before = end["head"] or end["first"]
    return (before, within) if before.strip() and within.strip() else None


def _hold(question: Question, field: Field, text: str) -> bool:
    """Whether a text is equalities of numbers that hold, with either sign for `±`."""
    return "=" in text and all(all_hold(question, field, _EITHER.sub(sign, text)) for sign in "+-")


def _parts(question: Question, text: str, holds: Callable[[str], bool]) -> Iterator[_Part]:
    """Yield what may be the answer: a part of a text beside which only work stands."""
    if (end := _AT_END.fullmatch(text)) is not None:
        head, within = end["head"] or end["first"], (end["within"] or end["below"])[1:-1]
        if "=" in within:
            yield _Part(head, holds(_NAMED.sub("", within)))
    depth = depths(text)
    places = [one for one in _PARTING.finditer(text) if not depth[one.start()]]
    for place in places if len(places) <= MAX_PARTINGS else ():
        head, rest = text[: place.start()].strip(" \t\n|"), text[place.end() :].strip(" \n|.✓✔")
        is_ahead = place["step"] is not None or place["check"] is not None  # the answer, and never behind it
        if not head or not rest or (place["step"] and question.kind.is_one_number == "always"):
            continue
        is_sure = place["sure"] is not None or place["check"] is not None
        for part, work in ((head, rest), (rest, head))[: 1 if is_ahead else 2]:
            is_mere, is_whole = holds(work), _ENDS_OPEN.search(work) is None  # `x = – 5`
            if is_mere or (is_sure and is_whole and _SAYS.search(work) is not None):
                yield _Part(part, is_mere and is_sure)


def heads(question: Question, text: str) -> Iterator[str]:
    """Yield what may be the answer in a text for several fields: a part beside which only work stands."""
    field = next(iter(question.fields.values()))
    yield from dict.fromkeys(one.text for one in _parts(question, text.strip(), partial(_hold, question, field)))


def _in_fields(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on several fields, open where all are right without the work beside the values of some."""
    heads = {name: _head(one.text) for name, one in answer.fields.items()}
    changed = [name for name, text in heads.items() if text != answer.fields[name].text]
    if not changed:
        return verdict
    fields = {name: replace(one, text=heads[name], candidates=None) for name, one in answer.fields.items()}
    if mark(question, Answer(fields)).outcome is not Outcome.CORRECT:
        return verdict
    base = answer.fields[changed[0]]
    return open_between(question, Answer({**fields, changed[0]: base}), changed[0], (fields[changed[0]], base), mark)


def _head(text: str) -> str:
    """Return what stands before a mark behind which only work does."""
    sure = next((one for one in _PARTING.finditer(text) if one["sure"] or one["check"]), None)
    return text if sure is None else text[: sure.start()].strip()
