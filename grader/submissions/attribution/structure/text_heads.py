"""Heads that name no problem of the sheet and hold a value are text of what stands above: `# 42` below `## Problem 1`.

Below a problem where nothing else stands, so are deeper ones that seem to name it again, `### merge sort`, or several
problems by nothing but numbers, `### {2, 3}`. Heads that are all there is, `# 1 42`, `# 2 C`, hold the answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.marking.read import is_readable
from grader.problems.question import Problem, Question
from grader.records import replace
from grader.submissions.attribution.naming.labels import ANSWER, PART
from grader.submissions.attribution.naming.mentions import is_correcting
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.not_writing import is_by_person
from grader.submissions.attribution.naming.own_text import tight
from grader.submissions.attribution.naming.resolving import Naming
from grader.submissions.attribution.naming.title_words import is_points
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Block, Heading, Prose
from grader.submissions.forms.content import raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import part_name, parts_of
from grader.submissions.problem_words import PROBLEM_WORDS, SHORT_WORDS
from grader.wording import writing_notices

MIN_PART = 2  # names in the label of a part: `7`, `a`
MIN_COUNTED = 2  # heads with numbers of problems and answers behind them


def with_text_heads(names: Names, found: list[Section]) -> list[Section]:
    """Return sections without those that are heads with a value, each of which is text of the one above."""
    if not any(_is_bare_head(one) for one in found):
        return found
    by_lines = {id(one.parent) for one in found if one.level >= LINE_LEVEL}
    _take_counted(names, found)
    for one in found:
        _take_behind_part(one)
    kept: list[Section] = []
    for one in found:
        above = kept[-1] if kept and kept[-1].targets else None
        is_head = above is not None and id(one) not in by_lines
        if is_head and above and one.heading is not None and _is_text(one, one.heading, above):
            above.blocks += [one.heading, *one.blocks]
        else:
            kept.append(one)
    return kept


def _is_bare_head(one: Section) -> bool:
    """Whether a section is a head with nothing below it, or one that corrects something."""
    is_head = one.heading is not None and one.level < LINE_LEVEL
    return is_head and (not one.has_content or (one.naming is None and not one.targets))


def _is_text(one: Section, heading: Heading, above: Section) -> bool:
    if not _is_bare_head(one):
        return False
    if one.has_content:
        is_other = _PROBLEM.search(heading.title) is not None
        return not is_other and is_correcting(heading.title) and _VALUE.search(heading.title) is not None
    if not one.targets and one.node is None:
        return _holds_value(one, heading, above)
    is_alone = one.level > above.level and one.rest is None and not _is_written(above)
    is_again = one.targets == above.targets
    return is_alone and (is_again or (len(one.targets) > 1 and _LETTER.search(heading.title) is None))


def _is_written(section: Section) -> bool:
    return section.has_content or section.rest is not None


def _holds_value(one: Section, heading: Heading, above: Section) -> bool:
    """Whether a head is a value with no words beside it but those for an answer, and no number of the numbering."""
    text = heading.title.strip(" *_#.!")
    by = one.naming.by if one.naming is not None else ""
    if by == "bare" and above.naming is not None and above.naming.by == "bare" and one.level <= above.level:
        return False
    if by == "word":
        is_other = above.naming is None or above.naming.lead != "answer"
        return is_other and re.fullmatch(rf"(?:{ANSWER}|result)\s+\d+", text, re.IGNORECASE) is not None
    if _DATE.fullmatch(text) is not None or (one.level <= above.level and _LABEL.fullmatch(text) is not None):
        return False
    if is_correcting(text):
        return _VALUE.search(text) is not None
    said = (word.casefold() for word in _WORD.findall(_FORMULA.sub(" ", text)))
    is_option = re.fullmatch(r"[(\[]?[A-Z][)\]]?", text) is not None or text.casefold() in _YES_OR_NO
    return is_option or (_VALUE.search(text) is not None and all(map(_SAID.fullmatch, said)))


def _take_counted(names: Names, found: Sequence[Section]) -> None:
    """Take heads with numbers of problems that rise, and answers behind them, where no section has more to it."""
    heads = [one for one in found if one.heading is not None and one.level < LINE_LEVEL]
    if any(one.has_content or one.targets or one.node is not None for one in found):
        return
    matches = [(one, match) for one in heads if one.heading and (match := _COUNTED.fullmatch(one.heading.title))]
    numbers = [int(match["number"]) for _, match in matches]
    if len(matches) < MIN_COUNTED or any(one >= other for one, other in pairwise(numbers)):
        return
    for one, match in matches:
        node = names.root.find((match["number"],))
        if node is not None and len(node.targets) == 1 and one.heading is not None:
            one.targets, one.node = node.targets, node if node.below else None
            one.naming = Naming(node.targets, "bare", node.label, node=node, shown=match["number"])
            one.blocks.append(Prose(match["rest"], one.heading.source))


def _take_behind_part(one: Section) -> None:
    """Take what stands behind the name of a part in its head, `### (a) 6`, where nothing stands below it."""
    naming, target = one.naming, one.target
    if not _is_bare_head(one) or one.rest is not None or one.heading is None or not isinstance(target, Question):
        return
    if naming is None or naming.by != "bare" or len(naming.path) < MIN_PART:
        return
    label = re.escape(naming.path[-1])
    named = re.compile(rf"(?:(?:{PART})\s+)?\(?{label}[).:]+\s*(?P<rest>\S.*)", re.IGNORECASE)
    match = named.fullmatch(one.heading.title.strip())
    if match is not None and not _WORD.search(match["rest"]) and tight(match["rest"]) not in tight(target.prompt):
        one.rest = replace(one.heading, title=match["rest"], level=one.level + 1)


def keep_heads_alone(ledger: Ledger, found: Sequence[Section]) -> None:
    """Keep a document open in which nothing stands but heads with values: `### 120`."""
    if any(one.has_content or one.rest is not None for one in found):
        return
    heads = [one.heading for one in found if one.heading is not None and len(one.targets) != 1]
    heads = [head for head in heads if _is_value_alone(head.title)]
    if heads:
        text = "\n".join(head.title for head in heads)
        ledger.stray(Stray("", text, heads[0].source, writing_notices.UNDER_NO_HEADING_NAMES))


def _is_value_alone(title: str) -> bool:
    text = title.strip(" *_#.!")
    return _DATE.fullmatch(text) is None and (_is_value(text) or text.casefold() in _YES_OR_NO)


def keep_numbered_heads(ledger: Ledger, names: Names, found: Sequence[Section]) -> None:
    """Keep open the problems whose numbers begin heads that name none and hold a value: `# 3 {2, 3}`."""
    heads = [one.heading for one in found if one.heading is not None and one.level < LINE_LEVEL and not one.targets]
    heads += [block for one in found for block in one.blocks if isinstance(block, Heading)]
    for head in heads:
        match = _NUMBERED.fullmatch(head.title)
        node = names.root.find((match["number"],)) if match is not None else None
        if match is None or node is None or is_points(head.title) or is_by_person(head.title.strip()):
            continue
        meant = targets_of(names, node.every())
        if _VALUE.search(match["rest"]) or any(_is_readable(ledger, id_, match["rest"]) for id_, _ in meant):
            said = writing_notices.UNPLACED_MARK.format(shown=clipped(head.title.strip()))
            ledger.stray(Stray("", head.title, head.source, said, {}, meant, mentioned=True))


def _is_readable(ledger: Ledger, id_: str, text: str) -> bool:
    question = ledger.index.questions[id_]
    is_choice = question.kind.reads == "choice" and len(question.fields) == 1
    return is_choice and is_readable(question, {next(iter(question.fields)): text.strip(" .*_")})


def keep_heads(ledger: Ledger, problem: Problem, blocks: Sequence[Block]) -> None:
    """Keep open a problem with parts below which nothing stands but heads with values: `### 6`, `### 9`."""
    heads = [one for one in blocks if isinstance(one, Heading) and _is_value(one.title)]
    if heads:
        said = writing_notices.HAS_PARTS_WRITE_EACH.format(
            id=problem.id, value=part_name(problem, problem.questions[0])
        )
        ledger.stray(Stray("", raw(list(heads)), heads[0].source, said, {}, parts_of(problem)))


def _is_value(title: str) -> bool:
    return _VALUE.search(title) is not None and not _WORD.search(_FORMULA.sub(" ", title))


_VALUE = re.compile(r"[\d$=∞π]|\\[A-Za-z(\[]")
_PROBLEM = re.compile(rf"(?<!\w)(?:{PROBLEM_WORDS}|{SHORT_WORDS})(?!\w)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FORMULA = re.compile(r"\$[^$]*\$|\\\(.*?\\\)|\\[A-Za-z]+")
_SAID = re.compile(
    rf"{ANSWER}|result|final|is|the|my|our|so|thus|hence|therefore|ist|die|das|also|est|la|donc|es|yes|no",
    re.IGNORECASE,
)
_YES_OR_NO = frozenset({"yes", "no", "ja", "nein", "oui", "non", "sí", "sì", "true", "false"})
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|(?:19|20)\d\d")
_LABEL = re.compile(r"\d+\.\d+")  # `8.3` is a part of problem 8, or a number
_NUMBERED = re.compile(
    r"[\s*_]*(?:(?:nr|no|n[°º]|number|[#№])\.?\s*)?[(\[]?(?P<number>[1-9]\d?)[)\].:]*(?:\s+|[–—:-]+\s*)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s*(?P<number>[1-9]\d?)\s+(?P<rest>\S.*)")
