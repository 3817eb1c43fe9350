"""The value that a clause gives: one formula, several as a list or as a set, cases, a value with its condition.

What is only spoken of is passed over, what repeats the problem is left out, and what cannot be told is doubtful.
"""

from __future__ import annotations

import re
from itertools import pairwise

from grader.claims.chains import last_member
from grader.language.units.reading import unit_fault
from grader.marking.ways.chains.member_units import comes_to_another
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.domains_said import only_declares
from grader.submissions.extraction.formulas.interval_kinds import without_kind
from grader.submissions.extraction.formulas.naming import plain, symbol_named
from grader.submissions.extraction.formulas.restricted import (
    cased,
    repeats_domain,
    solutions,
    values_of,
)
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.clauses.called_values import called_as_asked
from grader.submissions.extraction.stated.clauses.clause_conditions import Shape, cleaned_text
from grader.submissions.extraction.stated.clauses.clause_texts import Texts
from grader.submissions.extraction.stated.clauses.ends_said import answer_behind, ends_in
from grader.submissions.extraction.stated.clauses.named_values import last_calculation
from grader.submissions.extraction.stated.clauses.numbers_told_of import is_told_of
from grader.submissions.extraction.stated.meanings.glosses import own_function
from grader.submissions.extraction.stated.words_around.announced_values import is_announced
from grader.submissions.extraction.stated.words_around.around_words import ENDS
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F, words
from grader.submissions.extraction.words.vocabulary import RELATION
from grader.wording import writing_notices


