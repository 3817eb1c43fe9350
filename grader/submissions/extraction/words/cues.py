"""The words around answers: what they do to a formula. Their tables are data, in `words`, one file for each language.

What no table knows is never taken for a word that leads to an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.records import dataclass

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_WORDS = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Phrases that do the same, of all languages; there is one of each, so that asking for it costs nothing."""

    phrases: tuple[str, ...]


def _read(text: str) -> Iterator[tuple[str, str]]:
    """Yield each phrase of a file with the name of its table: `cue:`, and below it, moved in, `is | are`."""
    name = ""
    for line in text.splitlines():
        if line[:1].isspace():
            yield from ((name, phrase) for part in line.split("|") if (phrase := part.strip()))
        elif line:
            name = line.rstrip(": ")


def _tables() -> dict[str, Table]:
    found: dict[str, dict[str, None]] = {}
    for language in LANGUAGES:
        for name, phrase in _read((_WORDS / f"{language}.txt").read_text(encoding="utf-8")):
            found.setdefault(name, {}).update(dict.fromkeys((phrase, phrase.casefold())))  # clauses are so: `grösser`
    return {name: Table(tuple(phrases)) for name, phrases in found.items()}


_TABLES = _tables()


def every() -> tuple[Table, ...]:
    """Return all tables."""
    return tuple(_TABLES.values())


# What stands before an answer and says that it is one, and nothing of what it is: `we get`, `das ergibt`.
FRAME = _TABLES["frame"]
# What draws a conclusion, at the beginning of a clause.
CONCLUSION = _TABLES["conclusion"]
# What of those two may say that everything is taken together, or what somebody has: `in total`, `we have`.
WHOLE = _TABLES["whole"]
# What is called the answer. Behind it and a cue stands the answer, whatever else was written.
ANSWER = _TABLES["answer"]
# What the value follows, with nothing but neutral words in between.
CUE = _TABLES["cue"]
# What changes nothing, before a formula or behind it.
NEUTRAL = _TABLES["neutral"]
# What makes of a formula something else than the answer, or less: never overlooked.
AGAINST = _TABLES["against"]
# What names a part of something, or what is made of it; where the problem itself says the word, it is asked for.
PART = _TABLES["part"]
# What makes something else of what stands behind its `of`: `derivative of $8$`.
OPERATION = _TABLES["operation"]
# What does so, and behind an indefinite article names a value: `the sum of $8$`, but `a sum of $8$`.
OPERATION_VALUE = _TABLES["operation value"]
# What may stand between that `of` and a formula: `derivative of the function $x^2$`.
OPERAND = _TABLES["operand"]
# What begins a sentence that says what is given or how it is done; only behind its comma stands a result.
PREMISE = _TABLES["premise"]
# What of these by itself states nothing, whatever follows it.
SETTING = _TABLES["setting"]
# What says before a colon how a value is found: `By parts: …`, `Entwicklung nach der ersten Zeile: …`.
METHOD = _TABLES["method"]
# How often a method is used: `L'Hospital twice`.
REPEATED = _TABLES["repeated"]
# What says before a colon what was done, with formulas in it: `Dividing by $e^a$: …`, `By parts with $u = x$: …`.
WORKING = _TABLES["working"]
# What says, beside those, what is done up to the colon before a display: `Set $u = x$ and integrate:`.
LEADING = _TABLES["leading"]
# What makes something else of a formula, and speaks against none: behind a conclusion another one may be the answer.
AMOUNT = _TABLES["amount"]
# What names the values at which something is zero.
VANISHING = _TABLES["vanishing"]
# What says where a value is found.
PLACE = _TABLES["place"]
# What is spoken of by a word for it, so that what stands around it is a clause.
PRONOUN = _TABLES["pronoun"]
# What says by which letters something is called, and stands in a premise, too.
NAMING = _TABLES["naming"]
# What says that nobody is sure.
UNSURE = _TABLES["unsure"]
# What only supposes something.
SUPPOSING = _TABLES["supposing"]
# What begins a sentence that looks whether the answer is right.
CHECKING = _TABLES["checking"]
# What gives a reason wherever it stands.
CAUSE = _TABLES["cause"]
# What begins a reason behind an answer, which is left aside and shown.
REASON = _TABLES["reason"]
# What may follow an answer and says nothing.
CLOSING = _TABLES["closing"]
# What stands before a condition, behind the value that it restricts or before it.
CONDITION = _TABLES["condition"]
# What says that two things are the same, and is no condition.
EQUIVALENCE = _TABLES["equivalence"]
# What binds a letter, so that an equation behind it is no condition.
BINDING = _TABLES["binding"]
EVERY = _TABLES["every"]
OTHERWISE = _TABLES["otherwise"]
# What takes back something that was written.
RETRACTION = _TABLES["retraction"]
# What leads to the name of an option.
CHOOSING = _TABLES["choosing"]
# What leads to the word for something.
CALLING = _TABLES["calling"]
# What turns a yes into something else.
TURNING = _TABLES["turning"]
# What says that a value is rounded.
ABOUT = _TABLES["about"]
# What says that a value is meant as it stands.
EXACTNESS = _TABLES["exactness"]
# What parts two answers of which only one can be meant.
ALTERNATIVE = _TABLES["alternative"]
# What stands where an answer is still to be written.
NOTHING = _TABLES["nothing"]
# What is counted where a class of growth is asked for, behind the class.
COUNTED = _TABLES["counted"]
# What denies.
NEGATION = _TABLES["negation"]
# What denies in one language, whatever it says in another: `no` is Portuguese for `in the`.
DENYING = _TABLES["denying"]
# What says that a case follows.
CASE = _TABLES["case"]
# What says which of several values one is, from the first on.
ORDINALS = tuple(_TABLES[f"ordinal {place}"] for place in range(1, 5))
# What the sizes of a shape are called, with the letters that stand for them.
SIZES = {name: _TABLES[f"size {name}"] for name in ("height", "width", "channels", "batch")}
# What says behind several things that their order counts.
IN_ORDER = _TABLES["in order"]
# What says in words for which part of the domain something is said.
REGION = _TABLES["region"]
# What says that several conditions hold together.
ALL_HOLD = _TABLES["all hold"]
# Words for a value, which a sentence without a formula may give.
VALUE_WORDS = _TABLES["value words"]
# Verbs that make of `si` a pronoun: `si ottiene`. Those that Spanish has, too, are none: `si deriva`.
REFLEXIVE = _TABLES["reflexive"]
# What stands behind `si ha` where that is no `if it has`: `si ha che`.
REFLEXIVE_OBJECT = _TABLES["reflexive object"]
# Whose answer it is where it is not that of who writes.
OTHERS = _TABLES["others"]
