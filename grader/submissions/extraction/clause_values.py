"""The value that a clause gives: one formula, several as a list or as a set, cases, a value with its condition.

What is only spoken of is passed over, what repeats the problem is left out, and what cannot be told is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from grader.claims.chains import last_member
from grader.language.names.functions import FUNCTIONS
from grader.problems.question import Question
from grader.submissions.extraction import cues, formulas, phrases
from grader.submissions.extraction.around import ENDS, Around, around_of, is_clause
from grader.submissions.extraction.clause import Clause
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.lexeme import Lexeme
from grader.submissions.extraction.naming import plain, symbol_named
from grader.submissions.extraction.phrases import F, words
from grader.submissions.extraction.prompts import Asked
from grader.submissions.extraction.restricted import (
    both_signs,
    cased,
    interval,
    is_bare,
    is_condition_text,
    is_membership,
    members_of,
    repeats_domain,
    set_behind,
    solutions,
)
from grader.submissions.extraction.values import cleaned
from grader.submissions.forms.texts import is_single
from grader.verdict import Source

Shape = tuple[str, str, str, Lexeme]  # the value's text, the words before and behind it, its formula


@dataclass
class Values:
    """Finds the value in a clause. `means`: it stands behind a premise; `notes` are what is left aside."""

    asked: Asked
    clause: Clause
    file: str
    source: Source
    means: bool
    bindings: Collection[str]
    notes: list[str]

    @property
    def question(self) -> Question:
        """The question that is answered."""
        return self.asked.question

    @cached_property
    def around(self) -> Around:
        """What looks at the words around a formula."""
        return around_of(self.asked)

    def shape(self, main: str, inside: list[Lexeme]) -> Found | tuple[str, str, str, Lexeme]:
        """Return the value's text, the words before and behind it, and its formula; or what cannot be told."""
        spots = [match.start() for match in re.finditer(F, main)]
        if not spots:
            return Found("context", "", self.source, self.clause.raw())
        main, inside, spots = self._without_repeated(main, inside, spots)
        main, inside, spots = self._without_explained(main, inside, spots)
        if (cases := self._cases(main, inside)) is not None:
            return cases, main[: spots[0]], "", inside[0]
        if (several := self._solutions(main, inside, spots)) is not None:
            return several
        if (listed := self._listed(main, inside)) is not None:
            return listed, main[: spots[0]], "", inside[0]
        is_sum = inside[-1].text.startswith("=") and not any(one.text.startswith("=") for one in inside[:-1])
        if len(inside) > 1 and is_sum:  # `784*10 weights + 10 biases = 7850`
            lead = main[: spots[-1]] if words(cues.AGAINST).search(main) else ""
            return self._value(inside[-1]), lead, main[spots[-1] + 1 :], inside[-1]
        if len(inside) > 1 and self._is_announced(main, spots):
            return self._value(inside[-1]), main[: spots[-1]], main[spots[-1] + 1 :], inside[-1]
        if len(inside) > 1 and (restricted := self._restricted(main, inside, spots)) is not None:
            return restricted
        values = [n for n, one in enumerate(inside) if not self._is_aside(one, main, spots[n])]
        at = values[0] if len(values) == 1 else len(inside) - 1
        if len(values) > 1 or any(n > at for n in range(len(inside)) if n != at):
            return self.doubt(self.clause.raw(), inside[-1], "several formulas stand in one sentence", inside)
        return self._value(inside[at]), main[: spots[at]], main[spots[at] + 1 :], inside[at]

    def _is_announced(self, main: str, spots: list[int]) -> bool:
        """Whether the last formula stands behind a colon, and those before it are spoken of in the clause there."""
        lead = main[: spots[-1]].rstrip()
        before = lead[:-1]
        called = phrases.cue().search(before, 0, before.rfind(F)) is not None
        return (
            lead.endswith(":") and not called and (is_clause(before) or words(cues.METHOD).search(before) is not None)
        )

    def _value(self, formula: Lexeme) -> str:
        """Return the text of a formula; entries with commas between them become the list that is asked for."""
        text = self._limit(self._remainder(_cleaned(formula)))
        if self.question.kind.expects == "set":
            text = solutions([text]) or both_signs(text) or members_of(text) or set_behind(text) or text
            if is_set := interval(text):
                return is_set
        if self.question.kind.written != "list":
            return text
        if self.question.kind.expects == "expression" and (sizes := _PRODUCT.fullmatch(text)):
            self.notes.append(f"`{text}` is read as the list of its factors")
            return self._list(re.findall(r"\d+", sizes[0]))
        if is_single(text) or "=" in text or text.count(")") != text.count("("):
            return text
        return self._list([text])

    def _remainder(self, text: str) -> str:
        r"""Return a chain of congruences without its modulus, `\pmod 4`, where the problem asks for that remainder."""
        match = _MODULUS.search(text)
        if match is None or not any(map(self.asked.says, _REMAINDERS)):
            return text
        modulus = match["n"] or match["m"]
        is_theirs = re.search(rf"(?<![\d.]){modulus}(?![\d.])", self.question.prompt)
        return text[: match.start()].rstrip() if is_theirs else text

    def _limit(self, text: str) -> str:
        """Return what a name unknown to the question tends to where that is all that is said: `v -> g/2`.

        Of a function, `x \\mapsto x^2`, return its value.
        """
        mapped = _MAPPED.fullmatch(text)
        if mapped is not None and symbol_named(self.question, mapped["name"]) is not None:
            return mapped["value"]
        match = _TENDS.fullmatch(text)
        said = any(lexeme.kind == "word" for lexeme in self.clause.lexemes)
        if match is None or said or symbol_named(self.question, match["name"]) is not None:
            return text
        return match["value"] if is_bare(match["name"]) else text

    def _list(self, texts: list[str]) -> str:
        opening, closing = ("{", "}") if self.question.kind.expects == "set" else ("[", "]")
        return f"{opening}{', '.join(texts)}{closing}"

    def _is_aside(self, formula: Lexeme, main: str, spot: int) -> bool:
        """Whether a formula before the last one is only what is spoken of: a name, or what the problem itself names."""
        if spot == main.rfind(F) or formula.display:
            return False
        if self.means and phrases.cue().search(main, spot, main.rfind(F)) is not None:
            return True
        if plain(formula.text).removeprefix("\\") in FUNCTIONS:
            return False  # `log of $x$`
        of_it = _OF.search(main, max(0, spot - NEAR), spot) and _IS.match(main, spot + 1)
        return bool(of_it) or self.asked.names_formula(formula.text) or is_bare(formula.text)

    def _cases(self, main: str, inside: list[Lexeme]) -> str | None:
        """Return `a if b, c otherwise` as cases."""
        match = phrases.cases().search(main)
        if match is None or main[match.end() :].strip(ENDS) or main.count(F, 0, match.start()):
            return None
        texts = [_right(text) if n % 2 == 0 else text for n, text in enumerate(map(_cleaned, inside))]
        pairs = list(zip(texts[0::2], [*texts[1::2], "\\text{otherwise}"], strict=False))
        return cased(pairs)

    def _listed(self, main: str, inside: list[Lexeme]) -> str | None:
        """Return several formulas with only commas between them as a list, where one is asked for."""
        if self.question.kind.written != "list" or len(inside) < 2:
            return None
        first, last = main.find(F), main.rfind(F)
        between = {part.strip() for part in main[first + 1 : last].split(F)}
        if not between <= {",", ", and", "and", "und", "et", "y"} or main[last + 1 :].strip(ENDS):
            return None
        texts = [_cleaned(one) for one in inside]
        return (solutions(texts) if self.question.kind.expects == "set" else "") or self._list(texts)

    def _without_repeated(
        self, main: str, inside: list[Lexeme], spots: list[int]
    ) -> tuple[str, list[Lexeme], list[int]]:
        """Return a clause without what at its end only repeats the problem: `where $x \\in \\mathbb{R}^n$`."""
        while len(inside) > 1 and (
            repeats_domain(self.question, inside[-1].text) or self._is_constant(inside[-1].text, inside[0].text)
        ):
            if not _WITH.fullmatch(main[spots[-2] + 1 : spots[-1]]):
                break
            main = main[: spots[-2] + 1] + main[spots[-1] + 1 :]
            inside, spots = inside[:-1], spots[:-1]
        return main, inside, spots

    def _is_constant(self, text: str, value: str) -> bool:
        r"""Whether a formula says of a constant of integration that it is any real number: `c \in \mathbb{R}`."""
        match = _CONSTANT.fullmatch(text.strip())
        if match is None or not self.question.up_to or symbol_named(self.question, match["name"]) is not None:
            return False
        return re.search(rf"(?<![A-Za-z\\]){match['name']}(?![A-Za-z])", value) is not None

    def _without_explained(
        self, main: str, inside: list[Lexeme], spots: list[int]
    ) -> tuple[str, list[Lexeme], list[int]]:
        """Return a clause without what says behind its display what something else is: `where $L(t) = …$`."""
        if len(inside) != 2 or not inside[0].display or self.asked.asks_for(inside[1].text):
            return main, inside, spots
        rows = [formulas.assignment(_cleaned(one)) for one in inside]
        behind = main[spots[0] + 1 :]
        named = re.match(r"\\?[A-Za-z]+", rows[1].left) if rows[1] else None
        bound = re.match(rf"[\s,;]*(?:{phrases.alternatives(cues.BINDING)})(?!\w)", behind)
        if not rows[0] or not named or not bound or words(cues.AGAINST).search(behind):
            return main, inside, spots
        if not self.asked.asks_for(rows[0].left) or re.search(
            rf"(?<![A-Za-z\\]){re.escape(named[0])}(?![A-Za-z])", inside[0].text
        ):
            return main, inside, spots
        self.notes.append(self.clause.raw(self.clause.skeleton.find(F) + 1).strip(" ,;"))
        return main[: spots[0] + 1], inside[:1], spots[:1]

    def _solutions(self, main: str, inside: list[Lexeme], spots: list[int]) -> tuple[str, str, str, Lexeme] | None:
        """Return the values of one letter at the end of a clause as the set that is asked for."""
        if self.question.kind.expects != "set":
            return None
        first = len(inside) - 1
        while first and _BETWEEN_VALUES.fullmatch(main[spots[first - 1] + 1 : spots[first]]):
            first -= 1
        text = solutions([_cleaned(one) for one in inside[first:]]) if first < len(inside) - 1 else ""
        lead = main[: spots[first]]
        led = first == 0 or self.means or phrases.cue().search(lead, spots[first - 1]) is not None
        vanishing = words(cues.VANISHING).search(lead)
        if vanishing is not None and self.around.is_quiet(lead[vanishing.end() :]):
            lead, led = "", True
        return (text, lead, main[spots[-1] + 1 :], inside[-1]) if text and led else None

    def _restricted(
        self, main: str, inside: list[Lexeme], spots: list[int]
    ) -> Found | tuple[str, str, str, Lexeme] | None:
        """Return a value with the condition that stands behind it or before it, None where there is none."""
        between = main[spots[-2] + 1 : spots[-1]]
        behind = phrases.between().fullmatch(between)
        comma = not between.strip(" ,;") and is_condition_text(inside[-1].text)
        value, condition = inside[-2], inside[-1]
        lead, tail = main[: spots[-2]], main[spots[-1] + 1 :]
        if not behind and not comma:
            ahead = None if self.means else phrases.ahead().match(main)
            if ahead is None or self.asked.names_formula(inside[0].text):
                return None
            value, condition = inside[-1], inside[0]
            lead, tail = main[ahead.end() :].rsplit(F, 1)
            if len(inside) > 2:
                return None
        elif len(inside) > 2 and not all(self._is_aside(one, main, 0) for one in inside[:-2]):
            return None
        if self._is_place(between if behind else main[: spots[0]], condition.text):
            self.notes.append(f"at {condition.text}")
            return _cleaned(value), lead, tail, value
        if self.question.kind.is_solutions and is_bare(value.text) and is_condition_text(condition.text):
            return _cleaned(condition), "", tail, condition  # `all x with -2 < x < 2`
        every = (
            re.search(rf"(?<!\w)(?:{phrases.alternatives(cues.EVERY)})(?!\w)", between if behind else main[: spots[0]])
            is not None
        )
        if (
            every
            and self._is_vacuous(condition.text)
            and self._is_unrestricted(between if behind else main[: spots[0]])
        ):
            return _cleaned(value), lead, tail, value
        if self._restates(condition.text):
            return _cleaned(value), lead, tail, value
        binds = words(cues.BINDING).search(between) is not None if behind else False
        if binds and "=" in condition.text and self._stands_for(condition.text):
            return _cleaned(value), lead, tail, value
        if is_bare(condition.text) or not is_condition_text(condition.text) or (binds and "=" in condition.text):
            return self.doubt(self.clause.raw(), value, "what is said of its symbols is not part of it", inside)
        if self.question.kind.reads != "value" or self.question.kind.expects not in {"expression"}:
            return self.doubt(self.clause.raw(), value, "a condition stands beside it", inside)
        return cased([(last_member(_cleaned(value)) or _cleaned(value), _cleaned(condition))]), lead, tail, value

    def _is_place(self, said: str, text: str) -> bool:
        """Whether a condition only says where a number is found: `1/4 at x = 0`, where the question has no `x`."""
        row = formulas.assignment(text)
        letters = (*self.question.for_all, *self.question.given)
        is_free = row is not None and is_bare(row.left) and not letters and not self.question.define
        return is_free and re.search(rf"(?<!\w)(?:{phrases.alternatives(cues.PLACE)})(?!\w)", said) is not None

    def _stands_for(self, text: str) -> bool:
        """Whether `where …` says what an unknown name stands for, which is put in its place."""
        row = formulas.assignment(cleaned(text))
        return row is not None and plain(row.left) in self.bindings

    def _restates(self, text: str) -> bool:
        """Whether `where …` only repeats what a declared symbol stands for, as the problem says it."""
        row = formulas.assignment(text)
        if row is None:
            return not is_bare(text) and self.asked.names_formula(text)
        known = {variable.name for variable in (*self.question.for_all, *self.question.given)} | set(
            self.question.define
        )
        named = symbol_named(self.question, row.left) in known
        return self.asked.names_formula(text) or (named and self.asked.names_formula(row.right))

    def _is_unrestricted(self, said: str) -> bool:
        """Whether `for all positive …` is said only where the symbols are declared so."""
        signs = re.findall(r"(?<!\w)(positive|negative|positiven?|negativen?|positif|positivo)(?!\w)", said)
        domains = " ".join(variable.domain.text for variable in (*self.question.for_all, *self.question.given))
        return all(sign[:6] in domains for sign in signs)

    def _is_vacuous(self, text: str) -> bool:
        """Whether `for all …` only repeats which symbols are quantified."""
        name = plain(text.split("\\in", maxsplit=1)[0].split("∈", maxsplit=1)[0])
        known = {variable.name for variable in (*self.question.for_all, *self.question.given)}
        return (is_bare(text) and name.strip("\\ ") in known) or self.asked.names_formula(text)

    def doubt(self, raw: str, formula: Lexeme, why: str, inside: list[Lexeme]) -> Found:
        """Return a clause of which nobody can say what it gives, or what is only spoken of."""
        lead = self.around.label_before(self.clause.skeleton[: self.clause.skeleton.find(F)])
        if lead:
            return Found("answer", raw, self.source, why=why)
        is_changed = phrases.changed().search(self.clause.skeleton) is not None
        if not is_changed and all(is_bare(one.text) or is_membership(one.text) for one in inside):
            return Found("context", "", self.source, raw)
        rank = "against" if why.endswith("stands beside it") else ("display" if formula.display else "inline")
        return Found("doubtful", raw, Source(self.file, formula.line), why, rank=rank)


