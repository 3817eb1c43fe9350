"""Grammar of products and quotients, written with signs or by juxtaposition; and of powers."""

from __future__ import annotations

from grader.language.grammar import RUN_ENDS, TERM_ENDS
from grader.language.postfix import Postfix
from grader.language.tokens import Token
from grader.language.tree import (
    Add,
    Array,
    ArrayMul,
    Call,
    Div,
    Interval,
    Mul,
    Neg,
    Node,
    Num,
    SetOf,
    SetOp,
    Space,
    Sym,
    Transpose,
    Tup,
)
from grader.language.vectors import dims_of, is_matrix_product, side_of

_PRODUCTS = frozenset({"*", "·", "×", "@"})
_SIGNS = frozenset({"*", "·", "×", "@", "/", "hadamard", "mod", "."})
_TERM_SIGNS = frozenset({"+", "-"})
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_SET_NODES = (SetOf, SetOp, Interval, Space, Tup, Array)


class Products(Postfix):
    """The middle of the grammar."""

    def product(self) -> Node:
        """product := run (('*' | '/' | '·' | '×' | '@' | '⊙' | 'mod') run)*, from the left; a run is juxtaposed."""
        first = self.power()
        if self.tokens[self.position].value in TERM_ENDS:
            return first
        factors, steps, last = self.run(first)[0], 0, 0  # `last`: where what stands before the next sign begins
        sign = self._sign()
        entrywise: tuple[Node, ...] = ()  # the factors of the entrywise product that ends here
        while sign is not None:
            steps += sign in {"/", "mod"}
            if steps > self.limits.max_depth:
                self.exceed("The expression is too deep", "max_depth")
            before = self._gap_here()
            self.position += 1
            nodes, parted = self._signed_run()
            if sign == "/":
                entrywise = ()
                factors, last = self._divided(factors, nodes, parted and not before), 0
            elif self._is_entrywise(sign, factors, nodes):
                entrywise = (*(entrywise or (self._product_of(factors),)), self._product_of(nodes))
                factors, last = [ArrayMul("hadamard", entrywise)], 0
            elif entrywise and sign in _PRODUCTS and self.choose("entrywise") == 1:
                entrywise = (*entrywise[:-1], self._product_of([entrywise[-1], *nodes]))
                factors, last = [ArrayMul("hadamard", entrywise)], 0
            else:
                entrywise = ()
                factors, last = self._with(sign, factors, last, nodes)
            sign = self._sign()
        return self._product_of(factors)

    def juxtaposed(self) -> Node:
        """Read factors that stand against each other, up to the first sign."""
        return self._product_of(self.run()[0])

    def _sign(self) -> str | None:
        token = self.tokens[self.position]
        value = token.value
        if value not in _SIGNS or (self.spaced and token.gap and not self.ahead().gap):
            return None
        if value == "mod":
            return None if (token.kind == "word" and "mod" in self.lexicon.plain) or self.is_call_of_mod() else "mod"
        if token.kind != "op":
            return None
        if value == ".":
            return "·" if self.starts_factor(self.ahead()) else None
        return value

    def _gap_here(self) -> bool:
        """Whether blanks stand around the sign here."""
        return self.token.gap or self.ahead().gap

    def _signed_run(self) -> tuple[list[Node], bool]:
        """A run that may carry a sign of its own: `2 * -x`."""
        value = self.tokens[self.position].value
        if value in _TERM_SIGNS:
            negative = value == "-"
            self.position += 1
            self.enter()
            nodes, parted = self._signed_run()
            self.leave()
            return ([Neg(nodes[0]), *nodes[1:]] if negative else nodes), parted
        return self.run()

    def _with(self, sign: str, factors: list[Node], last: int, nodes: list[Node]) -> tuple[list[Node], int]:
        """Return the factors of the product so far, after one more sign and run, and where the last operand begins."""
        if sign == "mod":
            remainder = Call("mod", (self._product_of(factors), self._product_of(nodes)))
            self.remainder = remainder, self.position
            return [remainder], 0
        vectors = self._of_vectors(sign, factors[last:], nodes) if sign in {"×", "·"} else None
        if vectors is not None:
            return [*factors[:last], *vectors], last + len(vectors) - 1
        return [*factors, *nodes], len(factors)

    def _of_vectors(self, sign: str, before: list[Node], behind: list[Node]) -> list[Node] | None:
        """Return `a × b` as a cross product, `a · b` of two columns or two rows as a dot product; None for others."""
        if not (any(map(self._may_be_vector, before)) and any(map(self._may_be_vector, behind))):
            return None
        left, right = self._product_of(before), self._product_of(behind)
        dims = dims_of(left, self.lexicon), dims_of(right, self.lexicon)
        if () in dims:
            return None
        if sign == "×":
            return None if is_matrix_product(*dims) else [Call("cross", (left, right))]
        match side_of(dims[0]), side_of(dims[1]):
            case "column", "column":
                return [Transpose(left), right]
            case "row", "row":
                return [left, Transpose(right)]
            case _:
                return None

    def _may_be_vector(self, node: Node) -> bool:
        return not isinstance(node, Space) and (isinstance(node, Tup) or self.is_array(node))

    def _is_entrywise(self, sign: str, factors: list[Node], nodes: list[Node]) -> bool:
        """Whether a sign multiplies entry by entry: `⊙` does, and `*` between arrays may."""
        if sign != "*":
            return sign == "hadamard"
        return self.is_array(factors[-1]) and self.is_array(nodes[0]) and self.choose("star") == 1

    def _divided(self, factors: list[Node], nodes: list[Node], settled: bool) -> list[Node]:
        """`a / b c`: blanks between b and c, and none around the sign, settle it as (a / b) c; else both readings."""
        num = self._product_of(factors)
        if len(nodes) == 1:
            return [Div(num, nodes[0])]
        if not settled and self.choose("division") == 1:
            return [Div(num, self._product_of(nodes))]
        return [Div(num, nodes[0]), *nodes[1:]]

    def _product_of(self, factors: list[Node]) -> Node:
        if len(factors) == 1:
            return factors[0]
        if Transpose not in map(type, factors):
            return Mul(tuple(factors))
        if any(isinstance(factor, Transpose) and self.is_flat(factor.arg) for factor in factors):
            others = [factor for factor in factors if self.is_array(factor) or isinstance(factor, Tup)]
            if len(others) > 1 and self.choose("transpose") == 1:
                factors = [_oriented(factor) for factor in factors]
        return Mul(tuple(factors))

    def run(self, first: Node | None = None) -> tuple[list[Node], bool]:
        """run := power power*: factors written against each other, and whether blanks stood before the second.

        The first factor may be read already.
        """
        found, parted = [self.power() if first is None else first], False
        while True:
            token = self.tokens[self.position]
            if token.value in RUN_ENDS:
                return found, parted
            if not (token.kind == "word" and token.value in self.leaves) and not self.starts_factor(token):
                inner = self.inner_bar() if self.bars else None
                if inner is None:
                    return found, parted
                parted = token.gap if len(found) == 1 else parted
                found.append(inner)
                continue
            if self.spaced and token.gap:
                return found, parted
            if self.wants_sets and isinstance(found[-1], _SET_NODES):
                self._set_difference(token)
                return found, parted
            if token.kind in {"num", "frac"} and not self._is_power_of_number(token):
                self.fail("Expected a sign such as `*` before a number")
            gap = token.gap and self.counted_gap()
            parted = gap if len(found) == 1 else parted
            found.append(self.power())
            if token.value in _FRACTIONS and self._is_mixed(found[-2], found[-1]) and self.choose("mixed") == 1:
                found[-2:] = [Add((found[-2], found[-1]))]
                continue
            if not gap and token.value in {"(", "["}:
                self._refuse_call(found[-2], found[-1], token)

    def _refuse_call(self, left: Node, right: Node, token: Token) -> None:
        """Refuse `C(3, 2)`, `E[x]`, `sum_{k=1}^n a(k)`: a symbol that looks like a function. Also `0.(3)`."""
        if isinstance(right, Num) and isinstance(left, Num) and self.text[token.start - 1] == ".":
            self.fail("Expected a fraction in place of a repeating decimal", token)
        if isinstance(left, Sym) and isinstance(right, (Tup, Array)):
            if not self.names.free and self.lexicon.declared(left.name) and _is_group(right):
                return
            shown = self.text[token.start : self.tokens[self.position - 1].end]
            self.wrong(f"`{left.name}` is a symbol here, not a function of `{shown}`.", token)
        if isinstance(right, Sym) and right.name in self.bound and self.names.free:
            self._refuse_function_of(left, self.tokens[self.position - 4])

    def _refuse_function_of(self, left: Node, token: Token) -> None:
        """Refuse `J(x)` where x is bound, as in `d/dx J(x)`: nobody writes a product like that."""
        if isinstance(left, Sym) and left.name not in self.bound and self.lexicon.declared(left.name) is None:
            message = f"`{left.name}` is not known as a function. Expected `{left.name} * (…)` for a product."
            self.wrong(message, token)

    @staticmethod
    def _is_mixed(left: Node, right: Node) -> bool:
        r"""Whether `3\frac12` stands there: a whole number before a fraction between 0 and 1, both written out."""
        match left, right:
            case Num(whole), Div(Num(above), Num(below)):
                return whole.denominator == above.denominator == below.denominator == 1 and 0 < above < below
            case _:
                return False

    def _is_power_of_number(self, token: Token) -> bool:
        """Whether `2^n` stands here behind something that is no number: `n 2^n` is a product."""
        return token.kind == "num" and self.at_place(1, "^") and self.tokens[self.position - 1].kind != "num"

    def _set_difference(self, token: Token) -> None:
        r"""Take `R \ {0}` for the difference: what stands behind a set is joined by a sign, and this is one."""
        if token.kind == "word" and token.value in {"u", "U"}:
            return
        between = self.text[self.tokens[self.position - 1].end : token.start]
        if between.strip() != "\\":
            self.fail("Expected a sign between sets, such as `union`")
        sign = Token("op", "difference", token.start - 1, token.start, True)
        self.tokens.insert(self.position, sign)

    def counted_gap(self) -> bool:
        """Whether blanks before this token part it from the one before; those that end a command do not."""
        before = self.tokens[self.position - 1]
        return self.token.gap and not (before.tex and before.kind == "word")


def _is_group(node: Node) -> bool:
    """Whether square brackets hold one formula, and neither a number nor a name, as an index would be."""
    match node:
        case Array(items=(entry,)):
            return not isinstance(entry, Array | Num | Sym)
        case _:
            return False


def _oriented(node: Node) -> Node:
    """Return a flat list as a row, a transposed one as a column."""
    match node:
        case Transpose(arg=Array(items=items) | Tup(items=items)) if not any(isinstance(i, Array) for i in items):
            return Array(tuple(Array((item,)) for item in items))
        case Array(items=items) if not any(isinstance(item, Array) for item in items):
            return Array((Array(items),))
        case _:
            return node
