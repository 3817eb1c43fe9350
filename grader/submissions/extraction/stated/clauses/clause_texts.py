"""The text of one formula as the value that a question asks for: a list, a set, a limit, a shape, a chain's end."""

from __future__ import annotations

import re

from grader.marking.asked.agreeing.other_kinds import is_of_other_kind
from grader.marking.asked.other_things.calculations import is_other_calculation
from grader.marking.asked.other_things.limits_named import is_around
from grader.marking.asked.other_things.sums_named import is_no_sum
from grader.marking.texts.left_hand.prompt_names import close, plain
from grader.marking.texts.numbers.comma_numbers import in_bounds
from grader.marking.texts.sets.named_members import is_other_unknown
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import symbol_named
from grader.submissions.extraction.formulas.restricted import (
    both_signs,
    interval,
    is_bare,
    members_of,
    set_behind,
    solutions,
)
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.clauses.clause_conditions import Conditions, cleaned_text
from grader.submissions.extraction.stated.clauses.limits_said import tended
from grader.submissions.forms.texts import is_single
from grader.wording import writing_notices


class Texts(Conditions):
    """Turns the text of a formula into that of a value."""

    def _value(self, formula: Lexeme) -> str:
        """Return the text of a formula; entries with commas between them become the list that is asked for."""
        text = self._limit(self._remainder(self._letter_before(formula) + cleaned_text(formula)))
        if self.question.kind.is_set:
            text = in_bounds(text) if "," in text and self.question.names.numbers == "plain" else text
            whole = "" if self._is_other_set(text) else set_behind(text)
            members = (
                "" if is_other_unknown(_SIGN_OF_SET.split(text)[0].strip(), self.question.names) else members_of(text)
            )
            text = solutions(self.question, [text]) or both_signs(text) or members or whole or text
            if is_set := interval(text):
                return is_set
        if self.question.kind.is_shape and (space := _SPACE.fullmatch(text)):
            return space["sizes"]
        if self.question.kind.written != "list":
            return self._without_sign(text)
        if self.question.kind.is_expression and (sizes := _PRODUCT.fullmatch(text)):
            self.notes.append(writing_notices.READ_LIST_FACTORS.format(text=text))
            return self._list(re.findall(r"\d+", sizes[0]))
        if is_single(text) or "=" in text or text.count(")") != text.count("("):
            return text
        if self.question.kind.is_set and _OF_SETS.search(text):
            return text  # `]-2, 1[ ∪ ]1, 2[`
        return self._list([text])

    def _letter_before(self, formula: Lexeme) -> str:
        """Return the letter of the problem that was taken for an article before what was typed: `A` of `A B^T = …`.

        So is a noun before a matrix, `rank A = 2`, without which that would be the matrix itself.
        """
        place = next((n for n, one in enumerate(self.clause.lexemes) if one is formula), 0)
        said = [one.raw for one in self.clause.lexemes[max(0, place - 2) : place]]
        before = said[-1] if said else ""
        is_given = formula.typed and before == "A" and re.search(r"\$\s*A\s*=", self.question.prompt) is not None
        is_given = is_given or (formula.typed and before == "A" and _OPERATION.match(f"A {formula.text}") is not None)
        if is_given and "=" in formula.text:
            return f"{before} "
        noun = said[0] if len(said) > 1 and before.casefold() in _PREPOSITIONS else before
        is_called = noun.casefold() in _OF_MATRICES and _MATRIX.match(formula.text) is not None
        return f"{_OF_MATRICES[noun.casefold()]} " if is_called else ""

    def _without_sign(self, text: str) -> str:
        """Return a chain for a number without what says at its end which sign that has: `|A| = 8 - 5 = 3 \\neq 0`."""
        match = _SIGN_OF_VALUE.search(text) if self.question.kind.is_one_number == "always" else None
        if match is None:
            return text
        self.notes.append(match[0].strip())
        return text[: match.end("value")]

    def _is_other_set(self, text: str) -> bool:
        """Whether an equation gives another set than the one that the prompt asks for by a formula: `A \\cap B = …`."""
        row = formulas.assignment(text)
        if row is not None and is_of_other_kind(self.question, close(plain(row.left))):
            return True
        if row is not None and is_other_calculation(self.question, row.left):
            return True
        if row is None or self.asked.asks_for(row.left):
            return False
        if self.asked.sets and _SET_SIGN.search(row.left):
            return True
        left = _OPERATION.fullmatch(row.left.strip(" $"))
        theirs = [_operation(one) for one in _OPERATION.finditer(self.question.prompt)] if left else []
        return left is not None and bool(theirs) and _operation(left) not in theirs

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
        if (tending := tended(self.asked, text)) is not None:
            if not tending[1] and is_around(self.question, _TENDS_TO.split(text)[0]):
                return text  # `1/a_n → 2`
            self.doubts += [] if tending[1] else [writing_notices.LETTERS_MAY_GIVE]
            return tending[0]
        mapped = _MAPPED.fullmatch(text)
        if mapped is not None and symbol_named(self.question, mapped["name"]) is not None:
            return mapped["value"]
        match = _TENDS.fullmatch(text)
        said = any(lexeme.kind == "word" for lexeme in self.clause.lexemes)
        if match is None or said or symbol_named(self.question, match["name"]) is not None:
            return text
        is_name = is_bare(match["name"]) and not is_of_other_kind(self.question, close(plain(match["name"])))
        is_name = is_name and not is_no_sum(self.question, match["name"])  # `a_n → 2` of a series
        return match["value"] if is_name else text

    def _list(self, texts: list[str]) -> str:
        opening, closing = ("{", "}") if self.question.kind.is_set else ("[", "]")
        return f"{opening}{', '.join(texts)}{closing}"


