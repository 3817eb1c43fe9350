"""A paragraph parted into clauses, and these grouped again to what belongs to one value."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from grader.claims.chains import depths
from grader.marking.asked.wanted import LABELS
from grader.marking.texts.fields_said.labels import Labels
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.fields.checks_said import required_numbers
from grader.submissions.extraction.formulas.naming import (
    NAME_CHARACTERS,
    field_named,
    is_name,
    is_subscripted,
    plain,
    symbol_named,
)
from grader.submissions.extraction.words.phrases import quiet
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.extraction.words.vocabulary import BINDING, CONDITION, RELATION, UNSAID, is_prose
from grader.submissions.forms.spans import STAND_IN, Piece
from grader.submissions.forms.words import mathematical
from grader.submissions.kept import kept
from grader.submissions.ledger.matching import nouns_of_fields

SEPARATOR = re.compile(rf":=|≔|(?<![<>!:=≠])=(?!=)|:(?=\s|{STAND_IN}|$)|\s(?:is|are|equals)\s+(?=[{STAND_IN}\[(\d])")
_BREAK = re.compile(
    r"\n|[;,]|[.?](?=\s|$)|\s(?:and|und|et|so|also|donc|then|thus|hence|where|wobei|with|mit|avec)\s+(?=[^=:,;\n]{1,60}(?::=|=|:\s))"
)


SEPARATOR_CHARACTERS = 20  # of the longest separator


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a paragraph between breaks: as it stands, and masked; `joint` is the break before it."""

    text: str
    mask: str
    start: int
    joint: str
    parts: tuple[Piece, ...]


def clauses_of(text: str, mask: str, parts: tuple[Piece, ...]) -> list[Clause]:
    """Return the clauses of a paragraph, which breaks inside of brackets and formulas do not part."""
    depth = depths(mask)
    cuts: list[tuple[int, int, str]] = []
    for match in _BREAK.finditer(mask):
        if depth[match.start()] == 0 or (match[0] == "\n" and _begins(mask, match.end())):
            cuts.append((match.start(), match.end(), match[0].strip() or match[0]))
    found, start, joint = [], 0, ""
    left = deque(piece for piece in parts if piece.kind != "text")
    for begin, end, sign in [*cuts, (len(text), len(text), "")]:
        inside = []
        while left and left[0].start < begin:
            inside.append(left.popleft())
        found.append(Clause(text[start:begin], mask[start:begin], start, joint, tuple(inside)))
        start, joint = end, sign
    return [clause for clause in found if clause.text.strip()]


_NAMED = re.compile(r"\s*(?:[-*+]\s+)?[^\s=:]{1,40}\s*=")


def _begins(mask: str, place: int) -> bool:
    """Whether a line begins with a name and `=`, so that brackets left open before it are a slip."""
    return _NAMED.match(mask, place) is not None


def grouped(question: Question, clauses: list[Clause]) -> Iterator[list[Clause]]:
    """Yield clauses that belong together: a value with the commas in it, the lines that go on with a formula."""
    group: list[Clause] = []
    for clause in clauses:
        if group and not _goes_on(question, group, clause):
            yield group
            group = []
        group.append(clause)
    if group:
        yield group


def _goes_on(question: Question, group: list[Clause], clause: Clause) -> bool:
    if clause.joint == "\n":
        return bool(re.match(r"\s*[=+*/−]", clause.mask))
    if clause.joint in {".", "?"}:
        return False
    if clause.joint in {",", ";"}:
        goes_on = CONDITION.match(clause.mask) or _binds(question, clause)
        return bool(goes_on) or (not site_of(question, clause) and not is_prose(question, clause.mask))
    return _is_known(question, clause) or (
        clause.joint in {"where", "with", "wobei", "mit", "avec"} and _binds(question, clause)
    )


def _binds(question: Question, clause: Clause) -> bool:
    """Whether a clause such as `where a = 2` says something of a symbol in the answer before it."""
    lead = BINDING.match(clause.text)
    if lead is None and clause.joint not in {"where", "with", "wobei", "mit", "avec"}:
        return False
    text = clause.text[lead.end() :] if lead else clause.text
    sign = RELATION.search(text)
    return sign is not None and field_named(question, text[: sign.start()]) is None


def _is_known(question: Question, clause: Clause) -> bool:
    """Whether a clause after `and` is a condition on a symbol of the problem, part of the value before it."""
    site = SEPARATOR.search(clause.mask)
    return site is not None and symbol_named(question, clause.text[: site.start()]) is not None


def site_of(question: Question, clause: Clause) -> tuple[int, int] | None:
    """Return where the separator of `name = value` or `name: value` stands in a clause that may be meant so."""
    for match in SEPARATOR.finditer(clause.mask, 0, NAME_CHARACTERS + SEPARATOR_CHARACTERS):
        if match.start() > NAME_CHARACTERS:
            return None
        if left_of(question, clause.text[: match.start()], match[0]) is not None:
            return match.span()
        if match[0] != ":" and not _comes_to_required(question, clause.text[match.end() :]):
            return None  # behind a label the name may follow, `Second step: v_2 = 3`, or `It is 16 for s = 2`
    return None


