"""Grammar of symbols: names with their scripts, entries of arrays, words that are products of names."""

from __future__ import annotations

from typing import NoReturn

from grader.errors import AnswerError, Span
from grader.language.indices import Indices
from grader.language.letters import GREEK_NAMES
from grader.language.lexicon import MAX_LETTERS, pieces, symbol_name
from grader.language.spelling import name_of, subscript
from grader.language.tokens import Token
from grader.language.tree import Call, Const, Index, Node, Sym

_PRIMES = frozenset({"'", "''"})


class Symbols(Indices):
    """What the declared names decide."""

    def declared_here(self, token: Token) -> tuple[str | None, int]:
        """Return the longest declared symbol that is spelled from here, and the position after it."""
        letters, digits = pieces(token.value)
        after = self.tokens[self.position + 1]
        if token.value in self.bound and after.value != "_":
            return token.value, self.position + 1
        if after.kind != "op" or after.value not in {"_", "^", "'", "''"}:
            symbol = self.lexicon.symbols.get(symbol_name(letters, digits, "", "", 0))
            return (None, 0) if symbol is None else (symbol.name, self.position + 1)
        best: tuple[str | None, int] = (None, 0)
        for sub, layer, primes, stop in self._scriptings():
            symbol = self.lexicon.symbols.get(symbol_name(letters, digits, sub, layer, primes))
            if symbol is not None and stop > best[1]:
                best = (symbol.name, stop)
        if best[0] is not None or not self._partial_subscript(letters, digits):
            return best
        return self.declared_here(token)

    def _scriptings(self) -> list[tuple[str, str, int, int]]:
        """Return the scripts that a name here may have: subscript, layer, primes, and where they end."""
        found = [("", "", 0, self.position + 1)]
        sub, layer, primes, place = "", "", 0, self.position + 1
        for _ in range(3):
            token = self.tokens[place]
            if token.kind != "op":
                break
            if token.value == "_" and not sub:
                text, stop = self._script_text(place + 1)
                if not text:
                    break
                sub, place = text, stop
            elif token.value == "^" and not layer:
                text, stop = self._layer_text(place + 1)
                if not text:
                    break
                layer, place = text, stop
            elif token.value in _PRIMES and not token.gap and not primes:
                while self.tokens[place].value in _PRIMES and not self.tokens[place].gap:
                    primes += len(self.tokens[place].value)
                    place += 1
            else:
                break
            found.append((sub, layer, primes, place))
        return found

    def _script_text(self, place: int) -> tuple[str, int]:
        """Return a subscript as canonical text, and the position behind it; no text where none stands."""
        token = self.tokens[place]
        if token.kind in {"word", "num"}:
            return token.value, place + 1
        if token.kind != "op" or token.value not in {"{", "oo", "*", "·"}:
            return "", place
        if token.value != "{":
            return {"·": "*"}.get(token.value, token.value), place + 1
        text, depth = "", 1
        place += 1
        while depth and self.tokens[place].kind != "end":
            value = self.tokens[place].value
            depth += (value == "{") - (value == "}")
            if depth:
                text += value
            place += 1
        return subscript(text), place

    def _layer_text(self, place: int) -> tuple[str, int]:
        """Return `1` of `^{(1)}` or `^(1)`."""
        braced = self.tokens[place].value == "{"
        at = place + 1 if braced else place
        if self.tokens[at].value != "(" or self.tokens[at].kind != "op":
            return "", place
        text = ""
        at += 1
        while self.tokens[at].kind in {"word", "num"} or self.tokens[at].value in {"-", "+"}:
            text += self.tokens[at].value
            at += 1
        if self.tokens[at].value != ")" or (braced and self.tokens[at + 1].value != "}"):
            return "", place
        return text, at + (2 if braced else 1)

    def _partial_subscript(self, letters: str, digits: str) -> bool:
        """`x_ix_j`: cut the word behind `_` where only its beginning makes a declared name."""
        place = self.position + 2
        if self.ahead().value != "_" or self.ahead(2).kind != "word" or self.ahead(2).tex:
            return False
        token = self.tokens[place]
        for length in range(len(token.value) - 1, 0, -1):
            if self.lexicon.declared(symbol_name(letters, digits, token.value[:length], "", 0)) is not None:
                self.cut(place, [token.value[:length], token.value[length:]])
                return True
        return False

    def cut(self, place: int, parts: list[str]) -> None:
        """Put several tokens in the place of one word."""
        token = self.tokens[place]
        start, cut = token.start, list[Token]()
        for part in parts:
            kind = "num" if part.isdigit() else "word"
            cut.append(Token(kind, part, start, start + len(part), token.gap and not cut))
            start += len(part)
        self.tokens[place : place + 1] = cut

    def take_symbol(self, name: str, stop: int) -> Node:
        """Pass over a declared symbol; one whose subscript is bound here would be taken for a constant."""
        if self.bound and "_" in name:
            script = self.tokens[self.position + 2 : stop]
            bound = next((part for part in script if part.kind == "word" and part.value in self.bound), None)
            if bound is not None:
                shown = self.text[self.token.start : self.tokens[stop - 1].end]
                self.wrong(f"`{shown}` is one symbol here, which does not depend on the index {bound.value}.", bound)
        self.position = stop
        return Sym(name)

    def symbol_with_subscript(self, node: Node) -> Node | None:
        """Read a subscript that stands behind an exponent: `x^2_i` is about x_i. None where there is no such symbol."""
        if not isinstance(node, Sym):
            return None
        if self.lexicon.has_array(node.name):
            return Index(node, self.index_list(node))
        text, stop = self._script_text(self.position)
        whole = name_of(node.name, text)
        symbol = self.lexicon.declared(whole)
        if not text or (symbol is None and (not self.names.free or "_" in node.name)):
            return None
        self.position = stop
        return Sym(whole if symbol is None else symbol.name)

    # words that nobody declared as they stand

    def split_or_free(self, token: Token) -> Node:
        """Read a word as a free symbol, or as a product of what it may be made of."""
        letters, digits = pieces(token.value)
        if digits and self._is_factor_before_power(letters) and (not self.names.free or self.choose("digits") == 1):
            self.cut(self.position, [letters, digits])
            return self.atom()
        if self.names.free and (len(letters) == 1 or letters in GREEK_NAMES):
            return self._free_symbol(letters, digits)
        if len(letters) > self.limits.max_word:
            self.exceed("The word is too long to be taken apart", "max_word")
        if not token.tex and len(letters) > 1:
            cuts = self._splits(letters, digits)
            if cuts:
                cut = cuts[self.choose("split", len(cuts))] if len(cuts) > 1 else cuts[0]
                self.cut(self.position, [*cut[:-1], cut[-1] + digits])
                return self.atom()
        self.fail_undeclared(token)

    def _is_factor_before_power(self, letters: str) -> bool:
        """Whether `n2^n` stands here, which may be n 2^n where n is a symbol; `x2^2` is the square of x_2 else."""
        if not self.at_place(1, "^") or not (len(letters) == 1 or letters in GREEK_NAMES):
            return False
        if self.lexicon.declared(letters) is not None or letters in self.bound:
            return True
        return self.names.free and (not self._is_below_number() or any(token.value == letters for token in self.tokens))

    def _is_below_number(self) -> bool:
        """Whether the exponent of the word here is a number, in braces or not."""
        return self.ahead(2).kind == "num" or (self.ahead(3).kind == "num" and self.at_place(4, "}"))

    def _splits(self, letters: str, digits: str) -> list[list[str]]:
        scriptings = self._scriptings()
        last = frozenset(
            ending
            for ending in (letters[start:] for start in range(1, len(letters)))
            if (digits and self.lexicon.known_function(ending) is not None)
            or any(
                self.lexicon.declared(symbol_name(ending, digits, sub, layer, primes)) is not None
                for sub, layer, primes, _ in scriptings
            )
        )
        cuts = self.lexicon.splits(letters, last)
        bound = [name for name in self.bound if len(name) == 1]
        short = len(letters) <= MAX_LETTERS or not self.names.free
        if not cuts and bound and short and all(self.lexicon.is_unit(one) or one in bound for one in letters):
            cuts = [list(letters)]
        if digits and not self.names.free:
            cuts = [cut for cut in cuts if cut[-1] in last or self.lexicon.has_array(cut[-1])]
        return cuts

    def _free_symbol(self, letters: str, digits: str) -> Node:
        if letters == "i" and self.names.complex and not digits and self.ahead().value != "_":
            self.position += 1
            return Const("i")
        scripts = self._scriptings()
        sub, layer, primes, stop = scripts[-1]
        if layer:
            plain = [script for script in scripts if not script[1]][-1]
            if self.tokens[plain[3] + 1].value != "{" or self.choose("layer") == 1:
                sub, layer, primes, stop = plain
        if sub and self._cut_subscript():
            return self._free_symbol(letters, digits)
        if primes:
            self.fail("Expected no prime: nothing here is a function", self.tokens[stop - 1])
        if sub and self._is_bound_script():
            self.position += 2
            return Index(Sym(letters), self.index_list(Sym(letters)))
        self.position = stop
        return Sym(symbol_name(letters, digits, sub, layer, primes))

    def _cut_subscript(self) -> bool:
        """`x_ab` may be x_a b: cut the subscript where that reading is chosen."""
        script = self.ahead(2)
        if not self.at_place(1, "_") or script.kind != "word" or script.tex:
            return False
        first, digits = pieces(script.value)
        if len(first) == 1 or first in GREEK_NAMES or self.choose("subscript") == 0:
            return False
        self.cut(self.position + 2, [first[0], first[1:] + digits])
        return True

    def _is_bound_script(self) -> bool:
        """Whether the subscript here holds a bound symbol, so that it is an index."""
        if not self.bound or not self.at_place(1, "_"):
            return False
        stop = self._script_text(self.position + 2)[1]
        script = self.tokens[self.position + 2 : stop]
        return any(part.kind == "word" and set(self.bound) & {part.value, *part.value} for part in script)

    def accented(self) -> Node:
        r"""`\tilde{w}_0` is one symbol, `tilde_w_0`."""
        accent = self.token
        self.position += 1
        if accent.value == "bar" and self.names.complex and not self._is_barred_symbol():
            return Call("conj", (self.group_or_token(),))
        braced = self.take("{")
        token = self.token
        if token.kind != "word":
            self.fail("Expected a letter under the accent")
        letters, digits = pieces(token.value)
        if braced and self.ahead().value != "}":
            self.fail("Expected one letter under the accent", self.ahead())
        place = self.position
        if braced:
            self.position += 1
        for sub, layer, primes, stop in reversed(self._scriptings()):
            name = accent.value + "_" + symbol_name(letters, digits, sub, layer, primes)
            symbol = self.lexicon.declared(name)
            if symbol is not None or (self.names.free and not primes):
                self.position = stop
                return Sym(name if symbol is None else symbol.name)
        self.position = place
        end = self.ahead().end if braced else token.end
        self.fail_undeclared(accent._replace(value=f"{accent.value}_{token.value}", end=end, tex=False))

    def _is_barred_symbol(self) -> bool:
        """Return whether a symbol with a bar is declared that starts with the letter here."""
        word = self.ahead() if self.token.value == "{" else self.token
        letters, _ = pieces(word.value)
        return any(name == f"bar_{letters}" or name.startswith(f"bar_{letters}_") for name in self.names.symbols)

    def fail_undeclared(self, token: Token) -> NoReturn:
        """Raise the error for a name that nobody declared, with its subscript, and the nearest declared one."""
        letters, digits = pieces(token.value)
        sub, end = self._script_behind(token)
        name = symbol_name(letters, digits, sub, "", 0) if letters else token.value
        shown = self.text[token.start : end]
        if token.value == "i" and not sub and not self.names.complex:
            message = "`i` is not declared, and the imaginary unit only stands where values are complex."
        elif token.tex and token.value not in GREEK_NAMES:
            message = f"`{shown}` is not known here."
        else:
            message = f"`{shown}` is not declared."
        raise AnswerError(message + self.lexicon.suggestion(name), self.text, Span(token.start, end))

    def _script_behind(self, token: Token) -> tuple[str, int]:
        """Return the subscript of the word here, and where it ends in the text."""
        if token is not self.token or not self.at_place(1, "_"):
            return "", token.end
        text, stop = self._script_text(self.position + 2)
        return text, self.tokens[stop - 1].end if text else token.end
