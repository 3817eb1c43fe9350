r"""What arrows conclude: `x^2 = 4 => x = ±2` gives a set of solutions, and is no condition.

So does an equation for the letter that is asked for, `(2k)^l = 4 => k = …`, and an exact count, `n^2 + 3n => O(n^2)`.

Several chains beside each other, `x - 2 = 0 => x = 2, x - 5 = 0 => x = 5`, give what each of them ends in.
"""

from __future__ import annotations

import re
from itertools import pairwise

from grader.claims.chains import depths
from grader.language.tree import Logic, walk
from grader.marking.answer import Candidates, FieldAnswer
from grader.problems.question import Question
from grader.records import replace
from grader.wording import open_reasons

_ARROW = re.compile(
    r"<?==?>|[⇒⇔⟹⟺]|\\(?:Rightarrow|Leftrightarrow|Longrightarrow|Longleftrightarrow|implies|iff)(?![A-Za-z])"
    r"|(?<![\w\\])(?:implies|iff)(?!\w)"
)
# An arrow by itself also tends to something, `x -> 0`, and is read as one that concludes behind a relation only.
_ONLY_BEHIND = re.compile(r"(?<![-<=])->|→|\\(?:to|rightarrow)(?![A-Za-z])")
_RELATION = re.compile(r"[=<>≤≥≠∈]|\\(?:neq?|leq?|geq?|lt|gt|in)(?![A-Za-z])")
# What may part two chains: the solutions of the first end there, and what the second begins with stands behind it.
_BESIDE = re.compile(
    r"[,;\n∧∨]|\\(?:q?quad|land|lor|wedge|vee)(?![A-Za-z])|\\\\|(?<![\w\\])(?:and|or|und|oder|et|ou|y|o)(?!\w)"
)
# What ends a chain: a letter by itself beside what holds none.
_SOLVED = re.compile(
    r"\s*+\\?[^\W\d]\w*+(?:(?<=\w_)\{\w++\}?)?\s*+(?:=|[<>≤≥∈]=?|\\(?:leq?|geq?|lt|gt|in)(?![A-Za-z]))(?:[^A-Za-z=<>≤≥]|\\[A-Za-z]+)*"
)
_CLASS = re.compile(r"\\?(?:mathcal|mathrm|Theta|Omega|omega|[OΘΩoω])(?![a-z])")  # an order of growth begins
_BOUND = re.compile(r"[<>≤≥∈]|\\(?:leq?|geq?|lt|gt|in)(?![A-Za-z])")
_WORD = re.compile(r"(?<![\\A-Za-z])(?:[A-Za-z]{3,}|if|si)(?![A-Za-z])")  # it may make a condition of a premise
_NAMED = re.compile(r"([^\W\d_])\s*=(?!=)")
_ENDS = " $,;\n"


def with_conclusion(answer: FieldAnswer) -> FieldAnswer:
    """Return an answer with its parts between arrows as candidates: the last one counts, unless another is right."""
    places = _behind_relations(answer)
    ends = [(0, 0), *places, (len(answer.text), len(answer.text))]
    parts = [answer.text[start:stop].strip(_ENDS) for (_, start), (stop, _) in pairwise(ends)]
    if len([part for part in parts if part]) < 2 or not parts[-1]:
        return answer
    if any(map(ends_a_chain, parts[1:-1])):
        return _of_chains(answer, parts)
    texts = tuple(replace(answer, text=part, notes=()) for part in parts if part)
    return replace(answer, candidates=Candidates(texts, "credit", len(texts) - 1))


def with_concluded_condition(question: Question, answer: FieldAnswer) -> FieldAnswer:
    """Return a condition with what stands between its arrows as steps, `y - 1 = 2x ⇔ y = 2x + 1`, and no truth value.

    It is right where all of it together is, or what is concluded; else a person looks at the steps. Where what is
    expected is itself an implication, so is the answer.
    """
    if any(isinstance(one, Logic) and one.op in {"implies", "iff"} for tree in question.accepted for one in walk(tree)):
        return answer
    places = _arrows(answer)
    ends = [(0, 0), *places, (len(answer.text), len(answer.text))]
    parts = [answer.text[start:stop].strip(_ENDS) for (_, start), (stop, _) in pairwise(ends)]
    written = [part for part in parts if part]
    unknowns = "|".join(re.escape(one.name) for one in question.for_all)
    if not places or not written or re.search(rf"(?<![A-Za-z\\])(?:{unknowns})(?![A-Za-z])", written[0]) is None:
        return answer  # `i = j => …` says when, and is no step
    doubt = replace(answer, notes=(), error=open_reasons.STEPS_OF_CONDITION)
    texts = dict.fromkeys((" and ".join(f"({part})" for part in written), written[-1]))
    return replace(answer, candidates=Candidates((*(replace(answer, text=one) for one in texts), doubt), "credit", 0))


