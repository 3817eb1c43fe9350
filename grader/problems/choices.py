"""Questions whose answers are words: choices and texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grader.language.domains import REAL
from grader.language.names import Names
from grader.problems import models
from grader.problems.common import Place, common, one_of_two
from grader.problems.faults import Faults, find
from grader.problems.located import Path, SequenceNode
from grader.problems.question import Field, Question
from grader.problems.typed import YES_WORDS, shown

FIELDS = {"answer": Field("answer", REAL, Names())}


def choice_question(model: models.Question, answer: models.ChoiceAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of a choice."""
    several = isinstance(find(faults.root, ("answer", "expected")), SequenceNode)
    right: list[str] = []
    if one_of_two(answer.expected, answer.accept, faults):
        key, texts = ("expected", answer.expected) if answer.accept is None else ("accept", answer.accept)
        for number, text in enumerate(texts or ()):
            path: Path = ("answer", key, number) if several or key == "accept" else ("answer", key)
            right.extend(_option(answer.options, text, faults, path))
        if several and not texts:
            faults.add(("answer", "expected"), "expected at least one option")
    if several and not answer.options:
        faults.add(("answer", "expected"), "a list chooses several `options`; a yes or no has none")
    question = common(model, faults, place, FIELDS, Names())
    return replace(
        question,
        accepted_texts=tuple(right),
        options={key: option.text for key, option in answer.options.items()},
        spellings={key: option.also for key, option in answer.options.items() if option.also},
        several=several,
    )


def _option(options: Mapping[str, models.Option], text: str, faults: Faults, path: Path) -> list[str]:
    text = text.strip()
    if options:
        if text in options:
            return [text]
        faults.add(path, f"{shown(text)} is no key of `options`; possible: {', '.join(options)}")
        return []
    if text.lower() in YES_WORDS:
        return ["yes" if YES_WORDS[text.lower()] else "no"]
    faults.add(path, f"expected yes or no, or `options`, not {shown(text)}")
    return []


def text_question(model: models.Question, answer: models.TextAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of a text."""
    right: tuple[str, ...] = ()
    if one_of_two(answer.expected, answer.accept, faults):
        right = (answer.expected or "",) if answer.accept is None else answer.accept
        for number, text in enumerate(right):
            if not text.strip():
                path: Path = ("answer", "expected") if answer.accept is None else ("answer", "accept", number)
                faults.add(path, "nothing stands here; expected a text")
    return replace(
        common(model, faults, place, FIELDS, Names()),
        accepted_texts=right,
        unmatched_is_open=answer.unmatched == "review",
    )
