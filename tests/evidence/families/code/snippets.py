"""Random snippets of PyTorch, of the functions that we read: some run, some fail, all are short."""

from __future__ import annotations

from random import Random

SHAPES: dict[str, tuple[int, ...]] = {
    "x": (3, 4),
    "y": (4, 3),
    "z": (2, 3, 4),
    "v": (4,),
    "u": (3,),
    "w": (1, 4),
    "k": (3,),
    "s": (),
}
ARRAYS = ("x", "y", "z", "v", "u", "w", "x", "z")
DIMS = ("0", "1", "-1", "2", "-2")
UNARY = (
    *("exp()", "tanh()", "sigmoid()", "relu()", "abs()", "sign()", "floor()", "ceil()", "square()", "neg()", "sqrt()"),
    *("log()", "reciprocal()", "clone()", "detach()", "float()", "long()", "int()", "bool()", "contiguous()", "t()"),
    *("clamp(0)", "clamp(min=-1, max=1)", "clamp(max=0.5)", "pow(2)", "flatten()", "squeeze()", "numel()", "dim()"),
    *("T", "mT", "shape", "size()", "ravel()", "item()", "triu()", "tril(-1)", "diag()"),
)
REDUCED = ("sum", "mean", "prod", "amax", "amin", "max", "min", "argmax", "argmin", "any", "all", "var", "std")
OPERATORS = ("+", "-", "*", "/", "@", "**", ">", "<=", "==", "!=", "//", "%", "&", "|")
INDICES = (
    *("0", "-1", "1:", ":-1", "::2", ":, 0", ":, 1:", "..., 0", "None", ":, None", "0, :", "1, 2", "k % 2", ":, k"),
    *("torch.arange(3), k", "x > 0", "u > 0", "v > 0", ":, :, 0", "5", "-5", "..., None", "0, 0, 0", "k", "k > 1"),
)


