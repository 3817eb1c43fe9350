"""Grammar of bars: absolute values, norms, determinants. A bar does not say whether it opens or closes."""

from __future__ import annotations

from grader.errors import AnswerError, LimitError
from grader.language.grammar import Grammar
from grader.language.tree import Array, Call, Node, Tup
from grader.language.vectors import dims_of, side_of

_CLOSING = {"lvert": ("rvert",), "lVert": ("rVert",), "|": ("|",), "||": ("||", "rVert")}


class Bars(Grammar):
    """What stands between bars."""

    def between_bars(self) -> Node:
        """`|a|` is the absolute value, `||a||` the norm; a bar closes as soon as it can."""
        if self.at("|") and self.at_place(1, "|"):
            self._join()
        opening, inside = self.token.value, self.position
        if opening != "||":
            return self._between(opening)
        tokens, depth = list(self.tokens), self.depth
        try:
            return self._between(opening)
        except LimitError:
            raise
        except AnswerError:
            self.retry(tokens, inside)
            self.depth = depth
        self._cut()
        return self._between("|")

    def _between(self, opening: str) -> Node:
        self.position += 1
        bare = self.holds_bare_matrix()
        depth = len(self.bars)
        self.bars.append(opening)
        try:
            inner = self.sum()
            self._match(opening)
            if not self.take(*_CLOSING[opening]):
                self.fail("Expected the closing bar")
        finally:
            del self.bars[depth:]
        if opening in {"||", "lVert"}:
            return Call("norm", (inner,))
        match inner:
            case Call(name="abs", args=args) if opening == "lvert":
                return Call("norm", args)
            case Array() if bare:
                return Call("det", (inner,))
            case Tup() if len(inner.items) > 1:
                return Call(self._size(inner), (inner,))
            case _:
                return Call(self._size(inner) if self.is_array(inner) else "abs", (inner,))

    def holds_bare_matrix(self) -> bool:
        r"""Whether the brackets or bars here hold a matrix that has none of its own: `|\begin{array}…`."""
        token = self.token
        return token.tex and token.value == "begin" and self.ahead(2).value in {"array", "matrix", "smallmatrix"}

    def _size(self, inner: Node) -> str:
        """Return what bars around an array mean: absolute values by entry, or its norm, a matrix' determinant."""
        dims = dims_of(inner, self.lexicon)
        if dims == () or self.choose("size") == 0:
            return "abs"
        return "det" if dims is not None and len(dims) == 2 and not side_of(dims) else "norm"

    def _match(self, opening: str) -> None:
        """Cut `||` in two where one bar is to be closed, and join two bars where a norm is."""
        if opening == "|" and self.at("||"):
            self._cut()
        if opening == "||" and self.at("|") and self.at_place(1, "|"):
            self._join()

    def _cut(self) -> None:
        bar, here = self.token._replace(value="|"), self.position
        first = bar._replace(end=bar.start + 1)
        self.tokens[here : here + 1] = [first, bar._replace(start=bar.start + 1, gap=False)]

    def _join(self) -> None:
        here = self.position
        self.tokens[here : here + 2] = [self.token._replace(value="||", end=self.ahead().end)]

    def inner_bar(self) -> Node | None:
        """Read a bar that opens although it could close: `|a |b| c|`. None where it closes, or cannot open."""
        token, after = self.token, self.ahead()
        if token.value not in {"|", "||"} or not self.bars or self.bars[-1] != token.value or after.kind == "end":
            return None
        if after.gap or not (token.gap or self._may_open()):
            return None
        if not token.gap and self.choose("bars") == 0:
            return None
        start, tokens = self.position, list(self.tokens)
        depth, bars, met = self.depth, list(self.bars), dict(self.met)
        try:
            return self.power()
        except LimitError:
            raise
        except AnswerError:
            self.retry(tokens, start)
            self.depth, self.bars, self.met = depth, bars, met
            return None

    def _may_open(self) -> bool:
        """Whether what follows the bar here can begin a factor, and the text has bars enough for both readings."""
        after = self.ahead()
        if after.value in {"|", "||"} or not (self.starts_factor(after)):
            return False
        value = self.token.value
        return sum(token.value == value for token in self.tokens[self.position + 1 :]) >= 2
