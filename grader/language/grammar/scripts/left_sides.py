r"""What the first member of a chain says: `y = …` names the answer, `2 y = …` and `y - 3 = …` speak about it.

Such a member need not be readable: it is gone through token by token, without a grammar of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.errors import LeftSideError, Span
from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.grammar.scripts.left_members import Seen, canonical, text_of
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.wording import unreadable

_IN_PLACE = frozenset("+-*/")
_ARROWS = frozenset({"implies", "iff", "->"})  # behind which another chain begins


def check_left_side(state: State, signs: frozenset[str], own: str) -> None:
    """Refuse `2 y = 6` where only `y = 3` names the value: a number, a sign, a declared symbol stand beside the name.

    A name is anything that nobody declared, with scripts, primes and what it is applied to; derivatives are names,
    too. Where several names stand there, or an operator such as `\\lim`, it is a step of a calculation.
    """
    members = _left_members(state, signs)
    if members:
        _refuse_in_place(state, members[0])
    if not members or any(text_of(state, member) == own for member in members):
        return
    first = members[0]
    seen = Seen(state, canonical(own), _words_behind(state, signs))
    seen.scan(first)
    if first and seen.is_about(len(first)):
        shown = state.text[first[0].start : first[-1].end]
        message = unreadable.SAYS_SOMETHING_ABOUT_ANSWER.format(shown=shown)
        raise LeftSideError(message, state.text, Span(first[0].start, first[-1].end))


def _refuse_in_place(state: State, member: Sequence[Token]) -> None:
    """Refuse `y -= 2`, what y becomes; `x_+ = 2` and `x* = 2` are names."""
    sign, equals = member[-1] if len(member) > 1 else None, state.tokens[state.position + len(member)]
    if sign is None or sign.value not in _IN_PLACE or member[-2].value in {"_", "^"}:
        return
    if sign.gap and not equals.gap if sign.value == "*" else sign.gap or not equals.gap:
        shown = state.text[member[0].start : sign.end]
        message = unreadable.SAYS_SOMETHING_ABOUT_ANSWER.format(shown=shown)
        raise LeftSideError(message, state.text, Span(member[0].start, equals.end))


def _left_members(state: State, signs: frozenset[str]) -> list[Sequence[Token]]:
    """Return the members of a chain before the last one."""
    found: list[Sequence[Token]] = []
    depth, start = 0, state.position
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        if token.kind != "op":
            continue
        depth += (token.value in OPEN) - (token.value in CLOSE)
        if depth == 0 and token.value in signs:
            found.append(state.tokens[start:place])
            start = place + 1
        elif depth == 0 and token.value in _ARROWS:
            found, start = [], place + 1
    return found


def _words_behind(state: State, signs: frozenset[str]) -> frozenset[str]:
    """Return the words of the last member: where it can be read they are known, and name no answer."""
    stop = max(at for at, token in enumerate(state.tokens) if token.kind == "op" and token.value in signs)
    return frozenset(token.value for token in state.tokens[stop:] if token.kind == "word")