def left_of(question: Question, left: str, sign: str) -> tuple[str, bool] | None:
    """Return the name before a separator, and whether it is a field's; None where there is no name."""
    bare = left.strip()
    words = bare.split()
    for start in range(len(words)):
        name = field_named(question, " ".join(words[start:]))
        if name is not None:
            before = " ".join(words[:start])
            is_noun = words[start:] == words[-1:] and words[-1].casefold() in nouns_of_fields(question)
            is_other = names_other(question, words[:start], name) or (
                is_noun and _is_described(question, words[:start])
            )
            return (name, True) if _leads(_without_required(question, before)) and not is_other else None
    if len(words) == 1 and sign in {"=", ":=", "≔"} and is_name(plain(bare)) and symbol_named(question, bare) is None:
        return plain(bare), False
    if len(words) == 1 and sign == ":" and is_subscripted(plain(bare)):
        return plain(bare), False
    return None


def names_other(question: Question, before: list[str], name: str) -> bool:
    """Whether the words right before a name make another thing of it: `kernel s`, `the slope is b`, `square of s`."""
    said = before[:-1] if before and before[-1].casefold() in _BE else before
    label = labels_of(question).nouns.get(said[-1].casefold()) if said else None
    if label is not None:
        return label.field != name
    if not said or said[-1].casefold() not in _OF:
        return False
    *_, what = ["", *(one.casefold() for one in said[:-1])]
    label = labels_of(question).nouns.get(what)
    return what not in LABELS["answer"] and (label is None or label.field != name)


_BE = frozenset({"is", "are", "equals", "ist", "sind", "beträgt", "est", "es", "è", "é"})
_OF = frozenset({"of", "von", "de", "di", "do", "van"})


@kept
def labels_of(question: Question) -> Labels:
    """Return what the fields of a question are called by."""
    return Labels.of(question)


def _comes_to_required(question: Question, behind: str) -> bool:
    """Whether a number that the problem requires, and then words, stand behind a verb."""
    number = re.match(r"\d+(?=\s+[^\W\d_]{2,}\s)", behind) if question.require else None
    return number is not None and number[0] in required_numbers(question)


def _without_required(question: Question, before: str) -> str:
    """Return words before a name without the number that the problem requires: `It is 16 for`."""
    required = required_numbers(question) if question.require and _SAYS_NUMBER.search(before) else ()
    return _SAYS_NUMBER.sub(lambda match: " " if match[0] in required else match[0], before)


_SAYS_NUMBER = re.compile(r"(?<![\w.$])\d+(?![\w.,$])")


def _leads(before: str) -> bool:
    """Whether what stands before a name is running text that may lead in an answer."""
    said = before.split()
    known = mathematical() - {"and", "for"}
    return not UNSAID.search(before) and all(
        _LEADING.fullmatch(word) and (word.casefold().strip(",:") not in known or _is_of_words(said, place))
        for place, word in enumerate(said)
    )


def _is_described(question: Question, before: list[str]) -> bool:
    """Whether a word right before a noun makes another of it: `old variance = 2`; no article, nor what leads to it."""
    word = before[-1].casefold() if before else ""
    return word.isalpha() and word not in quiet() | _LEADS and not asked_of(question).says(word)


_LEADS = frozenset({"with", "where", "mit", "wobei", "avec", "con", "has", "by", "for"})
_LEADING = re.compile(r"[^\W\d_]{2,}[,:]?|I|[(\[]?\w{1,3}[)\].]")


def _is_of_words(said: list[str], place: int) -> bool:
    """Whether the name of a function is a word of the text: `after the second step the …`, `Second step: …`."""
    word, before, after = said[place].casefold(), said[place - 1 : place], said[place + 1 : place + 2]
    is_begun = bool(before) and before[0].isalpha() and len(before[0]) > 1
    return is_begun and (word == "step:" or (word == "step" and bool(after) and after[0].isalpha()))


def blanks(text: str) -> int:
    """Return how many blanks a text begins with."""
    return len(text) - len(text.lstrip())


def text_of(group: list[Clause]) -> str:
    """Return clauses as one text, with the breaks between them."""
    signs = [
        f"{clause.joint if clause.joint in ',;' else ''}{' ' if clause.joint == chr(10) else ''}" for clause in group
    ]
    if len(group) > 1:
        signs = [
            sign if sign.strip() or sign == " " else f" {clause.joint} "
            for sign, clause in zip(signs, group, strict=True)
        ]
    return group[0].text + "".join(sign + clause.text for sign, clause in zip(signs[1:], group[1:], strict=True))
