"""Words that nobody declared and that are read as nothing: names of functions, and what may be a binomial."""

from __future__ import annotations

import re

from grader.language.functions import UNKNOWN_FUNCTIONS
from grader.language.letters import GREEK_NAMES
from grader.language.lexicon import FUNCTION_LETTERS, GROWTH, LETTER_FUNCTIONS, pieces
from grader.language.symbols import Symbols
from grader.language.tokens import Token

_CHOICE = re.compile(r"([a-z]|\d+)C([a-z]|\d+)")


class Refusals(Symbols):
    """What would only be taken for a product by mistake."""

    def refuse_unknown_function(self, token: Token) -> None:
        """Refuse `sinc(x)`: letters against a bracket are a name, unless they end in a function or are symbols."""
        letters, _ = pieces(token.value)
        if not self.names.free or len(letters) < 2 or letters in GREEK_NAMES:
            return
        if letters not in UNKNOWN_FUNCTIONS and not self._is_against_bracket(letters):
            return
        if self._all_stand_alone(letters):
            return
        self.wrong(f"`{letters}` is not known as a function. Expected `*` between the factors of a product.", token)

    def refuse_choice(self, token: Token) -> None:
        """Refuse `nCk`, `nC2` and `5C2`: a binomial, or a product with a symbol C."""
        if token.value[0] == "C" and self.position and not token.gap and self.tokens[self.position - 1].kind == "num":
            before = self.tokens[self.position - 1]
            token = token._replace(value=before.value + token.value, start=before.start)
        found = _CHOICE.fullmatch(token.value)
        if found is None or "C" in self.lexicon.plain or any(other.value == "C" for other in self.tokens):
            return
        shown = f"`binom({found[1]}, {found[2]})`, or `*` between the factors"
        self.wrong(f"`{token.value}` may be a binomial or a product. Expected {shown}.", token)

    def _is_against_bracket(self, letters: str) -> bool:
        if not self.at_place(1, "(") or self.ahead().gap:
            return False
        return not any(self._is_factor_and_function(letters, start) for start in (1, 2))

    def _all_stand_alone(self, letters: str) -> bool:
        """Whether `xy(x - y)` can only be a product: each letter is declared, or stands in the text by itself."""
        alone = {token.value for token in self.tokens if token.kind == "word" and len(token.value) == 1}
        return alone.union(self.lexicon.symbols).issuperset(letters)

    def _is_factor_and_function(self, letters: str, start: int) -> bool:
        """Whether a word is one letter, or two, and then a known function of more than two letters."""
        first, rest = letters[:start], letters[start:]
        return len(rest) > 2 and self.lexicon.known_function(rest) is not None and first not in {"a", "ar", "arc"}

    def refuse_function_letter(self, token: Token) -> None:
        """Refuse `f(x)` where nothing says whether f is a function or a factor."""
        doubtful = token.value in LETTER_FUNCTIONS and self.at_place(1, "(")  # settled by the other uses of the letter
        if self.names.free and token.value in FUNCTION_LETTERS | GROWTH and not doubtful:
            after = self._behind_scripts()
            if after.kind == "op" and after.value in {"(", "["} and not after.gap:
                self.wrong(
                    f"`{token.value}` is not known as a function. Expected `{token.value} * (…)` for a product.", token
                )

    def _behind_scripts(self) -> Token:
        """Return the token behind the primes and the exponent of the letter here."""
        at = 1
        while self.ahead(at).value in {"'", "''"}:
            at += 1
        if self.at_place(at, "^"):
            at += 1
            if self.at_place(at, "{"):
                while self.ahead(at).kind != "end" and not self.at_place(at, "}"):
                    at += 1
            at += 1
        return self.ahead(at)
