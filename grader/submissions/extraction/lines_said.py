"""The values of two fields as the line that the prompt calls by them, `y = a x + b`: `the line is $y = 2x + 1$`.

The line is read as the answer to a question with one field would be, with all that may speak against it; only then do
its coefficients become values of the fields.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.submissions.extraction.candidates import candidates
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.single import SinglePage, as_one_value
from grader.submissions.extraction.stated.words_around.around_words import WORD
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block
from grader.submissions.forms.spans import pieces
from grader.submissions.kept import kept

_MODEL = re.compile(r"(?P<left>[A-Za-z])=(?P<slope>[A-Za-z])(?:\*|\\cdot)?(?P<by>[A-Za-z])\+(?P<offset>[A-Za-z])")
_NUMBER = r"(?:\d{1,9}(?:\.\d{1,9}|/\d{1,9})?|\(\d{1,9}/\d{1,9}\)|\\[dt]?frac(?:\{\d{1,9}\}\{\d{1,9}\}|\d\d))"
_LINE = re.compile(
    rf"(?P<left>[A-Za-z])=(?P<slope>[-−]?{_NUMBER})(?:\*|\\cdot)?(?P<by>[A-Za-z])(?P<offset>[-−+]{_NUMBER})"
)
_LINE_TURNED = re.compile(
    rf"(?P<left>[A-Za-z])=(?P<offset>[-−]?{_NUMBER})(?P<slope>[-−+]{_NUMBER})(?:\*|\\cdot)?(?P<by>[A-Za-z])"
)


def line_said(question: Question, blocks: Sequence[Block]) -> list[Found]:
    """Return both coefficients of the only line that an answer gives; none where the prompt names none."""
    model = _model(question)
    if model is None:
        return []
    page = SinglePage(as_one_value(question))
    found = page.read(blocks)
    texts = candidates(found)
    if len(texts) != 1 or any(one.kind in ELSEWHERE for one in found) or not leads(question, page):
        return []
    (last,) = texts
    line = _match(last.text) if last.kind == "formula" and not last.spared and not last.other else None
    if line is None or line["left"] != model["left"] or line["by"] != model["by"]:
        return []
    return [Found("field", line[name].lstrip("+"), last.source, model[name]) for name in ("slope", "offset")]


def _match(text: str) -> re.Match[str] | None:
    tight = _tight(text)
    return _LINE.fullmatch(tight) or _LINE_TURNED.fullmatch(tight)


def _tight(text: str) -> str:
    return re.sub(r"\s|\\[,;!]", "", text).rstrip(".,")


@kept
def _model(question: Question) -> re.Match[str] | None:
    """Return the line of the prompt whose coefficients are the fields, which are numbers; None where there is none."""
    text = f"{question.lead}\n{question.prompt}"
    shown = (_MODEL.fullmatch(_tight(piece.text)) for piece in pieces(text) if piece.is_formula)
    found = [one for one in shown if one is not None and {one["slope"], one["offset"]} == set(question.fields)]
    scalars = all(not field.domain.shape for field in question.fields.values())
    return found[0] if len({one[0] for one in found}) == 1 and scalars and len(question.fields) == 2 else None


ELSEWHERE = frozenset({"answer", "unread", "open", "file", "doubtful"})
_KNOWN = frozenset(
    {
        "line",
        "gerade",
        "droite",
        "recta",
        "fit",
        "regression",
        "regressionsgerade",
        "ausgleichsgerade",
        "model",
        "modell",
    }
)
_FROM = re.compile(
    r"(?<!\w)(?:from|by|using|with|aus|mit|par|con)\s+(?:the\s+|den\s+|der\s+|les\s+|las\s+)?"
    r"(?:normal\s+equations?|normalgleichung(?:en)?|least\s+squares(?:\s+formulas?)?|équations\s+normales|ecuaciones\s+normales)(?!\w)"
)


def leads(question: Question, page: SinglePage) -> bool:
    """Whether the only sentence with a formula leads to the line, and no sentence is unsure or takes anything back."""
    sentences = [one.clause for one in page.said]
    unsure = phrases.words(cues.UNSURE, cues.RETRACTION, cues.TURNING, cues.AGAINST, cues.NEGATION, cues.SUPPOSING)
    said = [_FROM.sub(" ", one.skeleton) for one in sentences]
    if any(unsure.search(one) for one in said) or sum(F in one for one in said) != 1:
        return False
    asked = asked_of(question)
    spoken = [word for one in said for word in WORD.findall(one.replace(F, " "))]
    return all(word in phrases.quiet() or word in _KNOWN or asked.says(word) for word in spoken)