_CONSTANT = re.compile(r"(?P<name>[A-Za-z])\s*(?:\\in(?![A-Za-z])|∈)\s*(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ)")
_MAPPED = re.compile(
    r"(?:[A-Za-z]\s*:\s*)?(?P<name>\\?[A-Za-z]+)\s*(?:\\(?:long)?mapsto(?![A-Za-z])|↦)\s*(?P<value>.+)", re.DOTALL
)
_MODULUS = re.compile(r"(?:\\pmod\s*\{?\s*(?P<n>\d{1,9})\s*\}?|\(\s*(?:\\?mod|\\bmod)\s*(?P<m>\d{1,9})\s*\))\s*$")
_REMAINDERS = ("remainder", "rest", "reste", "resto", "residue", "modulo", "mod")
_TENDS = re.compile(
    r"(?P<name>[^<>=→:]{1,20}?)\s*(?:-+>|→|\\(?:to|rightarrow|longrightarrow)(?![A-Za-z]))\s*"
    r"(?P<value>.+)",
    re.DOTALL,
)


def _right(text: str) -> str:
    """Return the last member of a chain, also where it begins with `|x| =`; itself where a text is none."""
    row = formulas.assignment(text)
    return last_member(text) or (row.right if row else text)


# A shape as it is spoken: `28 x 28 x 16`. No number is an array, so nothing else can be meant by it.
_PRODUCT = re.compile(r"\(?\s*\d{1,9}(?:\s*(?:×|x|\\times(?![A-Za-z]))\s*\d{1,9})+\s*\)?")
NEAR = 20  # signs before a formula in which it is said to be that of which a value is told
_OF = re.compile(r"(?<!\w)(?:of|von|de|du|des|del)(?:\s(?:the|der|dem|la|le|el))?\s$")
_IS = re.compile(r"\s(?:is|are|equals|ist|sind|beträgt|est|vaut|es|son|vale)(?!\w)")
_WITH = re.compile(rf"[\s,;(]*(?:(?:{phrases.alternatives(cues.BINDING, cues.CONDITION)}|and|und|et|y)(?:\s+all)?)?\s*")
# What stands between values of one letter: `and`, `und bei`.
_BETWEEN_VALUES = re.compile(
    r"\s*,?\s*(?:(?:and|or|und|oder|et|ou|y|o|sowie)(?:\s+(?:also|auch|at|bei|für|for|en|in|à|pour|para))?)?\s*|\s*,\s*"
)


def _cleaned(formula: Lexeme) -> str:
    return cleaned(formula.text)
