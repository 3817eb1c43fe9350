r"""What a text says last, where that is a formula by itself: `O(n^2)` of `O(n)⏎No, O(n^2)`, `7` of `D = 12 => hmm, 7`.

A line, the end of a sentence, an arrow, a wide blank, a mark or a remark in brackets parts it from what stands before
it, and words may lead to it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from grader.claims.chains import depths
from grader.language.names.lexicon import is_function

MAX_CHARACTERS = 600  # of a text whose last formula is looked for
MAX_LED = 5  # words that lead to a formula
_PARTS = re.compile(
    r"\s*\n\s*|;\s+|[.!?…]\s+|\s*(?:=>|->|[⇒→⟹↝]|\\(?:implies|Rightarrow|rightarrow|to)(?![A-Za-z]))\s*|[ \t]{3,}|\t"
    r"|\s*[✗✘❌✓✔✅]\s*|\s\(\s*[^\W\d_]{2,20}\s*\)\s|~~\s+|\\q?quad(?![A-Za-z])\s*"
    r"|(?<=[a-z]matrix\})\s+(?=\\begin)|(?<=\]\])\s+(?=\[\[|\\begin)"
)
_LEADING = re.compile(r"[\s*_$]*(?P<word>[^\W\d_]{2,}(?:['’][^\W\d_]+)?)(?:\s*[,:.!…–—-]+(?=\s)|(?=\s))")
_WORD = re.compile(r"(?<![\\\w{])[^\W\d_]{3,}|(?<![\\\w{])[^\W\d_]{2}(?=\s[^\W\d_]{2})")
# What takes back what stands before it, or only says that an answer follows.
_INSTEAD = re.compile(
    r"(?i)(?:no(?:pe)?|nah|nee|nein|doch|halt|non|si|não|nada|wait|h+m+|o+h|ok(?:ay)?|ah+|u+h|u+m+|äh+m*|well|sorry|oops|ups|actually|rather"
    r"|better|correct\w*|edit|update|fixed|now|then|so|thus|hence|it|it['’]s|is|that|that['’]s|the|my|answer|result|final|finally|new|right"
    r"|should|must|be|meant|instead|revised|total|all|in|sum|overall|or|maybe|perhaps|rather"
    r"|warte?|moment|also|jetzt|dann|besser|eigentlich|vielmehr|korrektur|korrigiert|richtig|es|ist|das|die|der|antwort|ergebnis|lösung|neu"
    r"|somit|damit|also|insgesamt|oder|vielleicht|attends?|pardon|plutôt|mieux|en|fait|donc|alors|c['’]est|la|le|réponse|résultat|correction|ou"
    r"|espera|perdón|mejor|entonces|luego|es|el|respuesta|resultado|corrección|aspetta|scusa|meglio|anzi|quindi|allora|è|il|risposta|risultato"
    r"|espere|desculpe|melhor|então|logo|resposta|wacht|beter|dus|dan|het|antwoord|uitkomst|of)"
)
_SPOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


_NAMED = re.compile(
    r"(?P<formula>\S.*?)[\s$*_]+(?:is|was|ist|war|est|es|è|é)\s+(?:the\s+|my\s+|die\s+|la\s+|a\s+|il\s+|el\s+)?(?:(?:final|correct|right|richtige|bonne)\s+)?"
    r"(?:right|correct|answer|result|solution|one|richtig|korrekt|antwort|lösung|juste|correcte?|réponse|correct[oa]|respuesta|giust[oa]|risposta"
    r"|resposta|cert[oa])",
    re.IGNORECASE,
)
# Words for what a value is rounded to, which is another one where it has no decimals.
_ROUNDED = re.compile(
    r"(?i)(?:rounded|rounds?|rounding|approx\w*|about|roughly|gerundet|etwa|ungefähr|rund|arrondie?|environ|redondead[oa]|aprox\w*|arrotondat[oa]"
    r"|circa|afgerond|ongeveer|arredondad[oa])"
)


class Last(NamedTuple):
    """A formula that stands last, what stands before it and the words that lead to it."""

    before: str
    led: str
    formula: str

    def replaces(self, prompt: str) -> bool:
        """Whether the words before it take back what stands there, lead to an answer, or are words of the prompt."""
        words, asked = _SPOKEN.findall(self.led.casefold()), {*_SPOKEN.findall(prompt.casefold())}
        is_whole = self.formula.isdigit()
        return all(_INSTEAD.fullmatch(one) or one in asked or (is_whole and _ROUNDED.fullmatch(one)) for one in words)


def said_last(text: str) -> Last | None:
    """Return the formula that a text says last; None where nothing parts one from what stands before it."""
    whole = text.strip(" \n\t$.✓✔✅")
    if len(whole) > MAX_CHARACTERS:
        return None
    depth = depths(whole)
    parts = [one for one in _PARTS.finditer(whole) if not depth[one.start()] and whole[: one.start()].strip()]
    parts = [one for one in parts if not _tends(whole, one)]
    if not parts:
        return None
    led, formula = _led(whole[parts[-1].end() :])
    while len(parts) > 1 and _SAID.fullmatch(whole, parts[-2].end(), parts[-1].start()):
        led = f"{whole[parts[-2].end() : parts[-1].start()]} {led}"
        parts.pop()
    if not formula or _BELONGS.search(formula) is not None:
        return None
    return Last(whole[: parts[-1].start()].strip(" $"), led, formula)


def _tends(text: str, mark: re.Match[str]) -> bool:
    """Whether an arrow behind a letter by itself says what that tends to, `as x → 0`."""
    return _ARROW.search(mark[0]) is not None and _LETTER.search(text[: mark.start()][-12:]) is not None


_ARROW, _LETTER = re.compile(r"->|→|\\(?:right|to)"), re.compile(r"(?<![^\W_])\\?[^\W\d_][\s$]*\Z")
_BELONGS = re.compile(r"∈|\\in(?![A-Za-z])")  # what constants are


_SAID = re.compile(r"[\s*_$]*(?:[^\W\d_]{2,}[\s,'’*_]*){1,5}")  # words between two marks: `No` of `O(n). No: O(n^2)`


def _led(text: str) -> tuple[str, str]:
    """Return the words that a text begins with, and the formula behind them; nothing where words stand in that."""
    start = 0
    for _ in range(MAX_LED):
        word = _LEADING.match(text, start)
        if word is None or is_function(word["word"]):
            break
        start = word.end()
    formula = text[start:].strip(" $.!\n*_")
    if (named := _NAMED.fullmatch(formula)) is not None:  # `x is right`
        formula = named["formula"].strip(" $*_")
    has_words = any(not is_function(word) for word in _WORD.findall(formula))
    return text[:start], "" if has_words or not re.search(r"\w", formula) else formula
