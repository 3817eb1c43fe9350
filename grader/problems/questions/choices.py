"""Questions whose answers are words: choices and texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from grader.language import texts
from grader.language.domains import REAL
from grader.language.names import Names
from grader.problems import models
from grader.problems.judging import TextTest
from grader.problems.question import Field, Question
from grader.problems.questions.common import Place, common, one_of_two
from grader.problems.texts.faults import Faults, find
from grader.problems.texts.located import Path, SequenceNode
from grader.problems.texts.typed import YES_WORDS, shown
from grader.records import replace

FIELDS = {"answer": Field("answer", REAL, Names())}


def choice_question(model: models.Question, answer: models.ChoiceAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of a choice."""
    several = isinstance(find(faults.root, ("answer", "expected")), SequenceNode)
    options = {} if not several and _are_yes_and_no(answer.options) else answer.options
    right: list[str] = []
    if one_of_two(answer.expected, answer.accept, faults):
        key, texts = ("expected", answer.expected) if answer.accept is None else ("accept", answer.accept)
        for number, text in enumerate(texts or ()):
            path: Path = ("answer", key, number) if several or key == "accept" else ("answer", key)
            right.extend(_option(options, text, faults, path))
        if several and not texts:
            faults.add(("answer", "expected"), "expected at least one option")
    if several and not answer.options:
        faults.add(("answer", "expected"), "a list chooses several `options`; a yes or no has none")
    question = common(model, faults, place, FIELDS, Names())
    return replace(
        question,
        accepted_texts=tuple(right),
        options={key: option.text for key, option in options.items()},
        spellings={key: option.also for key, option in options.items() if option.also},
        several=several,
    )


def _are_yes_and_no(options: Mapping[str, models.Option]) -> bool:
    """Whether options are yes and no by themselves, which every question without options has."""
    meant = {key: YES_WORDS.get(key.lower()) for key in options}
    is_alone = all(YES_WORDS.get(one.text.lower()) is meant[key] and not one.also for key, one in options.items())
    return is_alone and {*meant.values()} == {False, True} and len(meant) == 2


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


MAX_EDITS = 3  # typing errors that may be left out of account
TESTS: tuple[Literal["accept", "contains", "pattern", "any_of", "all_of"], ...] = (
    *("accept", "contains", "pattern", "any_of", "all_of"),
)


def text_question(model: models.Question, answer: models.TextAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of a text."""
    test = _text_test(answer, faults, ("answer",), answer.expected)
    if answer.max_edits > MAX_EDITS:
        faults.add(("answer", "max_edits"), f"expected at most {MAX_EDITS}: more makes other words of most")
    return replace(
        common(model, faults, place, FIELDS, Names()),
        accepted_texts=test.texts if test is not None and test.kind == "accept" else (),
        text_test=test,
        max_edits=answer.max_edits,
        unmatched_is_open=answer.unmatched == "review",
    )


def _text_test(asked: models.TextAsked, faults: Faults, path: Path, expected: str | None = None) -> TextTest | None:
    """Return a test of texts; None, with a fault, where there is none, or more than one."""
    named = [key for key in TESTS if getattr(asked, key) is not None]
    if expected is not None and not named:
        return _of_texts("accept", (expected,), faults, [(*path, "expected")])
    if not named:
        missing = "`expected` is missing, or `accept: […]` with several right answers, or another test of texts"
        faults.add(path, missing if len(path) == 1 else f"expected one of {', '.join(TESTS)}")
        return None
    if len(named) > 1 or expected is not None:
        first, second = (named[0], named[1]) if expected is None else ("expected", named[0])
        faults.add_key((*path, second), f"`{first}` and `{second}` exclude each other; `any_of` takes several tests")
        return None
    key, value = named[0], getattr(asked, named[0])
    if isinstance(value, tuple) and not value:
        faults.add((*path, key), f"expected at least one {'right answer' if key == 'accept' else 'test'}")
        return None
    if key in {"any_of", "all_of"}:
        tests = [_text_test(one, faults, (*path, key, number)) for number, one in enumerate(value)]
        return TextTest(key, tests=tuple(one for one in tests if one is not None))
    if isinstance(value, str):
        return _of_texts(key, (value,), faults, [(*path, key)])
    return _of_texts(key, value, faults, [(*path, key, number) for number in range(len(value))])


def _of_texts(
    key: Literal["accept", "contains", "pattern", "any_of", "all_of"],
    several: tuple[str, ...],
    faults: Faults,
    paths: list[Path],
) -> TextTest:
    for text, path in zip(several, paths, strict=True):
        why = _text_fault(key, text)
        if why:
            faults.add(path, why)
    return TextTest(key, several)


def _text_fault(key: str, text: str) -> str:
    """Return what is wrong with a text, or a pattern, empty where nothing is."""
    if not text.strip():
        return "nothing stands here; expected a text"
    if key == "pattern":
        return texts.patterns.fault_of(text)
    return "" if key != "contains" or any(letter.isalnum() for letter in text) else "expected words, or numbers"
