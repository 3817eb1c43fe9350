"""A text and the names it may use become one or several readings."""

from __future__ import annotations

import re
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final

from grader.errors import AnswerError, LimitError, NoMeaningError, Span, UnsettledError
from grader.language import grammar
from grader.language.grammar.answers.answers import CONDITIONS, phrase_of
from grader.language.grammar.answers.phrases import ALTERNATIVES, BOUNDING, PARITIES, TOLD, WORDS, rephrased
from grader.language.grammar.state import Expect, State
from grader.language.grammar.whole import NOTED, RULES, whole
from grader.language.limits import LIMITS, TextLimits
from grader.language.names import Names
from grader.language.names.lexicon import Lexicon, lexicon_of
from grader.language.printing import show
from grader.language.reader.decimal_commas import with_decimal_commas
from grader.language.tokens import VALUE, Token, joined_names, primed_letters, respelled, tokenize
from grader.language.tokens.dress import undressed, with_declared_letters
from grader.language.tokens.exponents import with_products
from grader.language.tree import ZERO, Call, Const, Neg, Node, rebuild
from grader.records import dataclass
from grader.wording import unreadable

_NUMBERED_I = re.compile(r"[ij][\s}]*\d")
_MAX_PHRASE = 40  # characters of a text that is a phrase
_INFINITY = Const("oo")
_PLUS = "infinite|plus infinity|positive infinity|unendlich|infini|infinito|+infinito|más infinito|più infinito"
_MINUS = "minus infinity|negative infinity|-unendlich|minus unendlich|moins l'infini|-infinito|menos infinito"
_IN_WORDS: dict[str, Node] = {"zero": ZERO, **dict.fromkeys(_PLUS.split("|"), _INFINITY)}
_IN_WORDS |= dict.fromkeys(_MINUS.split("|"), Neg(_INFINITY))

if TYPE_CHECKING:  # few problems ask for a unit
    from grader.language.units.reading import Unit


@dataclass(slots=True, unsafe_hash=True)
class Reading:
    """One honest reading: its tree, and the spelling (in plain notation) that would leave no other.

    `choices` are the kinds of two-way readings met in the text with the choice made for each, so that the same
    choice can be made in all fields of one answer. A text with one reading has none.
    `unit` is what stood behind the value, where units are looked for, and `typed` the value's own text then.
    """

    tree: Final[Node]
    spelling: Final[str]
    choices: Final[tuple[tuple[str, int], ...]] = ()
    unit: Final[Unit | None] = None
    typed: Final[str] = ""


def _phrase(text: str, names: Names, expect: Expect) -> Node | None:
    """Return what a text is that says in words that all or no values are meant, or none.

    In the place of a condition it is one that holds always, or never, where it is known that one is asked for.
    """
    if len(text) > _MAX_PHRASE:
        return None
    match expect:
        case "set":
            return phrase_of(folded(text), names.symbols)
        case "condition" if not names.free:
            return CONDITIONS.get(folded(text))
        case "expression":
            return _IN_WORDS.get(folded(text))
        case _:
            return None


def read(
    text: str, names: Names, expect: Expect = "expression", own: str | None = None, limits: TextLimits = LIMITS
) -> tuple[Reading, ...]:
    """Return the readings of a text: one, or up to `max_readings` honest ones with different trees.

    With `expect="expression"` the last member of a chain of equalities is the answer; with `expect="condition"` a
    value is read too. `own` is the name of the field that the text answers: then what stands before the last
    equality, such as `x =`, need not be readable. Raises AnswerError, which points at what could not be read and
    says what was expected, and LimitError, which names the limit.
    """
    _check_length(text, limits)
    may_be_phrase = expect != "condition" or not names.free
    if may_be_phrase and (phrase := _phrase(text, names, expect)) is not None:
        return (Reading(phrase, text.strip()),)
    lexicon = lexicon_of(names)
    if "I" in text and not (names.free or lexicon.has_arrays) and ("matrix}" in text or "[[" in text):
        lexicon = lexicon.of_arrays
    tokens = _tokens(text, lexicon, limits)
    words = _LOOKED_FOR.intersection(map(VALUE, tokens))  # most texts have none
    if words:
        tokens = _reworded(text, tokens, lexicon, expect)
        words = NOTED.intersection(map(VALUE, tokens))
    if "C" in text:
        tokens = grammar.numbers.choices.with_choices(text, tokens, lexicon)
    if len(tokens) == 1:
        raise AnswerError(unreadable.NOTHING_WRITTEN, text, Span(0, 1))
    if _may_be_congruent(text):
        grammar.answers.moduli.settle(text, tokens, lexicon, expect)
    return _Search(text, tokens, lexicon, expect, own, limits, words).readings()


