"""What an assignment ignores, or a heading says, closes no question unheard: where nothing else stands, that is said.

What may be an answer, for there is mathematics, a number or an option in it, is for a person, and so is an answer
beside which it gives another one, or doubts it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from grader.marking.choices.chosen_options import NO_ALONE, YES_ALONE
from grader.marking.read import is_readable
from grader.problems.question import Problem, Question
from grader.submissions.attribution.leftovers.ignored_words import answers_in, behind_stars, doubts
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.not_writing import NotWriting, names_in
from grader.submissions.attribution.naming.title_words import is_points, same_words
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Heading
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.number_words import LARGER_NUMBERS, NUMBER_WORDS
from grader.wording import writing_notices

_MATHEMATICS = re.compile(r"[$=\\\d]")


def keep_ignored(
    ledger: Ledger, names: Names, section: Section, target: Question | Problem, written: Sequence[Block] = ()
) -> None:
    """Say what is ignored below a problem, where nothing else stands there, and where it may speak of what does."""
    patterns = names.sheet.ignore if names.sheet is not None else ()
    if not patterns:
        return
    every = NotWriting(names, ignores=False).of_student(section.blocks, target.prompt)
    left = [block for block in every if is_content(block)]
    if not left:
        return
    questions = target.questions if isinstance(target, Problem) else (target,)
    source, meant = left[0].source, targets_of(names, [target])
    if written:
        swallowed = Counter(raw(left).split("\n")) - Counter(raw(list(written)).split("\n"))
        rests = [(line, rest) for line in swallowed if (rest := behind_stars(patterns, line))]
        shown = next(
            (line for line, rest in rests if any(doubts(one, rest, raw(list(written))) for one in questions)), ""
        )
        if shown:
            said = writing_notices.IGNORED_BESIDE.format(id=target.id, shown=clipped(shown.strip()))
            ledger.stray(Stray("", shown, source, said, {}, meant, "said", mentioned=True))
        return
    text = raw(left)
    said = writing_notices.ALL_IGNORED.format(id=target.id, shown=clipped(" ".join(text.split())))
    rest = "\n".join(behind_stars(patterns, line) for line in text.split("\n"))
    if _MATHEMATICS.search(text) or any(answers_in(one, rest) for one in questions):
        ledger.stray(Stray("", text, source, said, {}, meant))
    else:
        ledger.notice(source, "warning", said)


def keep_options_above(ledger: Ledger, names: Names, section: Section) -> None:
    """Keep open the questions that what stands above all problems may answer, though it may be a name: `by C`."""
    titles = [section.heading.title] if section.heading is not None else []
    lines = [line for text in (*titles, *(raw([block]) for block in section.blocks)) for line in text.split("\n")]
    said = {one for line in lines[:MAX_LINES] for one in names_in(line)} - {""}
    if not said:
        return
    source = section.heading.source if section.heading is not None else section.blocks[0].source
    for question in ledger.index.questions.values():
        texts = (*question.options, *question.options.values(), *question.accepted_texts)
        if (shown := next((one for one in texts if one.casefold() in said), None)) is not None:
            told = writing_notices.HEADING_MAY_ANSWER.format(shown=clipped(shown), id=question.id)
            ledger.stray(Stray("", shown, source, told, {}, targets_of(names, [question]), mentioned=True))


MAX_LINES = 50  # above all problems in which an option may stand


def keep_headings(
    ledger: Ledger, names: Names, section: Section, written: Iterable[Block], after: Section | None
) -> None:
    """Keep a question open below which nothing stands but headings that may be an answer: `=== 42 ===`, `### x = 2`.

    So it is where the label of another problem stands behind its own on the same line, too (`after`).
    """
    target, line = section.target, section.heading
    if target is None:
        return
    lines = [one for one in written if isinstance(one, Heading) and _may_answer(names, one.title)]
    if line is not None and isinstance(target, Question) and _is_said(names, section, line, target):
        lines.append(line)  # `# Merge sort`, which ends in the id of its problem; `## Problem 5 (yes)`
    is_chained = after is not None and after.heading is not None and line is not None and after.heading == line
    if is_chained and line is not None and after is not None and after.naming and after.naming.by == "bare":
        lines.append(line)
    if lines:
        said = writing_notices.HEADING_MAY_ANSWER.format(shown=clipped(lines[0].title.strip()), id=target.id)
        text = "\n".join(one.title for one in lines)
        ledger.stray(Stray("", text, lines[0].source, said, {}, targets_of(names, [target])))


def _texts(question: Question) -> list[str]:
    """Return the texts that answer a choice or a question in words."""
    said = (*question.options, *question.options.values(), *question.accepted_texts)
    is_open = question.kind.reads == "choice" and not question.options
    return [one.casefold() for one in said] + [*YES_ALONE, *NO_ALONE] * is_open


def _says(names: Names, title: str) -> set[str]:
    """Return a heading, and what stands in brackets behind the number of a problem there."""
    number = names.numbered(title)
    return {one.strip(" *_.()").casefold() for one in (title, number.title if number is not None else "")}


def keep_longer_label(ledger: Ledger, names: Names, section: Section) -> None:
    """Keep open what the label of a heading names but for its last step, `Problem 5a (1)`, with nothing below it."""
    heading, path = section.heading, section.naming.path if section.naming is not None else ()
    node = names.root.find(path[:-1]) if len(path) > 1 and not section.has_content else None
    if heading is None or node is None or len(node.targets) != 1 or not heading.title.strip(" *_").endswith(")"):
        return
    (target,) = node.targets
    if isinstance(target, Question) and _is_answer(names, target, path[-1]):
        said = writing_notices.HEADING_MAY_ANSWER.format(shown=clipped(heading.title.strip()), id=target.id)
        ledger.stray(Stray("", heading.title, heading.source, said, {}, targets_of(names, [target])))


def _is_said(names: Names, section: Section, line: Heading, target: Question) -> bool:
    """Whether a heading says an answer, though the prompt may have the same in it: `### a: 1`, `## 3: Converges`.

    Where nothing stands below, a value or an option behind the name of the problem is no title.
    """
    if _says(names, line.title) & set(_texts(target)):
        return True
    is_of_template = line.title.rstrip(" )").endswith(target.id)  # the sheet's own heading, title and id
    if is_of_template or target.kind.by_person or len(target.fields) != 1:
        return False
    return any(_is_answer(names, target, one) for one in _behind(names, section, line))


def _behind(names: Names, section: Section, line: Heading) -> set[str]:
    """Return what stands behind the name of a problem or of a part in its heading."""
    number, label = names.numbered(line.title), _PART_LABEL.fullmatch(line.title.strip())
    found = [number.title, number.rest, number.behind] if number is not None else []
    found += [section.rest.title] if section.rest is not None else []
    found += [label["rest"]] if label is not None and section.level > 1 else []
    found += [bracketed[1]] if (bracketed := _IN_BRACKETS.fullmatch(line.title.strip())) is not None else []
    return {one.strip(" *_.:–—-") for one in found} - {""}


def _is_answer(names: Names, target: Question, text: str) -> bool:
    if names.titled(text) or is_points(text):
        return False
    if target.kind.reads != "choice":
        is_value = is_readable(target, {next(iter(target.fields)): text}) and _may_be_value(target, text)
        return is_value or (target.kind.reads == "value" and _says_number(target, text))
    said, told = same_words(text).split(), same_words(target.prompt).split()
    options = {same_words(one) for one in _texts(target)}
    is_verb = not target.options and any(one.endswith(("s", "t")) and one[:-1] in told for one in {*said} - {*told})
    is_again = not target.options and {*said} <= {*told} and not _is_copied(target, text)  # `the series does converge`
    within = f" {' '.join(said)} "  # `yes, by the ratio test`
    is_named = any(len(one) > 1 and f" {one} " in within for one in options) and not _is_copied(target, text)
    return is_verb or is_again or is_named or bool(said and said[-1] in options)


def _says_number(target: Question, text: str) -> bool:
    """Whether a text that is none of the prompt holds a number, in digits or as a word: `roots 2 and 7`, `one half`."""
    said = same_words(text).split()
    return any(one in _NUMBERS or one[0].isdigit() for one in said) and not _is_copied(target, text)


def _is_copied(target: Question, text: str) -> bool:
    """Whether a text of several words stands in the prompt as it is: the sheet's own words."""
    said = same_words(text)
    return " " in said and f" {said} " in f" {same_words(target.prompt)} "


_NUMBERS = frozenset({*NUMBER_WORDS, *LARGER_NUMBERS})


def _may_be_value(target: Question, text: str) -> bool:
    """Whether a text may be a value, and no word that can be read as one: letters stand alone, or in pairs."""
    return target.kind.reads != "value" or re.search(r"[^\W\d_]{3,}", re.sub(r"\\[A-Za-z]+", "", text)) is None


_IN_BRACKETS = re.compile(r".*\S\s*\(([^()]+)\)")
_PART_LABEL = re.compile(r"[(\[]?[a-z0-9]{1,4}[)\].:]+\s*(?P<rest>\S.*)", re.IGNORECASE)


def _may_answer(names: Names, title: str) -> bool:
    return _VALUE.search(title) is not None and not is_points(title) and not names.titled(title)


_VALUE = re.compile(r"[$=\\]|\A\W*\d|:\s*\S*\d")  # a formula, or a number where an answer begins