class Values(Texts):
    """Finds the value in a clause."""

    def shape(self, main: str, inside: list[Lexeme]) -> Found | Shape:
        """Return the value's text, the words before and behind it, and its formula; or what cannot be told."""
        spots = [match.start() for match in re.finditer(F, main)]
        if not spots:
            return Found("context", "", self.source, self.clause.raw())
        if len(spots) > 1:
            main, inside, spots = self._without_own_function(main, inside, spots)
            main, inside, spots = self._without_repeated(main, inside, spots)
            main, inside, spots = self._without_explained(main, inside, spots)
        return self._of_several(main, inside, spots) if len(spots) > 1 else self._of_one(main, inside[0], spots[0])

    def _of_one(self, main: str, formula: Lexeme, spot: int) -> Shape:
        """Return a formula as the value, whatever stands around it."""
        text, lead, tail = self._value(formula), main[:spot], main[spot + 1 :]
        if self.question.kind.is_set:
            lead, tail = without_kind(lead, text, tail)
        return text, lead, tail, formula

    def _of_several(self, main: str, inside: list[Lexeme], spots: list[int]) -> Found | Shape:
        """Return the value that several formulas give, or why nobody can tell."""
        if (cases := self._cases(main, inside)) is not None:
            return cases, main[: spots[0]], "", inside[0]
        if is_told_of(self.question, main, inside, spots):
            return self.doubt(self.clause.raw(), inside[-1], writing_notices.SEVERAL_FORMULAS_STAND_ONE, inside)
        if (several := self._solutions(main, inside, spots)) is not None:
            return several
        if (listed := self._listed(main, inside)) is not None:
            return listed, main[: spots[0]], "", inside[0]
        if (calculated := self._calculated(main, inside, spots)) is not None:
            return calculated
        if len(inside) > 1 and is_announced(self.question, main, inside, spots):
            return self._value(inside[-1]), main[: spots[-1]], main[spots[-1] + 1 :], inside[-1]
        if (last := self._behind_units(main, inside, spots)) is not None:
            return self._value(last), main[: spots[0]], main[spots[-1] + 1 :], last
        if (called := self._by_name(main, inside, spots)) is not None:
            return called
        if (restricted := self.restricted(main, inside, spots)) is not None:
            return restricted
        values = [n for n, one in enumerate(inside) if not self.is_aside(one, main, spots[n])]
        if len(values) > 1 and (ending := self._ending(main, inside, spots)) is not None:
            return ending
        at = values[0] if len(values) == 1 else len(inside) - 1
        if len(values) > 1 or any(n > at for n in range(len(inside)) if n != at):
            return self.doubt(self.clause.raw(), inside[-1], writing_notices.SEVERAL_FORMULAS_STAND_ONE, inside)
        return self._of_one(main, inside[at], spots[at])

    def _ending(self, main: str, inside: list[Lexeme], spots: list[int]) -> Shape | None:
        """Return the last of several formulas where it is called the answer, or the clause comes to it."""
        whole, last, tail = self.clause.skeleton, inside[-1], main[spots[-1] + 1 :]
        if (start := answer_behind(self.around, whole, main, spots)) is not None:
            return self._value(last), main[start : spots[-1]], tail, last
        if not ends_in(self.around, whole, main, inside, spots):
            return None
        self.doubts.append(writing_notices.ASIDE_MAY_SAY_MORE)
        is_led = phrases.cue().search(main, spots[-2]) is not None
        return self._value(last), main[: spots[-1]] if is_led else "", tail, last

    def _calculated(self, main: str, inside: list[Lexeme], spots: list[int]) -> Shape | None:
        """Return what several formulas come to in the end: `784*10 weights + 10 biases = 7850`.

        Or `$4 + 7 = 11$, $11/2 = 5.5$`, of which each goes on with what came out before.
        """
        if len(inside) < 2:
            return None
        is_against = words(cues.AGAINST).search(main) is not None
        if _is_calculated(inside) and not _is_named_apart(main, inside, spots):
            return self._value(inside[-1]), main[: spots[-1]] if is_against else "", main[spots[-1] + 1 :], inside[-1]
        between = main[spots[0] + 1 : spots[-1]].split(F)
        if is_against or self.question.kind.is_set or any(one.strip(" ,;") for one in between):
            return None
        text = last_calculation(", ".join(cleaned_text(one) for one in inside))
        return (text, main[: spots[0]], main[spots[-1] + 1 :], inside[-1]) if text else None

    def _behind_units(self, main: str, inside: list[Lexeme], spots: list[int]) -> Lexeme | None:
        """Return the last member of a calculation with units in it, `E = 5 kg * (2 m/s)^2 = 20 J`; else None."""
        if self.question.unit is None or len(inside) < 2 or "=" not in inside[-1].text:
            return None
        between = [main[start + 1 : stop].strip() for start, stop in pairwise(spots)]
        are_units = all(word and not unit_fault(word) for word in between)
        if not are_units or not all(_GOING_ON.match(one.text) for one in inside[1:]):
            return None
        *members, last = self.clause.raw().rstrip(" .").split("=")
        if any(comes_to_another(self.question, one, last) for one in members):
            return None
        return inside[-1]._replace(text=inside[-1].text.rpartition("=")[2].strip())

    def _by_name(self, main: str, inside: list[Lexeme], spots: list[int]) -> Shape | None:
        """Return which of several formulas is called what is asked for, by a label, as a total or by its own name."""
        found = called_as_asked(self.asked, self.around, main, inside, spots)
        if found is None or (self.question.kind.is_array and not _BRACKET.search(inside[found[0]].text)):
            return None  # of a list each may be an entry
        return self._value(inside[found[0]]), found[1], "", inside[found[0]]

    def _cases(self, main: str, inside: list[Lexeme]) -> str | None:
        """Return `a if b, c otherwise` as cases."""
        match = phrases.cases().search(main)
        if match is None or main[match.end() :].strip(ENDS) or main.count(F, 0, match.start()):
            return None
        texts = [_right(text) if n % 2 == 0 else text for n, text in enumerate(map(cleaned_text, inside))]
        pairs = list(zip(texts[0::2], [*texts[1::2], "\\text{otherwise}"], strict=False))
        return cased(pairs)

    def _listed(self, main: str, inside: list[Lexeme]) -> str | None:
        """Return several formulas with only commas between them as a list, where one is asked for."""
        if self.question.kind.written != "list" or len(inside) < 2 or _OPERATION.search(main):
            return None
        first, last = main.find(F), main.rfind(F)
        between = {part.strip() for part in main[first + 1 : last].split(F)}
        if not between <= {",", ", and", "and", "und", "et", "y", "e", "en"} or main[last + 1 :].strip(ENDS):
            return None
        texts = [cleaned_text(one) for one in inside]
        if self.question.kind.is_set:
            if text := solutions(self.question, texts):
                return text
            if any(map(RELATION.search, texts)):
                return None  # an equation or a bound is no member
        return self._list(texts)

    def _without_own_function(
        self, main: str, inside: list[Lexeme], spots: list[int]
    ) -> tuple[str, list[Lexeme], list[int]]:
        """Return a clause without what a name of one's own is said to be, which is put in its places."""
        own = own_function(main, [one.text for one in inside])
        if own is None or not own.place or plain(cleaned_text(inside[own.place])) not in self.bindings:
            return main, inside, spots
        left = main.count(F, own.start, own.end)
        self.notes.append(
            main[own.start : own.end].strip(" ,;").replace(F, inside[own.place].text, 1).replace(F, own.function)
        )
        main = main[: own.start] + main[own.end :]
        return main, [*inside[: own.place], *inside[own.place + left :]], [one.start() for one in re.finditer(F, main)]

    def _without_repeated(
        self, main: str, inside: list[Lexeme], spots: list[int]
    ) -> tuple[str, list[Lexeme], list[int]]:
        """Return a clause without what at its end only repeats the problem: `where $x \\in \\mathbb{R}^n$`."""
        while len(inside) > 1 and self._is_repeated(main, inside):
            if not _WITH.fullmatch(main[spots[-2] + 1 : spots[-1]]):
                break
            main = main[: spots[-2] + 1] + main[spots[-1] + 1 :]
            inside, spots = inside[:-1], spots[:-1]
        return main, inside, spots

    def _is_repeated(self, main: str, inside: list[Lexeme]) -> bool:
        """Whether the last formula restricts nothing: it says what the problem declares, or what a constant may be."""
        text = inside[-1].text
        if repeats_domain(self.question, text) or self._is_constant(text, inside[0].text):
            return True
        return only_declares(self.question, text) and phrases.cases().search(main) is None

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
        rows = [formulas.assignment(cleaned_text(one)) for one in inside]
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

    def _solutions(self, main: str, inside: list[Lexeme], spots: list[int]) -> Shape | None:
        """Return the values of one letter at the end of a clause as the set that is asked for."""
        if not self.question.kind.is_set:
            return None
        first = len(inside) - 1
        while first and BETWEEN_VALUES.fullmatch(main[spots[first - 1] + 1 : spots[first]]):
            first -= 1
        texts = [cleaned_text(one) for one in inside[first:]]
        is_or = words(cues.ALTERNATIVE).search(main[spots[first] :]) is not None
        is_led = first and not is_or and all(map(self._is_looked_at, inside[:first])) and not _OPERATION.search(main)
        values = values_of(texts) if is_led else ""  # those of a clause with no other are a list anyway
        text = solutions(self.question, texts) or values if len(texts) > 1 else ""
        lead = main[: spots[first]]
        led = first == 0 or self.means or phrases.cue().search(lead, spots[first - 1]) is not None
        if first and phrases.cue().search(lead, 0, spots[first - 1]) is not None:
            led = led and "=" in inside[-1].text  # `the zeros of $p$ are $1$ and $2$, those of $q$ are $3$ and $4$`
        vanishing = words(cues.VANISHING).search(lead)
        if vanishing is not None and self.around.is_quiet(lead[vanishing.end() :]):
            lead, led = "", True
        return (text, lead, main[spots[-1] + 1 :], inside[-1]) if text and led else None

    def _is_looked_at(self, one: Lexeme) -> bool:
        """Whether a formula is what the prompt speaks of, by its letter, or a formula in the letter asked for."""
        text = plain(cleaned_text(one))
        said = {part.strip(" .,;") for part in re.split(r"\$", self.question.prompt)[1::2]}
        if "=" in text or "'" in text:
            return cleaned_text(one).strip() in said
        letters = set(re.findall(r"(?<![\\A-Za-z])[A-Z](?![A-Za-z])", " ".join(said)))
        if re.fullmatch(r"[A-Za-z]", text):
            return text in letters or not letters
        asked = {*self.question.fields, *self.question.names.symbols}
        return any(re.search(rf"(?<![A-Za-z\\])\\?{re.escape(name)}(?![A-Za-z])", text) for name in asked)