class Snippets:
    """Writes snippets; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self) -> str:
        """Return a snippet."""
        kind = self.random.random()
        if kind < 0.2:
            return self.in_place()
        return f"return {self.value(self.random.choice((1, 2, 2, 3)))}"

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def in_place(self) -> str:
        """Return a snippet in which an array, or a view of it, changes."""
        array, target = self.pick(*ARRAYS), self.pick("a", "a[0]", "a[1:]", "a.T", "a[..., 0]", "a.view(-1)", "a[:, 1]")
        change = self.pick(
            f"b = {target}\nb += {self.value(0)}",
            f"b = {target}\nb *= 2",
            f"b = {target}\nb.add_({self.value(0)})",
            f"b = {target}\nb.zero_()",
            f"b = {target}\nb.mul_({self.value(0)})",
            f"b = {target}\nb -= {self.value(1)}",
            f"b = {target}\nb /= 2",
            f"b = {target}\nb = b + 1",
            f"a[{self.pick(*INDICES)}] = {self.value(0)}",
            f"a[{self.pick(*INDICES)}] += 1",
            f"a[a > 0] = {self.value(0)}",
            f"a.masked_fill_(a > 0, {self.pick('0', '-1', 's')})",
            f"for i in range({self.pick('2', '3', 'len(a)', 'a.shape[0]')}):\n    a[i] = a[i] * i",
            f"a.fill_({self.pick('1', 's', 'v')})",
            f"a.copy_({self.value(0)})",
        )
        return (
            f"a = {array}{self.pick('.clone()', '', '.clone().T')}\n{change}\nreturn a{self.pick('', '.sum(0)', ', b')}"
        )

    def value(self, depth: int) -> str:
        """Return an expression."""
        if depth <= 0:
            return self.pick(
                *ARRAYS, "k", "s", "2", "0.5", "torch.ones(3)", "torch.arange(4)", "torch.tensor([1, 0, 2])"
            )
        choice = self.random.randrange(13)
        inner = self.value(depth - 1)
        match choice:
            case 0 | 1:
                return f"({inner}).{self.pick(*UNARY)}"
            case 2 | 3:
                return f"({inner} {self.pick(*OPERATORS)} {self.value(depth - 1)})"
            case 4 | 5:
                return self.reduced(inner)
            case 6:
                return f"({inner})[{self.pick(*INDICES)}]"
            case 7:
                return self.reshaped(inner)
            case 8:
                return self.joined(inner, depth)
            case 9:
                return self.softened(inner)
            case 10:
                return self.product(inner, depth)
            case 11:
                return self.chosen(inner, depth)
            case _:
                return self.made(inner)

    def reduced(self, inner: str) -> str:
        name = self.pick(*REDUCED)
        arguments = self.pick("", f"dim={self.pick(*DIMS)}", f"{self.pick(*DIMS)}", f"{self.pick(*DIMS)}, keepdim=True",
                              "dim=(0, 1)", f"dim={self.pick(*DIMS)}, keepdim=True")  # fmt: skip
        tail = self.pick("", "", ".values", "[0]", ".indices") if name in {"max", "min"} and arguments else ""
        whole = f"torch.{name}({inner}{', ' if arguments else ''}{arguments})"
        return whole + tail if self.random.random() < 0.4 else f"({inner}).{name}({arguments}){tail}"

    def reshaped(self, inner: str) -> str:
        shape = self.pick("-1", "4, 3", "3, 4", "2, 6", "-1, 2", "2, -1", "1, -1", "12", "(3, -1)", "5, 2", "2, 3, 4")
        first, second = self.pick(*DIMS), self.pick(*DIMS)
        call = self.pick(
            *(f"reshape({shape})", f"view({shape})", f"unsqueeze({first})", f"squeeze({first})", f"cumsum({first})"),
            *(f"transpose({first}, {second})", f"size({first})", f"shape[{first}]", "permute(1, 0)", "t()"),
            *("permute(2, 0, 1)", "permute(1, 2, 0)", "expand(3, 4)", "expand(2, 3, 4)", "expand(-1, 4)"),
            *("expand_as(x)", "flatten(1)", "flatten(0, 1)", "broadcast_to((3, 4))", "swapaxes(0, 1)"),
        )
        return f"({inner}).{call}"

    def joined(self, inner: str, depth: int) -> str:
        name, other = self.pick("cat", "stack", "concat"), self.value(depth - 1)
        return f"torch.{name}([{inner}, {other}]{self.pick('', ', dim=0', ', dim=1', ', 1', ', dim=-1')})"

    def softened(self, inner: str) -> str:
        dim = self.pick("dim=0", "dim=1", "dim=-1", "-1", "")
        return self.pick(
            f"torch.softmax({inner}, {dim or 'dim=0'})",
            f"({inner}).softmax({dim})",
            f"({inner}).log_softmax({dim or 'dim=-1'})",
            f"F.softmax({inner}, {dim or 'dim=1'})",
            f"torch.logsumexp({inner}, {dim or '0'})",
            f"F.relu({inner})",
            f"F.mse_loss({inner}, {self.pick(*ARRAYS)})",
            f"F.cross_entropy({inner}, {self.pick('k', 'k % 3', 'torch.tensor([0, 1, 2])')})",
        )

    def product(self, inner: str, depth: int) -> str:
        other = self.value(depth - 1)
        return self.pick(
            f"torch.matmul({inner}, {other})",
            f"torch.mm({inner}, {other})",
            f"torch.outer({inner}, {other})",
            f"torch.dot({inner}, {other})",
            f"({inner}).dot({other})",
            f"torch.bmm({inner}, {other})",
            f"torch.einsum('ij,jk->ik', {inner}, {other})",
            f"torch.einsum('ij,j->i', {inner}, {other})",
            f"torch.einsum('bij,j->bi', {inner}, {other})",
            f"torch.einsum('i,i', {inner}, {other})",
            f"F.linear({inner}, {other})",
            f"F.linear({inner}, {other}, u)",
        )

    def chosen(self, inner: str, depth: int) -> str:
        other = self.value(depth - 1)
        return self.pick(
            f"torch.where({inner} > 0, {inner}, {other})",
            f"torch.where({inner}, {other}, 0.0)",
            f"torch.maximum({inner}, {other})",
            f"torch.minimum({inner}, {other})",
            f"({inner}).masked_fill({inner} > 0, 0)",
            f"({inner}).gather(1, k.unsqueeze(1))",
            f"torch.gather({inner}, 0, k[None])",
            f"({inner}).index_select(0, k % 2)",
            f"({inner}).eq({other})",
            f"torch.logical_and({inner} > 0, {other} < 1)",
            f"torch.logical_not({inner})",
            f"({inner}).add({other}, alpha=2)",
            f"torch.pow({inner}, {other})",
        )

    def made(self, inner: str) -> str:
        return self.pick(
            f"torch.zeros_like({inner})",
            f"torch.ones_like({inner})",
            f"torch.full_like({inner}, 3)",
            f"F.one_hot({self.pick('k', inner)}{self.pick('', ', 4', ', num_classes=5', ', 2')})",
            f"torch.eye({self.pick('3', '4', '3, 4')})",
            f"torch.zeros({self.pick('3', '3, 4', '(2, 3)')})",
            f"({inner}).new_zeros(3)",
            f"torch.arange({self.pick('3', '1, 4', '0, 6, 2', '4.0')})",
            f"torch.tensor([{self.pick('1, 2', '1.0, 2', 'True, False', '[1, 2], [3, 4]')}])",
            f"({inner}).to(torch.{self.pick('float32', 'int64', 'bool', 'float64')})",
            f"({inner}).type(torch.{self.pick('float', 'long')})",
            f"torch.full((2, 3), {self.pick('1', '0.5', 'True')})",
        )
