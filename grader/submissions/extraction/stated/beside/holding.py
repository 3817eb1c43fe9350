"""Where a condition holds, said of it in other words: `$|1 - x| < 1$. This holds for $x \\in (0, 2)$.`

What the condition was for stands elsewhere, so such a sentence gives credit, and is never refuted.
"""

from __future__ import annotations

import re

from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import Asked

_IFF = r"(?:for|if|when|iff|exactly\s+(?:for|if|when)|precisely\s+(?:for|if|when)|if\s+and\s+only\s+if)"
_WENN = r"(?:für|(?:genau\s+)?(?:wenn|falls)|genau\s+für|genau\s+dann,?\s+wenn)"
_HOLDS = re.compile(
    rf"(?:^|,|\.)\s*(?:and\s+|und\s+|et\s+|y\s+)?(?:"
    rf"(?:this|that|which)\s+(?:(?:is\s+)?(?:true|satisfied|fulfilled|the\s+case)|holds)\s+{_IFF}|"
    r"(?:this|that|which)\s+is\s+equivalent\s+to|"
    rf"(?:dies|das|was)\s+(?:gilt|ist\s+erfüllt)\s+{_WENN}|"
    r"(?:dies|das|was)\s+(?:ist\s+)?äquivalent\s+zu|"
    r"(?:ceci|cela|ce\s+qui)\s+(?:est\s+(?:vrai|vérifié)\s+(?:pour|si|quand)|équivaut\s+à)|"
    r"(?:esto|lo\s+que|lo\s+cual)\s+(?:se\s+cumple\s+(?:para|si|cuando)|es\s+(?:cierto\s+(?:para|si)|equivalente\s+a)|equivale\s+a)"
    rf")\s+(?={F}[\s.!)]*$)"
)


def with_restated(whole: Clause) -> Clause:
    """Return a French sentence with `donc` for `, soit` before its last formula: `6 cas sur 36, soit $1/6$`.

    `Soit …` at the beginning defines something, and `soit …, soit …` offers two things.
    """
    said = [place for place, one in enumerate(whole.lexemes) if one.text == "soit" and one.kind == "word"]
    place = said[0] if len(said) == 1 else 0
    behind = Clause(whole.lexemes[place + 1 :]) if place > 1 else None
    if behind is None or whole.lexemes[place - 1].text != "," or len(behind.formulas) != 1:
        return whole
    if behind.skeleton.rstrip(" .!")[-1:] != F:
        return whole
    return Clause((*whole.lexemes[:place], whole.lexemes[place]._replace(text="donc"), *whole.lexemes[place + 1 :]))


def as_conclusion(asked: Asked, whole: Clause) -> tuple[Clause, bool]:
    """Return a sentence with `so` in the place of `this holds for`, where solutions are asked for; and whether."""
    if not asked.question.kind.is_solutions or (match := _HOLDS.search(whole.skeleton)) is None:
        return whole, False
    places = whole.starts
    kept = [one for one, place in zip(whole.lexemes, places, strict=True) if place < match.start()]
    behind = [one for one, place in zip(whole.lexemes, places, strict=True) if place >= match.end() - 1]
    if not behind or behind[0].kind != "formula":
        return whole, False
    comma = [Lexeme("sign", ",", ",", behind[0].line)] if kept else []
    return Clause((*kept, *comma, Lexeme("word", "so", "so", behind[0].line), *behind)), True
