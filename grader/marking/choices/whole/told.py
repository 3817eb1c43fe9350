"""The options that a text chooses where all of it is understood as a list: names, joints, verdicts, and words to them.

Names are read one after the other with what affirms or denies them: `A no, B yes`, `B and D, the others not`, `all but
A`, `true: A; false: B`. Each word must be known and each verdict belong to one group of names; whatever else stands in
a text, or could be taken in two ways, stays as its rest, and nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.choices.whole.groups import OTHERS, Group, UnclearError, grouped
from grader.marking.choices.whole.plus_minus import as_ticks
from grader.marking.choices.whole.signs import in_signs, is_crossed, is_range, keys_of, may_be_key
from grader.marking.choices.whole.tokens import PAUSES, VERDICTS, Token, tokens_of, without_count
from grader.marking.choices.whole.words import ANSWERED
from grader.problems.question import Question
from grader.records import dataclass

MAX_CHARACTERS = 1_500  # of a text that is looked into
_BLANKS = re.compile(r"(\s)\1{2,}")
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Whole:
    """A text read as a list: the keys that it chooses, names and has in reasons; its rest is not understood."""

    chosen: frozenset[str] = _NOTHING
    named: frozenset[str] = _NOTHING
    in_reasons: frozenset[str] = _NOTHING
    rest: str = ""
    verdicts: int = 0  # how many words and marks say yes or no
    is_altered: bool = False  # the text of an option
    has_reason: bool = False


def with_few_blanks(text: str) -> str:
    """Return a text without the blanks of which no one counts: many in a row say no more than two."""
    return _BLANKS.sub(r"\1\1", text)


def read_whole(question: Question, text: str) -> Whole | None:
    """Return what a text chooses; nothing where not all of it is understood, None where nobody looks into it."""
    if len(text) > MAX_CHARACTERS or any(ANSWERED.fullmatch(one) for pair in question.options.items() for one in pair):
        return None
    count, text = without_count(with_few_blanks(text))
    signed = in_signs(question, text)
    if signed is None or (not question.several and _are_names(question)):
        return None
    tokens, reasons = tokens_of(question, as_ticks(question, signed))
    named = keys_of(question, "".join(one.text for one in tokens if one.kind == "sign"))
    in_reasons = keys_of(question, reasons)
    rest = " ".join(one.text for one in tokens if one.kind in {"unknown", "altered"})
    chosen = _NOTHING if rest else _chosen(question, tokens, named)
    if may_be_key(question, signed) or is_range(signed) or is_crossed(signed):
        chosen, rest = _NOTHING, rest or signed
    if count not in {None, len(chosen)} or (not question.several and len(chosen) != 1):
        chosen = _NOTHING
    verdicts = sum(one.kind in VERDICTS or ANSWERED.fullmatch(one.text) is not None for one in tokens)
    is_altered = any(one.kind == "altered" for one in tokens)
    return Whole(chosen, named, in_reasons, rest, verdicts, is_altered, bool(reasons))


def _are_names(question: Question) -> bool:
    """Whether a key is a letter that an option or a formula of the prompt has, too: the A of `rank(A) = 1`."""
    said = " ".join((*re.findall(r"\$[^$]*\$", f"{question.lead} {question.prompt}"), *question.options.values()))
    letters = set(re.findall(r"(?<![^\W_])[^\W\d_](?![^\W_])", said))
    called = (one for one in _CALLED.finditer(question.prompt) if one["noun"].casefold() not in _JOINS)
    return not letters.isdisjoint(question.options) or not {one["key"] for one in called}.isdisjoint(question.options)


_CALLED = re.compile(r"(?P<noun>[^\W\d_]{3,})\s(?P<key>[^\W\d_])(?![\w).:])")  # `test A`
_JOINS = frozenset({"and", "und", "oder", "are", "ist", "sind", "but", "not", "nur", "only", "between", "than"})


def _chosen(question: Question, tokens: Sequence[Token], named: frozenset[str]) -> frozenset[str]:
    """Return the keys that a text chooses all of whose words are known; none where it can be taken in two ways."""
    kinds = {one.kind for one in tokens}
    texts = [one.text if one.kind in PAUSES else one.kind for one in tokens]
    if "only" in texts and "(" in texts and texts.index("(") < texts.index("only"):
        return _NOTHING  # `A and C (B only)`
    every = frozenset(question.options)
    try:
        told = grouped([one for one in tokens if one.kind != "except"])
    except UnclearError:
        return _NOTHING
    if "except" in kinds:
        is_plain = len(told) == 1 and told[0][1] is None and OTHERS not in told[0][0]
        return every - named if is_plain and _begins_with_except(tokens) else _NOTHING
    return _of_groups(question, told, named, has_only="only" in kinds)


def _begins_with_except(tokens: Sequence[Token]) -> bool:
    first = next(one.kind for one in tokens if one.kind in {"sign", "except"})
    return first == "except" and sum(one.kind == "except" for one in tokens) == 1


def _of_groups(question: Question, told: Sequence[Group], named: frozenset[str], *, has_only: bool) -> frozenset[str]:
    """Return the keys that groups choose; none where two of them disagree, or some are judged and others only named."""
    others = frozenset(question.options) - named
    if any(OTHERS in names and verdict is None for names, verdict in told):
        return _NOTHING
    sets = [(_keys_in(question, names) | (others if OTHERS in names else _NOTHING), so) for names, so in told]
    plain = [keys for keys, so in sets if so is None]
    true, false = (_NOTHING.union(*(keys for keys, so in sets if so is told_so)) for told_so in (True, False))
    chosen = true.union(*plain)
    overlap = any(one & other and one != other for one in plain for other in plain)  # `A, B. So A, C.`
    if overlap or chosen & false or (plain and true) or (has_only and false and not plain):
        return _NOTHING
    is_whole = plain or not false or true | false == frozenset(question.options) or not question.several
    return chosen if is_whole else _NOTHING


def _keys_in(question: Question, names: Sequence[str]) -> frozenset[str]:
    return keys_of(question, "".join(one for one in names if one != OTHERS))