def _tokens(text: str, lexicon: Lexicon, limits: TextLimits) -> list[Token]:
    """Return the tokens of a text, names and brackets told from each other as its problem declares them."""
    names = lexicon.names
    tokens = undressed(tokenize(text, limits, names.numbers), text)
    tokens = primed_letters.with_letters(text, tokens, lexicon.declared_names)
    if "int" in text and ("|" in text or "vert" in text):
        tokens = grammar.answers.evaluation_bars.with_brackets(tokens)
    if "\\ " in text and "{" in text:
        tokens = grammar.answers.typed_words.with_differences(text, tokens)
    if "\\mathbb" in text:
        tokens = with_declared_letters(tokens, {*names.symbols, *names.functions})
    if names.spellings:
        tokens = respelled(tokens, names.spellings, lexicon.declared_names, names.numbers)
    if lexicon.compounds:
        tokens = joined_names(tokens, lexicon.compounds)
    if names.complex and not names.free and "j" in text:
        tokens = grammar.numbers.imaginary.with_imaginary_unit(tokens, lexicon)
    if names.complex and not names.free and _NUMBERED_I.search(text):
        tokens = grammar.numbers.imaginary.with_factors_behind(tokens, lexicon)
    return tokens


def _may_be_congruent(text: str) -> bool:
    """Whether a sign is there of which one stands in every congruence, and in every remainder."""
    return "mod" in text or "%" in text or "equiv" in text or "≡" in text


def refuse_doubtful_moduli(text: str, names: Names, expect: Expect, limits: TextLimits = LIMITS) -> None:
    """Raise AnswerError for a text in which nobody can tell to which relation a modulus belongs, as `read` does.

    To be asked of a whole text before a part of it is read: what is left of `x ≡ 3 (7)` without `x ≡` is a product.
    """
    if _may_be_congruent(text):
        _check_length(text, limits)
        tokens = undressed(tokenize(text, limits, names.numbers), text)
        grammar.answers.moduli.settle(text, tokens, lexicon_of(names), expect)


def _check_length(text: str, limits: TextLimits) -> None:
    if len(text) > limits.max_text:
        raise LimitError(unreadable.ANSWER_TOO_LONG.format(count=len(text), max_text=limits.max_text))


_LOOKED_FOR = NOTED.union(WORDS, TOLD, BOUNDING, ALTERNATIVES, PARITIES)


def _reworded(text: str, tokens: list[Token], lexicon: Lexicon, expect: Expect) -> list[Token]:
    """Return tokens in the words that the grammar has, and without what is said around a formula."""
    words = frozenset(map(VALUE, tokens))
    if not PARITIES.isdisjoint(words):
        tokens = grammar.answers.parities.with_parities(tokens, lexicon)
    if not ALTERNATIVES.isdisjoint(words):
        tokens = grammar.answers.typed_words.with_alternatives(tokens, lexicon)
    if not WORDS.isdisjoint(words) or "\\text{ " in text:
        tokens = grammar.answers.other_languages.translated(text, tokens, lexicon)
        words = frozenset(map(VALUE, tokens))
    return rephrased(text, tokens, lexicon, expect) if _may_be_rephrased(text, words) else tokens


def _may_be_rephrased(text: str, words: frozenset[str]) -> bool:
    """Whether a word that stands for a sign is there, or a condition behind a comma."""
    return not TOLD.isdisjoint(words) or ("," in text and not BOUNDING.isdisjoint(words))


def folded(text: str) -> str:
    """Return the words of a text in small letters, without marks around them."""
    return " ".join(text.strip(" \t\n$.!;,").casefold().split())


def _spelled(tree: Node, choices: tuple[tuple[str, int], ...]) -> str:
    """Return the spelling of a reading; `ln` names the natural logarithm where `log` may be another one."""
    return show(_natural(tree) if any(kind == "log" for kind, _ in choices) else tree)


def _natural(tree: Node) -> Node:
    tree = rebuild(tree, _natural)
    return Call("ln", tree.args) if isinstance(tree, Call) and tree.name == "log" and len(tree.args) == 1 else tree


