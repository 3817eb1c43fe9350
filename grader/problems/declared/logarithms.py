r"""The bases other than e that a problem gives its logarithms: in what it expects, and in its prompt as `\log_{10}`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.language.tree import Call, Node, Num, walk

BASES = (10, 2)
_WRITTEN = re.compile(r"log\s?_?\s?\{?\s?(10|2)(?![\d.])|(?<![A-Za-z])\\?(lg|dB)(?![A-Za-z])")


def bases_of_logarithms(accepted: Iterable[Node], prompt: str) -> tuple[int, ...]:
    """Return the bases of 10 and 2 of which a student may mean `log`; empty where nothing speaks of them."""
    trees = [node for tree in accepted for node in walk(tree) if isinstance(node, Call) and node.name == "log"]
    bases = {node.args[1].value for node in trees if len(node.args) > 1 and isinstance(node.args[1], Num)}
    written = {match[1] or "10" for match in _WRITTEN.finditer(prompt)}
    return tuple(base for base in BASES if base in bases or str(base) in written)
