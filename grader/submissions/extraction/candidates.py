"""The formulas that may be the answer to a question with one field, and which of them may give credit.

Where several may be it none is passed over: all are handed on, and marking decides them by a written rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader.claims.chains import chain
from grader.marking.answer import Rule
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.formulas.naming import symbol_named
from grader.submissions.extraction.formulas.restricted import asks_for_points, interval, is_bare
from grader.submissions.extraction.found import Found, without_marks
from grader.submissions.extraction.pieces.bounds_said import is_bound, is_equation, joined, kind_of_bounds
from grader.submissions.extraction.stated.clauses.clause_reader import LABEL
from grader.submissions.extraction.stated.clauses.named_values import by_value, has_other_names, of_others
from grader.submissions.extraction.stated.clauses.unsolved import is_equation_beside, is_solved_behind, without_unsolved
from grader.submissions.extraction.stated.leading.contradicted import is_contradicted
from grader.submissions.extraction.stated.leading.members_beside import with_entries_apart, with_members_beside
from grader.submissions.extraction.stated.leading.steps import LETTER, are_points, bare_left, defines, without_steps
from grader.submissions.extraction.stated.words_around.called import without_asides
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import alternatives, words
from grader.submissions.extraction.words.prompts import Asked, asked_of
from grader.submissions.extraction.words.vocabulary import declared_names
from grader.submissions.forms.texts import is_single
from grader.submissions.ledger.matching import find_field
from grader.wording import writing_notices


def candidates(found: Sequence[Found]) -> list[Found]:
    """Return the formulas that may be the answer in order, equal ones once, where they stand last.

    What takes something back makes all before it doubtful.
    """
    kept: dict[str, Found] = {}
    said = writing_notices.SOMETHING_TAKEN_BACK_BEHIND
    found = _with_rounded(found)
    back = max((place for place, one in enumerate(found) if takes_back(one)), default=-1)
    for place, one in enumerate(found):
        if one.kind in {"formula", "doubtful"} and one.text.strip():
            key = "".join(one.text.split())
            kept.pop(key, None)
            kept[key] = one if place > back else replace(one, kind="doubtful", name=said, rank="against")
    typed = [one for one in kept.values() if one.rank != "code"] or list(kept.values())
    if len(typed) == 1 and typed[0].rank == LABEL:
        return [
            typed[0],
            replace(
                typed[0],
                kind="doubtful",
                name=writing_notices.NOBODY_KNOWS_CALLED.format(text=typed[0].text),
                rank="inline",
            ),
        ]
    if len(typed) < 2:
        return typed
    why = writing_notices.WORDS_BEFORE_LEAD_NO
    return [replace(one, kind="doubtful", name=why, rank="inline") if one.rank == LABEL else one for one in typed]


def _with_rounded(found: Sequence[Found]) -> list[Found]:
    """Return what was found with a value and what it is about as one: `e^2, so about 7.39`."""
    joined: list[Found] = []
    for one in found:
        before = joined[-1] if joined else None
        is_rounded = before is not None and before.kind == one.kind == "formula" and one.text.startswith("≈")
        if before is not None and is_rounded and _unit(before.text) in {"", _unit(one.text)}:
            joined[-1] = replace(before, text=f"{before.text} {one.text}")
        else:
            joined.append(one)
    return joined


def _unit(text: str) -> str:
    """Return the word at the end of a quantity that is typed, `MB` of `100 MB`; else empty."""
    match = re.fullmatch(r"[≈\s]*[\d.,]+\s*([^\W\d_]+)", text)
    return match[1] if match else ""


def choice(question: Question, found: Sequence[Found]) -> tuple[list[Found], Rule, int]:
    """Return the formulas that may be the answer, and what the one at a place of them settles, as in `Candidates`."""
    texts = _settled_solutions(without_marks(candidates(found)), found)
    texts = without_unsolved(question, without_steps(question, texts))
    texts = with_entries_apart(question, _with_whole_set(question, texts))
    others = of_others(question, texts)
    if others:
        kept = [one for n, one in enumerate(texts) if n not in others]
        place = named(kept, asked_of(question))
        texts = [*kept, *(by_value(texts[n]) for n in sorted(others))]
    elif together := members(question, texts):
        is_whole = enumerates(texts) or are_points(question, texts)
        place = len(texts) if is_whole else named(texts, asked_of(question))
        texts += together
    elif any(one.kind == "formula" for one in texts):
        place = named(texts, asked_of(question))
        if place == len(texts) - 1 and texts[place].called:
            texts = without_asides(asked_of(question), texts)
            place = len(texts) - 1
        if has_other_names(question, texts, place) or is_equation_beside(question, texts, place):
            return texts, "none", 0
        if place is not None and (is_solved_behind(question, texts, place) or is_contradicted(question, texts, place)):
            return texts, "none", 0
        texts, place = renamed(question, texts, place)
    else:
        return texts, "none", 0
    if place is not None:
        texts = with_members_beside(asked_of(question), texts, place, found)
    return texts, "none" if place is None else "credit", place or 0


def _with_whole_set(question: Question, texts: list[Found]) -> list[Found]:
    """Return candidates of which a set in braces that stands last, where one is asked for, may give credit."""
    last = texts[-1] if len(texts) > 1 and question.kind.is_set else None
    if last is None or last.kind != "formula" or last.rank != "other" or not _BRACED.fullmatch(last.text.strip()):
        return texts
    return [*texts[:-1], replace(last, rank="inline", spared=last.spared or writing_notices.ASIDE_MAY_SAY_MORE)]


_BRACED = re.compile(r"(?:\\left\s*)?\\?\{[^{}=<>≤≥|:]+(?:\{[^{}]*\}[^{}=<>≤≥|:]*)*(?:\\right\s*)?\\?\}")


def _settled_solutions(texts: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """Return candidates with solutions of an equation as sure where nothing stands behind them: no step goes on."""
    last = found[-1] if found else None
    step = writing_notices.SOLUTIONS_MAY_BE_STEP
    return [replace(one, spared="") if one.spared == step and one is last else one for one in texts]


def reasons(texts: Sequence[Found]) -> str:
    """Return why nobody can tell of formulas whether they are the answer, with the lines on which they stand."""
    lines: dict[str, list[str]] = {}
    for one in texts:
        lines.setdefault(one.name, []).append(str(one.source.line))
    said = [f"{_lines(list(dict.fromkeys(places)))}: {why}" for why, places in lines.items()]
    return "; ".join(said[:SHOWN]) + ("; …" if len(said) > SHOWN else "")


SHOWN = 3  # reasons that a message tells of


def _lines(places: Sequence[str]) -> str:
    return f"lines {', '.join(places)}" if len(places) > 1 else f"line {places[0]}"


def members(question: Question, texts: Sequence[Found]) -> list[Found]:
    """Return the set of values that stand by themselves, `x = -1` and below it `x = 2`, none where no two do.

    Of bounds, `x > 0` and below it `x < 2`, of intervals and of equations: what satisfies all, and what satisfies any.

    Nobody can tell whether they are its members, or the last one is the answer: these are more candidates.
    """
    if not question.kind.is_set or not texts:
        return []
    if are_points(question, texts):
        return [replace(texts[-1], text="; ".join(one.text for one in texts))]
    written = [one.text for one in texts if one.kind == "formula"]
    for bounds in ([one for one in written if is_bound(question, one)], [one for one in written if interval(one)]):
        kind = kind_of_bounds(question, bounds) if len(bounds) > 1 else ""
        if kind:
            wholes = (joined(bounds, kind, every=every) for every in (True, False))
            return [replace(texts[-1], kind="formula", text=whole) for whole in wholes]
    values = [_member(one) for one in of_last_letter(texts) if one.kind == "formula"]
    found = list(dict.fromkeys(one for one in values if one))
    are_members = not asks_for_points(question) or all("," in value for value in found)
    if len(found) > 1 and values[-1] and are_members:
        return [replace(texts[-1], kind="formula", text=f"{{{', '.join(found)}}}")]
    equations = [one for one in written if is_equation(question, one, is_linear=bool(values[-1:] and values[-1]))]
    if len(equations) < 2 or equations[-1] != written[-1]:
        return []
    return [
        replace(texts[-1], kind="formula", text=joined(equations, "bounds", every=every)) for every in (True, False)
    ]


def _member(one: Found) -> str:
    """Return the value that a formula gives, by itself or behind a name; empty where it is a set, or a relation.

    A calculation behind the name gives what it comes to: 2 of `x = 4/2 = 2`.
    """
    row = assignment(one.text)
    text = one.text
    if row and is_bare(row.left) and not re.search(r"['(]", row.left):
        found = chain(row.right)
        text = row.right if found.is_approximate else found.members[-1]
    is_value = is_single(text) and not _NO_MEMBER.search(text)
    return text if is_value and not interval(text) else ""


# A relation, a set in braces, an interval, or several values; braces behind a name only group.
_NO_MEMBER = re.compile(
    r"±|\\pm(?![A-Za-z])|[=<>≤≥∈∞\[]|(?<![A-Za-z}^_])\{"
    r"|\\(?:in|le|ge|lt|gt|leq|geq|to|infty|emptyset|cup)(?![A-Za-z])"
)


def enumerates(texts: Sequence[Found]) -> bool:
    """Whether what stands there are values of one letter, each by itself: `x = 2`, and below it `x = 5`.

    Values of other letters before them, `D = 1`, are none of it.
    """
    if any(one.kind != "formula" or one.rank != "display" or not _letter(one) for one in texts):
        return False
    last = of_last_letter(texts)
    return len(set(map(_letter, last))) == 1 and all(map(_member, last))


def of_last_letter(texts: Sequence[Found]) -> list[Found]:
    """Return the equations for the letter of the last one, where there are several; else all that stands there."""
    letter = _letter(texts[-1]) if texts else ""
    own = [one for one in texts if letter and _letter(one) == letter]
    return own if len(own) > 1 else list(texts)


def _letter(one: Found) -> str:
    row = assignment(one.text) if one.kind == "formula" else None
    return bare_left(row.left) if row and is_bare(row.left) else ""


def renamed(question: Question, texts: Sequence[Found], place: int | None) -> tuple[list[Found], int | None]:
    """Return candidates with what stands before a name that nobody knows at the end of a chain: `S/n = \\bar{x}`.

    It gives credit in the place of the whole chain, and never a zero by itself.
    """
    chosen = place if place is not None else len(texts) - 1 if len(texts) == 1 else None
    if chosen is None or texts[chosen].kind not in {"formula", "answer"} or texts[chosen].why:
        return list(texts), place
    found = chain(texts[chosen].text)
    last = found.members[-1]
    is_name = LETTER.fullmatch(last) is not None and last not in declared_names(question)
    if len(found.members) < 3 or found.is_approximate or not is_name or is_bare(found.members[-2]):
        return list(texts), place
    if find_field(question, last) or symbol_named(question, last):
        return list(texts), place
    shorter = replace(texts[chosen], kind="formula", text=" = ".join(found.members[:-1]))
    return [*texts, shorter], len(texts)


def takes_back(one: Found) -> bool:
    """Whether words take back what stands above them, or ask for something else instead."""
    said = {"context": one.name, "doubtful": one.text}.get(one.kind, "")
    return words(cues.RETRACTION).search(said.casefold()) is not None or _asks_otherwise(said.casefold())


def _asks_otherwise(said: str) -> bool:
    """Whether a sentence asks for something else instead: `Or was it $O(n)$?`"""
    return said.rstrip().endswith("?") and _other().match(said) is not None


@cache
def _other() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(cues.ALTERNATIVE)}|of)(?!\w)")  # `of` is `or` in Dutch


def named(texts: Sequence[Found], asked: Asked | None = None) -> int | None:
    """Return which candidate may give credit: the last display or conclusion, without these the last one in a sentence.

    A sentence that leads to the answer and stands behind all of them concludes, too.

    What gives something else behind an equation for what is `asked` is none of these. None where behind it something
    stands that speaks against it, or another display of which nobody can tell.
    """
    strayed = _strayed(asked, texts) if asked is not None else frozenset()
    if texts and len(texts) - 1 not in strayed and _states(texts[-1]):
        return len(texts) - 1
    for ranks in ({"display", "concluded"}, {"inline"}, {LABEL}):
        places = [n for n, one in enumerate(texts) if one.kind == "formula" and one.rank in ranks and n not in strayed]
        if places:
            after = texts[places[-1] + 1 :]
            spoiled = any(one.kind == "doubtful" and one.rank in {"against", "display", "replacing"} for one in after)
            return None if spoiled else places[-1]
    return None


def _states(one: Found) -> bool:
    """Whether a formula that words lead to says something by itself: neither a letter nor a label, `c) done`."""
    return one.kind == "formula" and one.rank == "inline" and re.fullmatch(r"\s*[^\W\d]*\)?\s*", one.text) is None


def _strayed(asked: Asked, texts: Sequence[Found]) -> frozenset[int]:
    """Return the candidates with another name on their left behind one for what is asked for: `λ = S/n`, `ℓ(λ) = …`."""
    rows = [assignment(one.text) if one.kind == "formula" else None for one in texts]
    wanted = [
        n for n, row in enumerate(rows) if row and (asked.asks_for(row.left) or defines(asked.question, row.left))
    ]
    if not wanted:
        return frozenset()
    names = {bare_left(row.left) for n, row in enumerate(rows) if row and n in wanted}
    others = ((n, row.left) for n, row in enumerate(rows) if row and n > wanted[0] and n not in wanted)
    return frozenset(n for n, left in others if is_bare(left) and bare_left(left) not in names)
