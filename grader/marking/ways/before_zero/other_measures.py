r"""The last look at numbers in what a prompt counts them in: `2e` in elementary charges, `3π/4` as a multiple of π.

The letter of a constant behind a number says in what it counts where the prompt names it so. A share may be given as
its number of percent where that is asked for, and what is asked per thousand in percent; a dilution or a scale by its
inverse. Where the number that is meant is proved right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_CONSTANT = r"(?P<constant>e|π|\\pi|pi)(?![\w^{(])"
_COUNTED_IN = re.compile(
    r"(?i)(?<!\w)(?:in(?:\s+(?:units?|multiples?|terms|einheiten)\s+(?:of|der|von))?|(?:multiples?|fractions?)\s+of|(?:vielfache[nrs]?|einheiten)\s+(?:von|der)"
    r"|(?:multiples?|unités?)\s+de|(?:múltiplos?|unidades)\s+de)\s+(?:(?:the|an?|der|la|le|une?)\s+)?(?:[^\W\d_]{4,}\s+){0,2}[(]?\$?\s*"
    + _CONSTANT
)
_OF_ELECTRONS = re.compile(
    r"(?i)ele[ck]tron|électron|elementary\s+charge|elementarladung|charge\s+élémentaire|carga\s+elemental"
)
_LETTERS = {
    "e": re.compile(r"(?<![\w\\])e(?![\w^])|(?<=\d)\s*e(?![\w^])"),
    "π": re.compile(r"(?:(?<=[\d.)])\s*[*·]?\s*)?(?:\\pi(?![A-Za-z])|π|(?<![A-Za-z\\])pi(?![A-Za-z]))"),
}
_PERCENT = re.compile(  # asked for, not given: `a price falls by 20 %`
    r"(?i)(?<!\w)(?:what|which|how\s+(?:many|much)|in|as\s+an?|wie\s*viele?|um|quel|combien\s+de|en|qué|cuánt[oa]s?|quant[io])\s+"
    r"(?:percent|per\s+cent|prozent|pour\s?cent|porcentaje|por\s?ciento|\\?%)|percentage|prozentsatz|pourcentage|porcentaje"
)
_PER_THOUSAND = re.compile(r"(?i)‰|per\s*mille?(?![a-z])|promille|per\s+thousand|pour\s+mille|por\s+mil(?![a-z])")
_NUMBER = re.compile(r"[\s$]*(?P<value>[-−+]?\d{1,9}(?:\.\d{1,9})?(?:/\d{1,9})?)\s*(?P<sign>\\?%)?[\s$.]*")

# A factor or scale that some give by its inverse, `1:1000` and 1000.
_INVERTED = re.compile(
    r"(?i)(?<!\w)(?:dilution|verdünnung\w*|diluci[oó]n|diluizione|verdunning|maßstab|massstab|échelle|escala|scale|gear\s+ratio|transmission\s+ratio|übersetzung\w*)(?!\w)"
)
_RATIO = re.compile(r"[\s$]*(?P<value>\d{1,9}(?:\.\d{1,9})?(?:\s*[/:]\s*\d{1,9})?)[\s$.]*")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a number that is refuted, open where it is right in what the prompt counts it in."""
    if question.kind.is_one_number != "always" or question.unit is not None or len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    return between_right(
        question, (name, field), _texts(f"{question.lead} {question.prompt}", field.text), verdict, mark
    )


def _texts(prompt: str, text: str) -> Iterator[str]:
    """Yield the numbers that a text may mean."""
    named = {"e" if one["constant"] == "e" else "π" for one in _COUNTED_IN.finditer(prompt)}
    if _OF_ELECTRONS.search(prompt) is not None:
        named.add("e")
    for constant in sorted(named):
        plain = _LETTERS[constant].sub(_one, text)
        if plain != text:
            yield plain
    if (ratio := _RATIO.fullmatch(text)) is not None and _INVERTED.search(prompt) is not None:
        yield f"1/({ratio['value'].replace(':', '/')})"
    number = _NUMBER.fullmatch(text)
    if number is None:
        return
    if number["sign"] is None and _PERCENT.search(prompt) is not None:
        yield f"({number['value']})/100"
    if number["sign"] is not None and _PER_THOUSAND.search(prompt) is not None:
        yield f"({number['value']})·10"


def _one(found: re.Match[str]) -> str:
    """Return what stands for the letter of a constant: nothing behind a number, and 1 by itself."""
    before = found.string[: found.start()].rstrip()
    return "" if before[-1:].isdigit() or before.endswith(")") else "1"
