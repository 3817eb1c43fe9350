"""Words of other languages that part cases or join conditions, in the words of the grammar."""

from __future__ import annotations

from grader.language.grammar.answers.phrases import JOINING, OTHER_LANGUAGES
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token


def translated(text: str, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return tokens with English words for those that part cases or join conditions, unless they are names."""
    done: list[Token] = []
    for token in tokens:
        if token.value == "r" and [one.value for one in done[-2:]] == ["f", "ü"]:
            done[-2:] = [done[-2]._replace(value="for", end=token.end)]
            continue
        said = OTHER_LANGUAGES[token.value] if _is_foreign(text, token) else None
        if token.value in JOINING and _is_set_as_text(text, token):
            done.append(token._replace(value=JOINING[token.value]))
            continue
        is_named = said and (lexicon.declared(token.value) or lexicon.splits(token.value, frozenset()))
        done.append(token._replace(value=said) if said and not is_named else token)
    return done


def _is_foreign(text: str, token: Token) -> bool:
    r"""Whether a token is such a word, also in `\text{sonst}`, and no command such as `\si`."""
    is_command = token.tex and "\\" in text[max(token.start - 1, 0) : token.start + 1]
    return token.value in OTHER_LANGUAGES and token.kind == "word" and not is_command


def _is_set_as_text(text: str, token: Token) -> bool:
    r"""Whether a letter stands between blanks in `\text{ y }`, where it is a word."""
    return text[: token.start].endswith("\\text{ ") and text[token.end : token.end + 2] == " }"