def _operation(match: re.Match[str]) -> tuple[str, ...]:
    """Return what is done with which sets; those of a union and the like are in one order."""
    sign = next(name for name in ("cup", "cap", "less", "delta", "times") if match[name])
    names = (match["first"], match["second"])
    return (sign, *(names if sign in {"less", "times"} else sorted(names)))


_OF_SETS = re.compile(r"[∪∩∖]|\\(?:cup|cap|setminus)(?![A-Za-z])|(?<=[\[\])}])\s*U\s*(?=[\[\]({])")
_OF_MATRICES = {
    **dict.fromkeys(("rank", "rang", "rango", "rk", "rg"), "rank"),
    **dict.fromkeys(("det", "determinant", "determinante", "déterminant"), "det"),
    **dict.fromkeys(("tr", "trace", "spur", "traza", "traccia"), "tr"),
    "dim": "dim",
}
_PREPOSITIONS = frozenset({"of", "von", "de", "di"})
_MATRIX = re.compile(r"\s*[A-Z]\s*=(?!=)")
# A shape as it is spoken: `28 x 28 x 16`. No number is an array, so nothing else can be meant by it.
_PRODUCT = re.compile(r"\(?\s*\d{1,9}(?:\s*(?:×|x|\\times(?![A-Za-z]))\s*\d{1,9})+\s*\)?")
# The space of arrays of a shape, `ℝ^{12 × 31 × 31}`.
_SPACE = re.compile(r"(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ)\s*\^\s*\{(?P<sizes>[\d\s]+(?:(?:×|\\times)[\d\s]+)+)\}")
_SIGN_OF_VALUE = re.compile(
    r"(?<==)(?P<value>\s*[-−]?[1-9]\d*)\s*(?:(?:\\neq?(?![A-Za-z])|≠|!=)\s*0|(?:<|>|\\lt|\\gt)\s*0)\s*$"
)
_SIGN_OF_SET = re.compile(r"∈|\\in(?![A-Za-z])")
_SET_SIGN = re.compile(r"[∪∩]|\\(?:cup|cap|setminus)(?![A-Za-z])")
# What is done with two sets by their names, typed in any way: `A \\cap B`, `A ∩ B`.
_OPERATION = re.compile(
    r"(?<![\w\\])(?P<first>[A-Z])[\s$]*(?:(?P<cup>∪|\\cup(?![A-Za-z]))|(?P<cap>∩|\\cap(?![A-Za-z]))"
    r"|(?P<less>∖|\\setminus(?![A-Za-z])|\\(?=\s))|(?P<delta>[Δ△∆⊖]|\\(?:triangle|Delta|ominus|bigtriangleup)(?![A-Za-z]))"
    r"|(?P<times>×|\\times(?![A-Za-z])))[\s$]*(?P<second>[A-Z])(?!\w)"
)
_MODULUS = re.compile(r"(?:\\pmod\s*\{?\s*(?P<n>\d{1,9})\s*\}?|\(\s*(?:\\?mod|\\bmod)\s*(?P<m>\d{1,9})\s*\))\s*$")
_REMAINDERS = ("remainder", "rest", "reste", "resto", "residue", "modulo", "mod")
_MAPPED = re.compile(
    r"(?:[A-Za-z]\s*:\s*)?(?P<name>\\?[A-Za-z]+)\s*(?:\\(?:long)?mapsto(?![A-Za-z])|↦)\s*(?P<value>.+)", re.DOTALL
)
_TENDS_TO = re.compile(r"-+>|→|\\(?:to|rightarrow|longrightarrow|xrightarrow)(?![A-Za-z])")
_TENDS = re.compile(
    r"(?P<name>[^<>=→:]{1,20}?)\s*(?:-+>|→|\\(?:to|rightarrow|longrightarrow)(?![A-Za-z]))\s*"
    r"(?P<value>.+)",
    re.DOTALL,
)
