"""The sentence that asks how many, and its condition, `when Al and Bob share 20`, which alone is not asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.beside.forms import BESIDE
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.marking.asked.words.counting import HOW_MANY, HOW_MUCH

_HOW_MANY = re.compile(rf"(?i)(?<!\w)(?:{HOW_MANY}|{HOW_MUCH})(?!\w)")
# These words are others in other languages: `si` in Italian, `se` in Spanish, `als` in German.
_OWN_WORDS = {"cuá": "si", "cua": "si", "com": "si", "qua": "se", "hoe": "als"}


@lru_cache(maxsize=KEPT)
def main_and_condition(lead: str, prompt: str) -> tuple[str, str]:
    """Return what asks in the sentences that ask how many, and their conditions; the second is empty where none is."""
    asking, _ = asking_and_rest(lead, prompt)
    main, conditions = [], []
    for sentence in asking.split("\n"):
        asks = _HOW_MANY.search(sentence)
        begins = conjunction(asks[0]).search(sentence) if asks is not None else None
        if asks is None or begins is None:
            main.append(sentence)
            continue
        ends = sentence.rfind(",", begins.end(), asks.start()) if begins.start() < asks.start() else len(sentence)
        ends = ends if ends >= 0 else begins.start()
        main.append(f"{sentence[: begins.start()]} {sentence[ends:]}")
        conditions.append(sentence[begins.start() : ends])
    return "\n".join(main), "\n".join(conditions)


@lru_cache(maxsize=16)
def conjunction(asks: str) -> re.Pattern[str]:
    """Return the words that begin a condition in the language of the words that ask how many."""
    words = BESIDE["condition"] | {_OWN_WORDS.get(asks.casefold()[:3], "if")}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)", re.IGNORECASE)