def _is_named_apart(main: str, inside: list[Lexeme], spots: list[int]) -> bool:
    """Whether the last formula has a name of its own behind an equation and a comma: `max = 4, argmax = 1`."""
    above, name = main[spots[-2] + 1 : spots[-1]], inside[-2].text
    return "=" in name and re.fullmatch(r"\s*[,;](?:\s*(?:and|und|et|y|e)(?!\w))?\s*[^\W\d_]+\s*", above) is not None


def _is_calculated(inside: list[Lexeme]) -> bool:
    """Whether the last of several formulas is what those before it come to, words or units between them."""
    if not inside[-1].text.startswith("="):
        return False
    first, *before = inside[:-1]
    if first.text.startswith("=") or any(one.text.rstrip()[-1:] in _SIGNS for one in inside[:-1]):
        return False  # `1 - accuracy = 0.75`
    return not any(one.text.startswith("=") for one in before) or all(_GOING_ON.match(one.text) for one in before)


_SIGNS = frozenset("+-−*/^")
# What makes one number of several: `the sum of $2$ and $5$`.
_OPERATION = re.compile(
    r"(?<!\w)(?:sum|product|difference|quotient|ratio|mean|average|summe|produkt|differenz|quotient|mittelwert|somme|produit|"
    r"différence|moyenne|suma|producto|diferencia|cociente|media)\s+(?:of|von|der|de|des|entre)(?!\w)"
)
_BRACKET = re.compile(r"[\[({]|\\begin")
_GOING_ON = re.compile(r"[-=+*/·×−]|\\(?:cdot|times)(?![A-Za-z])")


_CONSTANT = re.compile(r"(?P<name>[A-Za-z])\s*(?:\\in(?![A-Za-z])|∈)\s*(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ)")


def _right(text: str) -> str:
    """Return the last member of a chain, also where it begins with `|x| =`; itself where a text is none."""
    row = formulas.assignment(text)
    return last_member(text) or (row.right if row else text)


_WITH = re.compile(
    rf"[\s,;(]*(?:(?:{phrases.alternatives(cues.BINDING, cues.CONDITION)}|and|und|et|y)"
    rf"(?:\s+(?:{phrases.alternatives(cues.EVERY)}))*)?\s*"
)
# What stands between values of one letter: `and`, `und bei`.
BETWEEN_VALUES = re.compile(
    r"\s*,?\s*(?:(?:and|or|und|oder|et|ou|y|o|e|sowie|en|of|oppure)(?:\s+(?:also|auch|at|bei|für|for|en|in|à|pour|para))?)?\s*|\s*,\s*"
)