def with_concluded_value(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return an answer by the value of its letter behind an arrow, where an equation for that letter stands before it.

    Of growth, what stands before it, without a relation, must come to the same as what is concluded.
    """
    places = _arrows(answer)
    if len(places) != 1:
        return answer
    premise, concluded = (part.strip(_ENDS) for part in (answer.text[: places[0][0]], answer.text[places[0][1] :]))
    if not premise or not concluded or _BOUND.search(premise) or _BESIDE.search(premise) or _WORD.search(premise):
        return answer
    texts = tuple(replace(answer, text=text, notes=()) for text in (premise, concluded))
    if question.kind.is_growth:
        is_class = "=" not in premise and _CLASS.match(concluded) is not None  # else `n => 2` may be a bound
        return replace(answer, candidates=Candidates(texts)) if is_class else answer
    said = _NAMED.match(concluded)
    letter = question.fields[name].symbol or (said[1] if said else name)
    own = re.compile(rf"(?<![A-Za-z\\]){re.escape(letter)}(?![\w'])")
    if "=" not in premise or not own.search(premise) or not re.match(rf"{own.pattern}\s*=(?!=)", concluded):
        return answer
    stated = re.match(rf"{own.pattern}\s*=(?!=)", premise)
    if stated is not None and not own.search(premise[stated.end() :]):
        return replace(answer, candidates=Candidates(texts))  # a value, from which no other one follows
    return replace(answer, text=concluded, written=answer.written or answer.text)


def _arrows(answer: FieldAnswer) -> list[tuple[int, int]]:
    """Return where arrows outside of brackets begin and end in an answer that is one text; none in any other."""
    if answer.error is not None or answer.candidates is not None or _ARROW.search(answer.text) is None:
        return []
    depth = depths(answer.text)
    return [match.span() for match in _ARROW.finditer(answer.text) if not depth[match.start()]]


def _behind_relations(answer: FieldAnswer) -> list[tuple[int, int]]:
    """Return the arrows of an answer, those by themselves too where each stands behind a relation."""
    if answer.error is not None or answer.candidates is not None or _ONLY_BEHIND.search(answer.text) is None:
        return _arrows(answer)
    depth = depths(answer.text)
    found = [one.span() for one in _ONLY_BEHIND.finditer(answer.text) if not depth[one.start()]]
    places = sorted([*_arrows(answer), *found])
    starts = [0, *(stop for _, stop in places)]
    parts = [answer.text[start:stop] for start, (stop, _) in zip(starts, places, strict=False)]
    return places if all(map(_RELATION.search, parts)) else _arrows(answer)


def ends_a_chain(part: str) -> bool:
    """Whether solutions stand before something else between two arrows: `x = 2, x - 5 = 0`."""
    first, *others = _BESIDE.split(part)
    return bool(others) and _SOLVED.fullmatch(first) is not None


def _of_chains(answer: FieldAnswer, parts: list[str]) -> FieldAnswer:
    """Return what several chains end in as one answer: all values together; of bounds only where it gives credit.

    Bounds beside each other may be cases or hold together, `x + 1 > 0 => x > -1, x - 3 < 0 => x < 3`.
    """
    concluded = [_BESIDE.split(part)[0].strip(_ENDS) for part in parts[1:-1] if ends_a_chain(part)]
    together = " or ".join(one for one in (*concluded, parts[-1]) if one)
    texts = [replace(answer, text=text, notes=()) for text in (together, parts[-1])]
    if not _BOUND.search(together):
        return replace(answer, candidates=Candidates(tuple(texts), "credit", 0))
    doubt = replace(answer, notes=(), error=open_reasons.CHAINS_BESIDE_EACH_OTHER)
    return replace(answer, candidates=Candidates((*texts, doubt), "credit", 0))
