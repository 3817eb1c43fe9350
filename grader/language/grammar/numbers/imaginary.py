"""The imaginary unit as engineers and programs write it, `3 + 4j`."""

from __future__ import annotations

from functools import partial

from grader.language.names.lexicon import BINDERS, Lexicon
from grader.language.tokens import Token


def with_imaginary_unit(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return tokens with i for the j of engineers and programs, where it is no name, no index, and i stands nowhere."""
    values = [token.value for token in tokens]
    if lexicon.declared("j") is not None:
        return tokens
    is_index = any(
        "j" in value and "".join(values[max(0, place - 2) : place]).endswith(("_", "_{"))
        for place, value in enumerate(values)
    )
    if is_index or not BINDERS.keys().isdisjoint(values) or any(map(partial(_may_hold_i, lexicon), tokens)):
        return tokens
    return [token._replace(value=_with_i(lexicon, token)) for token in tokens]


def _with_i(lexicon: Lexicon, token: Token) -> str:
    """Return `it` for `jt` where t is declared, and so on: what a word is with i in the place of j."""
    value = token.value
    if token.kind != "word" or "j" not in value or value in lexicon.declared_names or (token.tex and value != "j"):
        return value
    other = value.replace("j", "i")
    return other if value == "j" or lexicon.splits(other, frozenset()) else value


def _may_hold_i(lexicon: Lexicon, token: Token) -> bool:
    """Whether the imaginary unit may stand in a word, beside other letters or by itself."""
    if token.kind != "word" or "i" not in token.value or token.tex:
        return token.value in {"i", "imath"}
    return token.value == "i" or lexicon.known_function(token.value) is lexicon.constant(token.value) is None
