"""Find the repeats of a pattern that read one text in exponentially many ways, as `(?:a+|b)+` reads `aaaa` in eight.

A matcher that goes back tries them all before it gives up. The method: the body of a repeat, with the way from its
end to its start, is an automaton whose states are the places of the pattern that read one character (Glushkov 1961).
It is exponentially ambiguous if two different ways lead from a place to one place by the same text (Weber and Seidl,
"On the degree of ambiguity of finite automata", 1991); these are looked for in the product of the automaton with
itself, character by character, as Weideman and others do ("Analyzing matching time behavior of backtracking regular
expression matchers by using ambiguity of NFA", 2016).

- A repeat up to ten times is written out; one that goes further counts as one without an end.
- What stands in an atomic group is left in one way, and not before a character that it could take as well.
- `\\b` and lookarounds of one character are heeded; of others, only the character that they ask for.
- What comes before and behind the repeat is not looked at: a pattern may be told of that no text makes slow.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from functools import cache, reduce
from operator import or_
from re import DOTALL, IGNORECASE, MULTILINE, _parser  # type: ignore[attr-defined]
from re import _constants as c  # type: ignore[attr-defined]
from typing import Any, NamedTuple

OFTEN = 10  # a repeat so many times counts as one without an end
PLACES = 3_000  # of an automaton: a repeat with an end is written out to twice when there are more
REPEATS = {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}
ONE = {c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY}
SAMPLES = "aAzbéßΩµ09²٣_ \n\t\xa0-.,'(☃\u0301\x01"  # what the kinds of characters tell apart
Item = tuple[Any, Any]


def ambiguous(pattern: str, flags: int = 0) -> str | None:
    """Return a text that a repeat of the pattern reads in two ways from one place to another, if there is any."""
    tree = _parser.parse(pattern, flags)
    groups = dict(_groups(tree)) if _REFERS.search(pattern) else {}
    for body, now in loops(tree, int(tree.state.flags)):
        if text := Automaton(body, now, groups).text_of_two_ways():
            return text
    return None


_REFERS = re.compile(r"\\[1-9]|\(\?P=")


def _groups(items: Iterable[Item]) -> Iterator[tuple[int, Any]]:
    for operation, what in items:
        if operation is c.SUBPATTERN and what[0]:
            yield what[0], what[3]
        for body, _ in inside(operation, what, 0):
            yield from _groups(body)


def loops(items: Iterable[Item], flags: int) -> Iterator[tuple[Any, int]]:
    """Return the bodies of the outermost repeats without an end, and of those within what is left in one way."""
    for operation, what in items:
        if operation in REPEATS and what[1] >= OFTEN:
            if not (len(what[2]) == 1 and what[2][0][0] in ONE):
                yield what[2], flags
                yield from _kept_apart(what[2], flags)
        else:
            for body, inner in inside(operation, what, flags):
                yield from loops(body, inner)


def _kept_apart(items: Iterable[Item], flags: int) -> Iterator[tuple[Any, int]]:
    for operation, what in items:
        if operation is c.POSSESSIVE_REPEAT:
            yield from loops([(operation, what)], flags)
            continue
        look = loops if operation in {c.ATOMIC_GROUP, c.ASSERT, c.ASSERT_NOT} else _kept_apart
        for body, inner in inside(operation, what, flags):
            yield from look(body, inner)


def inside(operation: Any, what: Any, flags: int) -> list[tuple[Any, int]]:
    """Return the parts of an item of a parsed pattern, with the flags that hold there."""
    if operation in REPEATS:
        return [(what[2], flags)]
    if operation is c.SUBPATTERN:
        return [(what[3], (flags | what[1]) & ~what[2])]
    if operation is c.BRANCH:
        return [(one, flags) for one in what[1]]
    if operation in {c.ASSERT, c.ASSERT_NOT}:
        return [(what[1], flags)]
    if operation is c.GROUPREF_EXISTS:
        return [(one, flags) for one in what[1:] if one is not None]
    return [(what, flags)] if operation is c.ATOMIC_GROUP else []


class Characters:
    """The characters that a body tells apart, one of each kind, as bits of a number."""

    def __init__(self, body: Any, flags: int) -> None:
        items = list(_single(body, flags))
        samples = list(dict.fromkeys(SAMPLES + "".join(near for one, _ in items for near in _near(*one))))
        kinds: dict[tuple[bool, ...], str] = {}
        for sample in samples:
            kinds.setdefault(
                (_is_word(sample), sample == "\n", *(_reads(*one, now, sample) for one, now in items)), sample
            )
        self.all = list(kinds.values())
        self.any = (1 << len(self.all)) - 1
        self.word = self.those(_is_word)
        self.break_ = self.those(lambda one: one == "\n")
        self._of: dict[tuple[str, int], int] = {}

    def those(self, is_one: Any) -> int:
        """Return the bits of the characters for which a question holds."""
        return sum(1 << bit for bit, one in enumerate(self.all) if is_one(one))

    def read_by(self, item: Item, flags: int) -> int:
        """Return the bits of the characters that an item reads."""
        key = (repr(item), flags)
        if key not in self._of:
            self._of[key] = self.those(lambda one: _reads(*item, flags, one))
        return self._of[key]


def _single(items: Iterable[Item], flags: int) -> Iterator[tuple[Item, int]]:
    seen: set[tuple[str, int]] = set()
    for item in items:
        if item[0] in ONE:
            if (repr(item), flags) not in seen:
                seen.add((repr(item), flags))
                yield item, flags
        else:
            for body, inner in inside(*item, flags):
                yield from _single(body, inner)


def _near(operation: Any, what: Any) -> Iterator[str]:
    """Return characters at which an item begins and ceases to read."""
    if operation in {c.LITERAL, c.NOT_LITERAL}:
        yield from {chr(what), chr(what).swapcase()[0]}
    elif operation is c.RANGE:
        for code in (what[0] - 1, *what, what[1] + 1):
            yield from chr(min(max(code, 0), 0x10FFFF)) + chr(min(max(code, 0), 0x10FFFF)).swapcase()[0]
    elif operation is c.IN:
        for one in what:
            yield from _near(*one)


def _is_word(one: str) -> bool:
    return one.isalnum() or one == "_"


_ANY_CASE = int(IGNORECASE)
KINDS = {c.CATEGORY_DIGIT: str.isdecimal, c.CATEGORY_SPACE: str.isspace, c.CATEGORY_WORD: _is_word}
OTHERS = {c.CATEGORY_NOT_DIGIT: str.isdecimal, c.CATEGORY_NOT_SPACE: str.isspace, c.CATEGORY_NOT_WORD: _is_word}


def _reads(operation: Any, what: Any, flags: int, one: str) -> bool:
    if operation is c.ANY:
        return bool(flags & int(DOTALL)) or one != "\n"
    if operation is c.NOT_LITERAL:
        return not _reads(c.LITERAL, what, flags, one)
    if operation is c.IN and what[0][0] is c.NEGATE:
        return not _reads(c.IN, what[1:], flags, one)
    spellings = {one, one.lower()[0], one.upper()[0]} if flags & _ANY_CASE else {one}
    return any(
        _holds(*part, each) for part in ([(operation, what)] if operation is c.LITERAL else what) for each in spellings
    )


def _holds(operation: Any, what: Any, one: str) -> bool:
    if operation is c.LITERAL:
        return bool(ord(one) == what)
    if operation is c.RANGE:
        return bool(what[0] <= ord(one) <= what[1])
    return bool(KINDS[what](one)) if what in KINDS else not OTHERS[what](one)


class End(NamedTuple):
    """A place at which a part begins or ends, and what may stand before and behind the border there."""

    place: int
    before: int
    behind: int
    passed: frozenset[int] = frozenset()  # what is left in one way and reads nothing between the border and the place


class Gap(NamedTuple):
    """What may stand around a part that reads nothing, and what is left in one way in it."""

    before: int
    behind: int
    passed: frozenset[int] = frozenset()


class Part(NamedTuple):
    """A part of a pattern: where it begins and ends, and what may stand around it when it reads nothing."""

    first: list[End]
    last: list[End]
    empty: list[Gap]


class Edge(NamedTuple):
    """A step from one place to the next; it is kept where it stays in what is left in one way."""

    to: int
    before: int
    behind: int
    passed: frozenset[int]
    kept: bool = False


def _twice(many: Iterable[Any]) -> list[Any]:
    """Return the different ones, each at most twice: more ways than two make no difference."""
    return [one for one, times in Counter(many).items() for _ in range(min(times, 2))]


class Automaton:
    """The automaton of a repeat's body, with the way back from its end to its start."""

    def __init__(self, body: Any, flags: int, groups: dict[int, Any]) -> None:
        self.characters = Characters([*body, *(item for group in groups.values() for item in group)], flags)
        self.groups = groups
        self.read: list[int] = []  # the characters that each place reads
        self.group: dict[int, int] = {}  # what is left in one way and holds a place: the outermost
        self.steps: dict[int, list[Edge]] = defaultdict(list)
        self.tried: set[tuple[int, tuple[Edge, ...]]] = set()
        whole = self._sequence(body, flags)
        self._join(whole.last, whole.first)

    def _sequence(self, items: Iterable[Item], flags: int) -> Part:
        part = self._nothing()
        for item in items:
            part = self._then(part, self._item(*item, flags))
        return part

    def _nothing(self) -> Part:
        return Part([], [], [Gap(self.characters.any, self.characters.any)])

    def _then(self, one: Part, other: Part) -> Part:
        self._join(one.last, other.first)
        first = [
            End(to, before & b, behind & a, p | by) for b, a, by in one.empty for to, before, behind, p in other.first
        ]
        last = [
            End(at, before & b, behind & a, p | by) for b, a, by in other.empty for at, before, behind, p in one.last
        ]
        empty = [Gap(b & before, a & behind, p | by) for b, a, by in one.empty for before, behind, p in other.empty]
        return Part(_twice(one.first + first), _twice(other.last + last), _twice(empty))

    def _join(self, last: list[End], first: list[End]) -> None:
        for at, before, behind, by in last:
            for to, b, a, p in first:
                if before & b and behind & a:
                    self.steps[at].append(Edge(to, before & b, behind & a, by | p))

    def _item(self, operation: Any, what: Any, flags: int) -> Part:
        every = self.characters.any
        if operation is c.GROUPREF:
            return self._sequence(self.groups[what], flags)
        if operation in ONE:
            self.read.append(read := self.characters.read_by((operation, what), flags))
            place = len(self.read) - 1
            return Part([End(place, every, read)], [End(place, read, every)], [])
        if operation in REPEATS:
            return self._repeat(operation, what, flags)
        if operation is c.ATOMIC_GROUP:
            return self._left_in_one_way(what, flags)
        if operation is c.AT:
            return Part([], [], self._border(what, flags))
        if operation in {c.ASSERT, c.ASSERT_NOT}:
            return Part([], [], [self._look(operation, what, flags)])
        parts = [self._sequence(*one) for one in inside(operation, what, flags)]
        if operation is c.GROUPREF_EXISTS and len(parts) == 1:
            parts.append(self._nothing())
        return Part(*(_twice(end for part in parts for end in part[side]) for side in range(3)))

    def _repeat(self, operation: Any, what: Any, flags: int) -> Part:
        least, most, body = what
        if operation is c.POSSESSIVE_REPEAT:
            return self._left_in_one_way([(c.MAX_REPEAT, what)], flags)
        part, few = self._nothing(), len(self.read) < PLACES
        endless = most >= OFTEN
        for _ in range(min(least, OFTEN if few else 1) - (1 if endless and least else 0)):
            part = self._then(part, self._sequence(body, flags))
        if endless:
            again = self._sequence(body, flags)
            self._join(again.last, again.first)
            return self._then(part, self._or_nothing(again) if least == 0 else again)
        rest = None
        for _ in range(most - least if few else min(most - least, 1)):
            one = self._sequence(body, flags)
            rest = self._or_nothing(self._then(one, rest) if rest else one)
        return self._then(part, rest) if rest else part

    def _or_nothing(self, part: Part) -> Part:
        return Part(part.first, part.last, _twice(part.empty + self._nothing().empty))

    def _left_in_one_way(self, body: Any, flags: int) -> Part:
        start = len(self.read)
        part = self._sequence(body, flags)
        first, last, empty = (list(dict.fromkeys(end._replace(passed=frozenset()) for end in ends)) for ends in part)
        at_end = {end.place: end.before for end in last if end.behind == self.characters.any}

        def further(ways: Iterable[End | Edge], before: int) -> int:
            """Return the characters that are read as well, so that the part does not end before them."""
            ways = () if "MIN_REPEAT" in repr(body) else ways
            read = [way.behind & self.read[way[0]] & at_end.get(way[0], 0) for way in ways if not before & ~way.before]
            return reduce(or_, read, 0)

        last = [End(at, b, a & ~further(self.steps[at], self.read[at])) for at, b, a, _ in last]
        empty = [Gap(b, a & ~further(first, self.characters.any), frozenset({start})) for b, a, _ in empty]
        for place in range(start, len(self.read)):
            self.group[place] = start
            self.steps[place] = [edge._replace(kept=True) for edge in self.steps[place]]
        return Part(first, last, empty)

    def _border(self, what: Any, flags: int) -> list[Gap]:
        every, word = self.characters.any, self.characters.word
        if what is c.AT_BOUNDARY:
            return [Gap(word, every & ~word), Gap(every & ~word, word)]
        if what is c.AT_NON_BOUNDARY:
            return [Gap(word, word), Gap(every & ~word, every & ~word)]
        if what is c.AT_END:
            return [Gap(every, self.characters.break_)]
        if what is c.AT_BEGINNING and flags & int(MULTILINE):
            return [Gap(self.characters.break_, every)]
        return [Gap(every, 0) if what is c.AT_END_STRING else Gap(0, every)]

    def _look(self, operation: Any, what: Any, flags: int) -> Gap:
        side, body = what
        if operation is c.ASSERT_NOT:
            allowed = self.characters.any & ~self._one_of(body, flags)
        else:
            kept = (self.read, self.group, self.steps)
            self.read, self.group, self.steps = [], {}, defaultdict(list)
            part = self._sequence(body, flags)
            ends = [end.behind for end in part.first] if side > 0 else [end.before for end in part.last]
            self.read, self.group, self.steps = kept
            allowed = reduce(or_, ends + [pair[side > 0] for pair in part.empty], 0)
        return Gap(self.characters.any, allowed) if side > 0 else Gap(allowed, self.characters.any)

    def _one_of(self, body: Any, flags: int) -> int:
        """Return the characters that a body reads by themselves, whatever stands beside them."""
        items = list(body)
        if not items or not all(_may_be_missing(item) for item in items[1:]):
            return 0
        operation, what = items[0]
        if operation in ONE:
            return self.characters.read_by((operation, what), flags)
        if (operation in REPEATS and what[0] != 1) or operation in {c.ASSERT, c.ASSERT_NOT, c.ATOMIC_GROUP}:
            return 0
        return reduce(or_, (self._one_of(one, inner) for one, inner in inside(operation, what, flags)), 0)

    def text_of_two_ways(self) -> str | None:
        """Return a text that leads in two ways from one place to one place."""
        came: dict[tuple[int, int, int], tuple[int, int, int] | None] = {}
        waiting: deque[tuple[int, int, int]] = deque()
        for place in range(len(self.read)):
            for bit in _bits(self.read[place]):
                for state in self._parting(place, bit):
                    if state not in came:
                        came[state] = (place, place, bit)
                        waiting.append(state)
        while waiting:
            state = waiting.popleft()
            if state[0] == state[1]:
                return self._text(came, state)
            one, other, bit = state
            there = self._steps_by_character(one, bit)
            for read, edges in self._steps_by_character(other, bit).items():
                for a in {edge.to for edge in there.get(read, ())}:
                    for b in {edge.to for edge in edges}:
                        new = (min(a, b), max(a, b), read)
                        if new not in came:
                            came[new] = state
                            waiting.append(new)
        return None

    def _text(self, came: dict[Any, Any], state: Any) -> str:
        text = ""
        while state:
            text, before = self.characters.all[state[2]] + text, came.get(state)
            if before and before[0] == before[1]:
                return text
            state = before
        return text

    def _parting(self, place: int, bit: int) -> Iterator[tuple[int, int, int]]:
        """Return where two ways stand that part behind a character read at a place."""
        for read, edges in self._steps_by_character(place, bit).items():
            if any(edge.kept for edge in edges) or (read, tuple(edges)) in self.tried:
                continue
            self.tried.add((read, tuple(edges)))  # behind the words of a list stand the same
            for at, edge in enumerate(edges):
                for other in edges[at + 1 :]:
                    a, b = sorted((edge.to, other.to))
                    groups = self.group.get(edge.to, -1), self.group.get(other.to, -2)
                    if a == b or not (groups[0] == groups[1] or groups[0] in other.passed or groups[1] in edge.passed):
                        yield a, b, read

    @cache  # noqa: B019 - an automaton lives as long as it is looked at
    def _steps_by_character(self, place: int, bit: int) -> dict[int, list[Edge]]:
        found: dict[int, list[Edge]] = defaultdict(list)
        for edge in self.steps[place]:
            if edge.before >> bit & 1:
                for read in _bits(edge.behind & self.read[edge.to]):
                    found[read].append(edge)
        return found


def _may_be_missing(item: Item) -> bool:
    operation, what = item
    if operation in REPEATS:
        return bool(what[0] == 0)
    if operation in {c.SUBPATTERN, c.BRANCH}:
        return any(all(map(_may_be_missing, body)) for body, _ in inside(operation, what, 0))
    return False


def _bits(mask: int) -> Iterator[int]:
    at = 0
    while mask >> at:
        if mask >> at & 1:
            yield at
        at += 1
