"""Names in a row with the verdict on them: `A, C no`, `not B`, `true: A; false: B`, `the others not`."""

from __future__ import annotations

from collections.abc import Sequence

from grader.marking.choices.whole.tokens import ANSWERS, PAUSES, VERDICTS, Token
from grader.records import dataclass, field

Group = tuple[tuple[str, ...], bool | None]  # names, and what is said of them
OTHERS = "*"  # for all options that a text does not name
VERBS = frozenset(
    "is are do does has have can ist sind hat haben est sont es son è sono são é zijn".split()  # noqa: SIM905
)
_AFFIRM = frozenset({"yes", "tick"})
_IDLE = frozenset({"lead", "only", "asked", "join"})


class UnclearError(Exception):
    """A list that could be read in two ways, or in none."""


@dataclass
class Groups:
    """The groups of names told so far, each with what is said of it: True, False, or None where it is only named."""

    told: list[Group] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # the group that is being read
    is_said: bool = False  # a verb, or a word of the prompt, stands behind them
    is_closed: bool = False  # and a pause behind that
    before: bool | None = None  # the verdict that stands before them
    is_head: bool = False  # and a colon behind that
    is_within: bool = False  # and a bracket before that: `(not B, D)`

    def flush(self, verdict: bool | None) -> None:
        """End the group that is being read."""
        if self.names:
            self.told.append((tuple(self.names), verdict))
        self.names, self.is_said, self.is_closed = [], False, False

    def end(self) -> None:
        """End the group with the verdict before it, if there is one."""
        if self.before is not None and not self.names:
            raise UnclearError
        self.flush(self.before)
        self.before, self.is_head, self.is_within = None, False, False

    def judge(self, verdict: bool) -> None:
        """Give a verdict on the group before it."""
        if not self.names or self.before is not None:
            raise UnclearError
        self.flush(verdict)


def grouped(tokens: Sequence[Token]) -> list[Group]:
    """Return the groups of names in a text with what is said of each. Raises UnclearError where that cannot be told."""
    groups = Groups()
    first = next((one.kind for one in tokens if one.kind not in _IDLE | PAUSES), "")
    for place, one in enumerate(tokens):
        if one.kind in {"sign", "others"}:
            _name(groups, tokens, place)
        elif one.kind in VERDICTS:
            _judge(groups, tokens, place, marks_lead=first in {"tick", "cross"})
        elif one.kind in PAUSES:
            _pause(groups, tokens, place)
        elif one.kind == "asked" or one.text.casefold() in VERBS:
            groups.is_said = bool(groups.names)
    groups.end()
    return groups.told


def _name(groups: Groups, tokens: Sequence[Token], place: int) -> None:
    one = tokens[place]
    if one.kind == "others" or (groups.is_closed and not groups.is_head):
        groups.end()
    groups.names.append(OTHERS if one.kind == "others" else one.text)


def _pause(groups: Groups, tokens: Sequence[Token], place: int) -> None:
    """Take down a pause: a denial before names ends there, and so does a group of which more is said."""
    one = tokens[place]
    groups.is_closed = groups.is_closed or groups.is_said or (one.kind == "stop" and bool(groups.names))
    goes_on = groups.is_head or not groups.names or (groups.is_within and one.text == ",")
    if groups.before is False and not goes_on:
        if one.kind == "comma" and place + 1 < len(tokens) and tokens[place + 1].kind == "sign":
            raise UnclearError  # `not A, B`
        groups.end()
    elif one.kind == "turn" and groups.names:
        groups.end()


def _judge(groups: Groups, tokens: Sequence[Token], place: int, *, marks_lead: bool) -> None:
    """Take down a verdict: before the names that it is on, as a head or behind a pause, or else behind them."""
    one, is_so = tokens[place], tokens[place].kind in _AFFIRM
    last = tokens[place - 1] if place else None
    if last is not None and last.kind in VERDICTS and not groups.names and groups.told:
        if last.kind == one.kind:
            raise UnclearError
        if last.kind == "no" and groups.told[-1][1] is False:
            return  # `is not correct`
    behind = next((other.kind for other in tokens[place + 1 :] if other.kind not in _IDLE), "")
    is_mark = one.kind in {"tick", "cross"}
    is_ahead = behind in {"sign", "others"} and (marks_lead if is_mark else _may_lead(last))
    if not is_ahead and behind != "colon":
        if last is not None and last.kind == "comma" and one.text.casefold() in ANSWERS:
            raise UnclearError  # `B, no, A`
        groups.judge(is_so)
        return
    if behind != "colon" and one.text.casefold() in ANSWERS and groups.names:
        raise UnclearError  # `B, no, A`
    groups.end()
    groups.is_head, groups.is_within = behind == "colon", last is not None and last.text == "("
    leads = one.kind == "yes" and not groups.is_head  # `the correct ones are A, B`
    groups.before = None if leads else is_so


def _may_lead(last: Token | None) -> bool:
    """Whether a verdict behind this piece may be on the names that follow."""
    return last is None or last.kind in PAUSES | {"join", "lead", "only"}
