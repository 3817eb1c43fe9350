"""Grammar of definitions by cases in words: `x if x > 0, 0 otherwise`, `x for x > 0 and 0 for x < 0`.

Each value stands before its condition; the last comma, semicolon, `and` or `else` before the next value parts them.
Where several conditions hold, the first or the last of them may count: two readings.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.language import grammar
from grader.language.grammar.ahead.alternatives import is_condition
from grader.language.grammar.cases.memberships import spelled_out
from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Cases, Node, Relation, Sym, symbols
from grader.wording import unreadable

CONDITIONED = frozenset({"if", "for", "when"})
OTHERWISE = frozenset({"otherwise", "else"})
_SEPARATORS = frozenset({",", ";", "and", "quad", "else", "\\\\"})


def worded_cases(state: State) -> Node | None:
    """Return the definition by cases that the whole text is; None where no word of one stands in it."""
    words = [place for place in _outside(state) if _is_word(state, place, CONDITIONED | {"at"} | OTHERWISE)]
    if not any(_is_word(state, place, CONDITIONED) for place in words):
        return None
    return _Reader(state).cases()


def _outside(state: State) -> Iterator[int]:
    """Yield the places from here on that stand outside all brackets."""
    depth = 0
    for place in range(state.position, len(state.tokens) - 1):
        token = state.tokens[place]
        if token.kind == "op":
            depth += (token.value in OPEN) - (token.value in CLOSE)
        elif token.tex and token.kind == "word":
            depth += (token.value == "begin") - (token.value == "end")
        if depth == 0:
            yield place


def _is_word(state: State, place: int, words: frozenset[str]) -> bool:
    token = state.tokens[place]
    return token.kind == "word" and token.value in words and token.value not in state.lexicon.plain


class _Reader:
    """Reads values and conditions between the words that part them."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.branches: list[tuple[Node, Node]] = []
        self.otherwise: Node | None = None
        self.ordered = False  # whether `else` says that the first condition counts

    def cases(self) -> Node:
        while self.state.token.kind != "end":
            if self.otherwise is not None:
                self.state.fail(unreadable.END)
            self.case()
        branches = self.branches
        if len(branches) > 1 and not self.ordered and self.state.choose("overlap") == 1:
            branches = branches[::-1]
        if not branches:
            self.state.fail(unreadable.VALUE_WITH_CONDITION)
        return Cases(tuple(branches), self.otherwise)

    def case(self) -> None:
        """Read `value if condition`, `value otherwise` or `otherwise value`, and what parts it from the next."""
        state = self.state
        if _is_word(state, state.position, OTHERWISE):
            state.position += 1
            state.take(",", ":")
            if any(_is_word(state, place, CONDITIONED) for place in self.ahead()):
                self.ordered = True
            else:
                self.otherwise = self.value(len(state.tokens) - 1)
                return
        word = next((place for place in self.ahead() if _is_word(state, place, CONDITIONED | OTHERWISE | {"at"})), None)
        if word is None:
            state.fail(unreadable.IF_OR_OTHERWISE, state.tokens[-1])
        value = self.value(word)
        if _is_word(state, state.position, OTHERWISE):
            state.position += 1
            self.otherwise = value
            return
        is_point = _is_word(state, state.position, frozenset({"at"}))
        state.position += 1
        self.branches.append((value, self.condition(is_point)))

    def ahead(self) -> list[int]:
        """Return the places from here on outside of brackets; reading a value may have cut words in several tokens."""
        return list(_outside(self.state))

    def value(self, stop: int) -> Node:
        """Read the value that ends before a place, perhaps with a comma; `undefined` has none."""
        state = self.state
        while stop > state.position and state.tokens[stop - 1].value in {",", ":", "quad"}:
            stop -= 1
        if grammar.cases.no_value.is_said(state.text[state.token.start : state.tokens[stop - 1].end]):
            state.position = stop
            node: Node = grammar.cases.no_value.NOWHERE
        else:
            node = self.up_to(stop, state.rules.sum)
        while state.at(",", ":", "quad"):
            state.position += 1
        return node

    def condition(self, is_point: bool) -> Node:
        """Read a condition up to what parts it from the next value; behind `at` the value of the only symbol."""
        state = self.state
        stop, behind = self.end_of_condition()
        start = state.token
        node = self.up_to(stop, state.rules.condition)
        if is_point:
            names = symbols(self.branches[0][1]) if self.branches else frozenset[str]()
            if not isinstance(node, Relation):
                if len(names) != 1:
                    state.fail(unreadable.EQUATION)
                node = Relation(("=",), (Sym(next(iter(names))), node))
        if not is_condition(node):
            state.wrong(unreadable.CONDITION_HERE, start)
        state.position += behind - stop
        return spelled_out(state, node)

    def end_of_condition(self) -> tuple[int, int]:
        """Return where the condition here ends, and where the next value begins."""
        state, ahead = self.state, self.ahead()
        end = len(state.tokens) - 1
        words = (place for place in ahead if _is_word(state, place, CONDITIONED | OTHERWISE | {"at"}))
        word = next(words, None)
        if word is None:
            return end, end
        if _is_word(state, word, OTHERWISE) and state.tokens[word + 1].kind != "end":
            self.ordered = True
            return self.stripped(word), word
        value = word
        while state.tokens[value - 1].value in {",", ":", "quad"}:
            value -= 1  # `0, otherwise`
        parts = [place for place in ahead if place < value and state.tokens[place].value in _SEPARATORS]
        if not parts:
            state.fail(unreadable.COMMA_BEFORE_NEXT_VALUE, state.tokens[word])
        return self.stripped(parts[-1]), parts[-1] + 1

    def stripped(self, stop: int) -> int:
        while self.state.tokens[stop - 1].value in {",", ";", "and", "quad"}:
            stop -= 1
        return stop

    def up_to(self, stop: int, rule: object) -> Node:
        """Read with a rule what ends before a place."""
        state = self.state
        held = state.tokens[stop]
        mark = state.tokens[stop] = Token("end", "", held.start, held.end, held.gap)
        assert callable(rule)
        node: Node = rule(state)
        if state.tokens[state.position] is not mark:
            state.fail(unreadable.END_VALUE_CONDITION)
        place = state.position
        state.tokens[place] = held
        return node
