"""Values that a claim before them contradicts: `σ = 81, so 9` says of what is asked for that it is 81, and 9."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from grader.claims.chains import chain
from grader.marking.asked.agreeing.other_kinds import is_of_other_kind
from grader.marking.asked.asked_names import is_called_as_asked
from grader.marking.asked.words.phrases import asks_how_many
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question
from grader.submissions.extraction.found import Found

MAX_CHARACTERS = 60  # of a claim that is looked at
NEAR = Fraction(1, 10)  # of itself that a value may be off which only rounds another one
_NUMBER = re.compile(r"\s*([-−]?\d{1,12}(?:\.\d{1,12})?)\s*\.?\s*")


def is_contradicted(question: Question, texts: Sequence[Found], place: int | None) -> bool:
    """Whether right before the value at a place what is asked for is said to have another one, by its name."""
    if not place or question.kind.is_one_number != "always" or asks_how_many(question.lead, question.prompt):
        return False
    before, one = texts[place - 1], texts[place]
    if before.kind != "formula" or one.kind != "formula" or before.source.line != one.source.line:
        return False
    if "=" not in before.text or max(len(before.text), len(one.text)) > MAX_CHARACTERS:
        return False
    claimed, value = _value(before.text), _value(one.text)
    if claimed is None or value is None or abs(claimed - value) <= NEAR * abs(value):
        return False
    return all(_is_asked(question, each) for each in (before.text, one.text) if "=" in each)


def _is_asked(question: Question, text: str) -> bool:
    """Whether an equation is for what the prompt asks for, by its name."""
    kind = prompt_names.close(prompt_names.plain(chain(text).members[0]))
    return is_called_as_asked(question, text) and not is_of_other_kind(question, kind)


def _value(text: str) -> Fraction | None:
    """Return the number that a text gives, by itself or to a name; None where it gives none."""
    match = _NUMBER.fullmatch(chain(text).members[-1])
    return Fraction(match[1].replace("−", "-")) if match is not None else None
