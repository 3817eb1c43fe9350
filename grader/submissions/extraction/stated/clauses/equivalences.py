"""What solutions are said to be of what: `$g'(x) = 0$ iff $x = 1$ or $x = -1$`, `$T(t) \\le 50$ for $t \\ge 5$`."""

from __future__ import annotations

import re

from grader.language.tree import SetOf
from grader.submissions.extraction.formulas.restricted import is_solved
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import NEGATED, F, words
from grader.submissions.extraction.words.prompts import Asked

_FOR = re.compile(rf"(?<={F})\s+(?:for|when|für|wenn|pour|quand|para|cuando)\s+(?={F})")
# An equation with what it comes to: `$\\det(A - \\lambda I) = 0$ gives $\\lambda = 2$`.
GIVES = re.compile(
    rf"(?<={F})\s+(?:gives|yields|implies|has\s+the\s+(?:roots|solutions)|liefert|ergibt|hat\s+die\s+(?:nullstellen|lösungen)|"
    rf"donne|a\s+pour\s+(?:racines|solutions)|da|tiene\s+las\s+(?:raíces|soluciones))(?P<called>(?:\s+[^\W\d_]+){{0,4}})\s+(?={F})"
)
_SIDE = re.compile(r"[<>≤≥=]|\\(?:le|ge|leq|geq|lt|gt)(?![A-Za-z])")


def solutions_behind(asked: Asked, clause: Clause) -> Clause | None:
    """Return the part of a clause that gives all solutions, behind an equation or inequality that they are those of.

    It is an equation, behind `for` one of a function of the problem, or stands in the prompt as it is. None where a set
    is not asked for, where what stands before is solved itself, or where words beside it deny anything.
    """
    skeleton = clause.skeleton
    if not asked.question.kind.is_set or len(clause.formulas) < 2:
        return None
    iff = phrases.equivalence().search(skeleton)
    gives = GIVES.search(skeleton) if iff is None else None
    joint = iff or gives or _FOR.search(skeleton)
    before = clause.formulas[: skeleton.count(F, 0, joint.start())] if joint else []
    if joint is None or not before or len(before) == len(clause.formulas):
        return None
    sides = [side.strip() for side in _SIDE.split(before[-1].text)]
    if len(sides) < 2 or is_solved(asked.question, before[-1].text):
        return None
    if not asked.names_formula(before[-1].text):  # `T(t) > 50 for t < 5` may be said where less is asked for
        is_finite = all(
            isinstance(tree, SetOf) for tree in asked.question.accepted
        )  # else a bound of what is asked for
        is_equation = is_finite and "=" in before[-1].text and _UNEQUAL.search(before[-1].text) is None
        is_meant = iff or gives or (len(before) == 1 and _is_of_prompt(asked, sides[0]))
        if not is_equation or not is_meant:
            return None
    if gives and (len(before) > 1 or not _is_quiet(asked, skeleton[: gives.start()] + gives["called"])):
        return None
    said = phrases.equivalence().sub(" ", skeleton)
    if words(cues.AGAINST, cues.UNSURE, cues.RETRACTION).search(_OR.sub(" ", said)) or NEGATED.search(said):
        return None
    return clause.from_place(joint.end() + (skeleton[joint.end() : joint.end() + 1] == " "))


def _is_quiet(asked: Asked, lead: str) -> bool:
    """Whether the words before an equation say of it no more than that it is one, `The equation $x^2 = 4$`."""
    return all(word in phrases.quiet() or asked.says(word) for word in _WORD.findall(lead.replace(F, " ")))


_WORD = re.compile(r"[^\W\d_]+")
_UNEQUAL = re.compile(r"[<>≤≥≠]|\\(?:le|ge|leq|geq|lt|gt|ne|neq)(?![A-Za-z])")
_CALL = re.compile(r"(?P<name>[A-Za-z])'{0,3}\s*(?P<by>\([A-Za-z]\))")


def _is_of_prompt(asked: Asked, side: str) -> bool:
    """Whether a side of an equation is a function of the prompt, or a derivative of one: `g'(x)`."""
    call = _CALL.fullmatch(side)
    return call is not None and asked.names_formula(f"{call['name']}{call['by']}")


_OR = re.compile(rf"(?<={F})\s+(?:or|oder|ou|o)\s+(?={F})")