class _Search:
    """Reads one text under every set of choices."""

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        lexicon: Lexicon,
        expect: Expect,
        own: str | None,
        limits: TextLimits,
        words: frozenset[str],
    ) -> None:
        if "in" in text and ("^" in text or "in}" in text or "in)" in text):
            tokens = with_products(tokens, lexicon.declared_names)
        self.text, self.tokens, self.lexicon = text, tokens, lexicon
        self.expect, self.own, self.limits, self.words = expect, own, limits, words
        self.found: dict[Node, tuple[tuple[str, int], ...]] = {}
        self.kinds: dict[str, int] = {}  # the kinds of doubt met, with their numbers of ways
        self.met: dict[str, int] = {}  # those of the last attempt
        if "+-" in text:
            self.tokens = tokens = grammar.answers.two_signs.with_typed_signs(tokens, text)
        may = "pm" in text or "mp" in text or "+/-" in text or "+-" in text or not text.isascii()
        self.two_signs = may and expect in {"set", "condition"} and grammar.answers.two_signs.has_two_signs(tokens)
        plain = lexicon.names.numbers == "plain" and expect in {"expression", "set", "condition"}
        rows = not lexicon.names.free
        self.with_decimals = with_decimal_commas(text, tokens, rows=rows) if plain and "," in text else None
        self.error: AnswerError | None = None  # of the first choices that cannot be read

    def readings(self) -> tuple[Reading, ...]:
        """Return all readings: what can be read under no choice is no reading."""
        tree = self.attempt({})
        if tree is not None and not self.kinds:
            return (Reading(tree, self.text.strip()),)
        kinds: dict[str, int] = {}
        while self.kinds != kinds:
            kinds = dict(sorted(self.kinds.items()))
            self.check("max_choices", prod(kinds.values()), self.limits.max_choices)
            self.found.clear()
            for ways in product(*map(range, kinds.values())):
                choices = dict(zip(kinds, ways, strict=True))
                tree = self.attempt(choices)
                if tree is not None:
                    self.found.setdefault(tree, tuple((kind, choices.get(kind, 0)) for kind in sorted(self.met)))
                self.check("max_readings", len(self.found), self.limits.max_readings)
        if not self.found:
            assert self.error is not None, "a text without readings has an error"
            raise self.error
        if len(self.found) == 1:
            return (Reading(next(iter(self.found)), self.text.strip()),)
        return tuple(Reading(tree, _spelled(tree, choices), choices) for tree, choices in self.found.items())

    def attempt(self, choices: dict[str, int]) -> Node | None:
        """Return the tree under one set of choices, None where there is none; a limit that is hit ends the search."""
        self.met = {}
        tokens = self.tokens
        if self.with_decimals is not None and self.choose("comma", choices) == 1:
            tokens, alone = self.with_decimals
            if not alone and self.parsed(self.tokens, choices) is None:
                return None
        if not self.two_signs:
            return self.parsed(tokens, choices)
        sign = next(token for token in tokens if token.value in {"±", "∓"})
        try:
            return self.with_two_signs(tokens, choices)
        except UnsettledError as error:
            raise UnsettledError(error.message, self.text, error.span or Span(sign.start, sign.end)) from error

    def with_two_signs(self, tokens: list[Token], choices: dict[str, int]) -> Node | None:
        """Return the tree of a text with `±` under one set of choices, None where there is none."""
        two_signs = grammar.answers.two_signs
        two_signs.refuse_independent(tokens, self.text)
        upper, lower = (self.parsed(two_signs.with_sign(tokens, sign), choices) for sign in (True, False))
        if upper is None or lower is None:
            return None
        tied, apart = two_signs.both_signs(upper, lower), two_signs.both_signs(upper, lower, apart=True)
        if tied == apart and two_signs.has_two_in_one_value(tokens):
            crossed = [
                self.parsed(two_signs.with_sign(two_signs.with_first_sign(tokens, first), not first), choices)
                for first in (True, False)
            ]
            if crossed[0] is not None and crossed[1] is not None:
                apart = two_signs.both_signs(
                    two_signs.both_signs(upper, crossed[0]), two_signs.both_signs(crossed[1], lower)
                )
        if tied != apart and not any(token.value == "∓" for token in self.tokens):
            return apart if self.choose("signs", choices) else tied
        return tied

    def choose(self, kind: str, choices: dict[str, int]) -> int:
        """Return which of two honest readings to take for a kind of doubt, and record that it was met."""
        self.met[kind] = self.kinds[kind] = 2
        return choices.get(kind, 0)

    def parsed(self, tokens: list[Token], choices: dict[str, int]) -> Node | None:
        """Return the tree of some tokens under one set of choices, None where there is none."""
        state = State(self.text, list(tokens), self.lexicon, self.limits, choices, RULES, self.words)
        tree = None
        try:
            tree = whole(state, self.expect, self.own)
        except (LimitError, UnsettledError):
            raise
        except AnswerError as error:
            self.error = self.error or (None if isinstance(error, NoMeaningError) else error)
        self.met |= state.met
        for kind, ways in state.met.items():
            self.kinds[kind] = max(ways, self.kinds.get(kind, 0))
        return tree

    def check(self, limit: str, ways: int, most: int) -> None:
        """Refuse a text with more doubts than can be followed."""
        if ways > most:
            raise LimitError(
                unreadable.TEXT_CAN_BE_READ.format(most=most, limit=limit),
                self.text,
                Span(0, len(self.text)),
            )
