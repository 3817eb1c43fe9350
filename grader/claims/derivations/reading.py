"""Lines of a derivation become chains of trees and statements, each read with the names that stand before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import product
from math import prod

from grader.claims.definitions import expand
from grader.claims.derivations.found import Derivation, Left, Member, Statement
from grader.claims.derivations.lines import KNOWN, LOGIC, Case, Defined, Line, Part, Skipped
from grader.claims.derivations.manners import rows_of
from grader.claims.derivations.open_cases import Cases
from grader.claims.derivations.primes import law_at_functions, with_primes_spelled, with_slopes_spelled
from grader.claims.derivations.text import joint_in
from grader.claims.derivations.together import with_start_in_one
from grader.claims.derivations.wholes import ORDER, gains_signs, relation_of, with_arrow
from grader.errors import AnswerError, LimitError
from grader.language.names import Function, Names, Symbol
from grader.language.reader import Expect, Reading, canonical_name, read
from grader.language.reader.arrays import is_array
from grader.language.tree import Call, Node, Pow, symbols, walk
from grader.problems.declared.tree_kinds import is_condition
from grader.problems.question import Definition, Question
from grader.records import dataclass, field, replace
from grader.wording import open_reasons, reasons

_FORMULA = re.compile(r"[\d+*/^_=\\]")
_SPELLED = re.compile(r"\\?[A-Za-z]+")
_LISTED = re.compile(r"\s*(?P<names>[A-Za-z](?:_\w+)?(?:\s*,\s*[A-Za-z](?:_\w+)?)+)\s*(?P<rest>[<>≤≥=≠\\][^,]*)")
_DIVIDED = re.compile(r"(?<=\d)\s*:\s*(?=\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
CONSTANTS = frozenset({"e", "i"})
MAX_WAYS = 8  # readings of a derivation
SHOWN = {"~": "≈", "proportional": "∝", "iff": "⇔", "implies": "⇒", "impliedby": "⇐"}


def derivations_of(question: Question, text: str) -> tuple[Derivation, ...]:
    """Return the readings of a derivation, with one choice for each kind of doubt throughout.

    Raises LimitError where there are too many lines or readings.
    """
    rows = rows_of(question, text)
    found = [replace(way, manner=manner) for lines, manner in rows.items() for way in _ways(question, lines)]
    if len(found) > MAX_WAYS:
        raise LimitError(reasons.DERIVATION_CAN_BE_READ.format(max_ways=MAX_WAYS))
    return tuple(dict.fromkeys(found))


def _ways(question: Question, lines: Sequence[Line]) -> tuple[Derivation, ...]:
    """Return the readings of some lines."""
    kinds: dict[str, int] = {}
    first = _Reader(question, kinds, {}).read(lines)
    if prod(count for count in kinds.values()) > MAX_WAYS:
        raise LimitError(reasons.DERIVATION_CAN_BE_READ.format(max_ways=MAX_WAYS))
    if not kinds:
        return (first,)
    ways = (dict(zip(kinds, chosen, strict=True)) for chosen in product(*map(range, kinds.values())))
    return tuple(dict.fromkeys(_Reader(question, {}, way).read(lines) for way in ways))


@dataclass
class _Chain:
    logic: str
    members: list[Member]
    case: Node | None = None
    concludes: bool = False


@dataclass
class _Reader:
    question: Question
    kinds: dict[str, int]
    choices: Mapping[str, int]
    cases: Cases = field(default_factory=Cases)
    define: dict[str, Definition] = field(default_factory=dict)
    names: Names = field(init=False)
    of_values: bool = field(init=False)  # which its beginning is
    of_conditions: bool = field(init=False)

    def __post_init__(self) -> None:
        start = self.question.start
        self.of_conditions = start is not None and is_condition(start)
        self.of_values = start is not None and not self.of_conditions
        self.names = self.question.names
        self.define = dict(self.question.define)

    def read(self, lines: Sequence[Line]) -> Derivation:
        """Return the derivation that some lines are."""
        chains: list[_Chain] = []
        skipped: list[Left] = []
        for line in lines:
            if isinstance(line, Skipped):
                skipped.append(self._left(line))
            elif isinstance(line, Defined):
                skipped += map(self._left, self._defined(line))
            elif isinstance(line, Case):
                skipped += map(self._left, self._enter_case(line))
            else:
                skipped += map(self._left, self._take_line(chains, line))
        found = [self._statement(chain) for chain in chains]
        return Derivation(_joined(with_start_in_one(found, self._start(), {})), tuple(skipped))

    def _start(self) -> Node | None:
        start = self.question.start
        return None if start is None else expand(start, self.question.define)

    def _take_line(self, chains: list[_Chain], line: Sequence[Part]) -> list[Skipped]:
        """Add a line of formulas to the chains; return what stands in it beside them."""
        parts, behind = self._parted(line)
        skipped = [one for one in behind if isinstance(one, Skipped)]
        for one in behind:
            skipped += self._defined(one) if isinstance(one, Defined) else []
        for part in with_arrow(parts) if self.of_conditions else parts:
            self._take(chains, part)
        self.cases.after_line()
        return skipped

    def _left(self, line: Skipped) -> Left:
        """Return what is left aside, with the relations in it that can be read."""
        found = {text: self._stated(text, line.line) for text in line.holds}
        holds = tuple(tree for tree in found.values() if tree is not None)
        has_unread = any(tree is None and self._is_own(text) for text, tree in found.items())
        case = self.cases.current
        has_formula = _FORMULA.search(line.text) or not set(_LETTERS.findall(line.text)).isdisjoint(self.names.symbols)
        binds = line.binds or (not line.is_reason and None in found.values())
        may_be_formula = binds or (not line.is_reason and bool(has_formula))
        return Left(line.text, line.line, binds, line.is_reason, holds, case, may_be_formula, has_unread)

    def _is_own(self, text: str) -> bool:
        """Whether a relation is one of the problem's own letters alone; any other one is a law, or defines a letter."""
        known = self.names.symbols.keys() | self.names.functions.keys()
        words = (word for word in _SPELLED.findall(text) if not word.startswith("\\") and word not in KNOWN | CONSTANTS)
        return all(word in known or known.issuperset(word) for word in words)

    def _stated(self, text: str, line: int) -> Node | None:
        """Return a relation of a remark; one of letters of its own alone is a law, `e^{a+b} = e^a e^b`."""
        for said in dict.fromkeys((text, self._spelled_out(text))):
            own = self._member("", said, line, "condition").tree
            if own is not None:
                return own
        with suppress(AnswerError):
            readings = read(law_at_functions(text) or text, Names(free=True), "condition")
            taken = self.names.symbols.keys() | self.names.functions.keys()
            if len(readings) == 1 and is_condition(readings[0].tree) and taken.isdisjoint(symbols(readings[0].tree)):
                return readings[0].tree
        return None

    def _spelled_out(self, text: str) -> str:
        """Return a relation with derivatives, `(x^2)'`, quotients, `12 : 3`, and letters, `x, y > 0`, spelled out."""
        text = _DIVIDED.sub(" / ", with_primes_spelled(text, self.variables))
        listed = _LISTED.fullmatch(text)
        return (
            text if listed is None else " and ".join(f"{name} {listed['rest']}" for name in listed["names"].split(","))
        )

    def _enter_case(self, line: Case) -> list[Skipped]:
        """Begin a case; one that cannot be read, or that stands within another one, is a line that binds."""
        tree = (
            None if line.ends or not line.condition else self._member("", line.condition, line.line, "condition").tree
        )
        is_clear = self.cases.enter(line, tree)
        return [] if is_clear else [Skipped(line.text, line.line, binds=True)]

    def _parted(self, line: Sequence[Part]) -> tuple[Sequence[Part], list[Defined | Skipped]]:
        """Return a line of values without what stands behind them: `, x > 0`, or `with u = x + 1`."""
        if not self.of_values:
            return line, []
        for place, part in enumerate(line[:-1]):
            joint = joint_in(part.text)
            if joint is None:
                continue
            kept = [*line[:place], replace(part, text=part.text[: joint.start()])]
            rest = [replace(part, sign="", text=part.text[joint.end() :].strip()), *line[place + 1 :]]
            if [one.sign for one in rest] == ["", "="] and joint["word"]:
                return kept, [Defined(rest[0].text, rest[1].text, part.line)]
            if not rest[0].text or not {one.sign for one in rest[1:]} <= ORDER:
                return line, []
            said = " ".join(f"{SHOWN.get(one.sign, one.sign)} {one.text}".strip() for one in rest)
            return kept, [Skipped(said, part.line, binds=True)]
        return line, []

    def _take(self, chains: list[_Chain], part: Part) -> None:
        """Add a formula to the last chain where a sign of one stands before it, else begin a new chain with it."""
        case = self.cases.current
        last = chains[-1] if chains and chains[-1].case == case else None
        if part.sign in LOGIC:
            members = [self._member("", part.text, part.line)] if part.text else []
            chains.append(_Chain(part.sign if last or not chains else "", members, case, part.concludes))
        elif not part.sign:
            chains.append(_Chain("", [self._member("", part.text, part.line)], case, part.concludes))
        elif last is not None:
            last.members.append(self._member(part.sign, part.text, part.line))
        else:
            before = next((one.members[-1:] for one in reversed(chains) if one.case is None and one.members), None)
            first = [self._before(part.line)] if before is None else before
            chains.append(_Chain("", [*first, self._member(part.sign, part.text, part.line)], case, part.concludes))

    def _before(self, line: int) -> Member:
        """Return what stands before the sign with which a derivation begins: its beginning, as the question has it."""
        start = self.question.start
        if start is None or is_condition(start):
            return self._member("", "", line)
        return Member("", self.question.start_text, 0, expand(start, self.question.define))

    def _statement(self, chain: _Chain) -> Statement:
        parts = [f"{SHOWN.get(one.sign, one.sign)} {one.text}".strip() for one in chain.members]
        line = next((one.line for one in chain.members if one.line), 0)
        whole = self._member("", " ".join(parts), line, "condition")
        if whole.tree is None and (tree := relation_of([(one.sign, one.tree) for one in chain.members])) is not None:
            whole = replace(whole, tree=tree, error="")
        if gains_signs([(one.sign, one.text) for one in chain.members], of_values=self.of_values):
            whole = replace(whole, tree=None, error=open_reasons.TWO_VALUES_FOR_ONE)
        return Statement(chain.logic, tuple(chain.members), whole, case=chain.case, concludes=chain.concludes)

    def _member(self, sign: str, text: str, line: int, expect: Expect = "expression") -> Member:
        named = self.question.called.get("".join(text.split()))
        if named is not None and expect == "expression":
            return Member(sign, text, line, expand(named, self.question.define))
        if not text:
            return Member(sign, text, line, error=open_reasons.NOTHING_BESIDE_SIGN)
        try:
            reading = self._chosen(read(text, self.names, expect))
            return Member(sign, text, line, expand(reading.tree, self.define))
        except AnswerError as error:
            spelled = self._with_slopes(with_primes_spelled(text, self.variables))
            if spelled != text:
                return replace(self._member(sign, spelled, line, expect), text=text)
            return Member(sign, text, line, error=error.message)

    def _with_slopes(self, text: str) -> str:
        """Return a text with the derivatives of letters that the answer has given to formulas, of one variable."""
        given = self.define.keys() - self.question.define.keys()
        return with_slopes_spelled(text, given, *self.variables) if len(self.variables) == 1 else text

    @property
    def variables(self) -> frozenset[str]:
        """Return the letters by which a prime may be a derivative: numbers that are no parameters."""
        return frozenset(one.name for one in self.question.for_all if not one.domain.shape)

    def _chosen(self, readings: Sequence[Reading]) -> Reading:
        readings = [one for one in readings if not self._is_power_of_array(one.tree)] or readings
        if len(readings) == 1:
            return readings[0]
        for reading in readings:
            for kind, _ in reading.choices:
                self.kinds[kind] = max(self.kinds.get(kind, 0), len(readings), 2)
        fitting = (one for one in readings if all(self.choices.get(kind, 0) == way for kind, way in one.choices))
        return next(fitting, readings[0])

    def _is_power_of_array(self, tree: Node) -> bool:
        """Whether `|x|` was read as the entries' moduli, of which there are no powers."""
        powers = (node.base for node in walk(tree) if isinstance(node, Pow))
        return any(
            isinstance(base, Call) and base.name == "abs" and is_array(base.args[0], self.names) for base in powers
        )

    def _defined(self, line: Defined) -> list[Skipped]:
        """Enter a definition; what cannot be one is a line that binds."""
        text = f"{line.name} = {line.body}"
        heading, _, inner = line.name.partition("(")
        try:
            name = canonical_name(heading)
            parameters = tuple(canonical_name(one) for one in inner.rstrip(") ").split(",")) if inner else ()
        except ValueError:
            return [Skipped(text, line.line, binds=True)]
        if name in self.names.symbols or name in self.names.functions:
            return [Skipped(text, line.line, binds=True)]
        symbols_ = {**self.names.symbols, **{one: Symbol(one) for one in parameters}}
        try:
            body = self._chosen(read(line.body, replace(self.names, symbols=symbols_))).tree
        except AnswerError:
            return [Skipped(text, line.line, binds=True)]
        self._enter(name, parameters, body)
        return []

    def _enter(self, name: str, parameters: tuple[str, ...], body: Node) -> None:
        self.define[name] = Definition(parameters, body)
        if parameters:
            known = {**self.names.functions, name: Function(name, len(parameters))}
            self.names = replace(self.names, functions=known)
        else:
            symbol = Symbol(name, array=is_array(body, self.names), depends=symbols(body))
            self.names = replace(self.names, symbols={**self.names.symbols, name: symbol})


def _joined(found: Sequence[Statement]) -> tuple[Statement, ...]:
    after = [*(bool(one.logic) for one in found[1:]), False][: len(found)]
    return tuple(replace(one, joined=bool(one.logic) or later) for one, later in zip(found, after, strict=True))
