"""The table of cues as patterns over skeletons: sentences in small letters with one sign for each formula."""

from __future__ import annotations

import re
from functools import cache

from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.cues import Table
from grader.submissions.problem_words import PROBLEM_WORDS

F = "\ue000"  # stands for a formula in a skeleton


@cache
def alternatives(*tables: Table) -> str:
    """Return the phrases of tables as one alternative of a pattern, the longest first."""
    every = {phrase for table in tables for phrase in table.phrases}
    ordered = sorted(every, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in ordered)


@cache
def words(*tables: Table) -> re.Pattern[str]:
    """Return the pattern of one phrase of some tables."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(*tables)})(?![\w'’-])")


@cache
def starting(*tables: Table) -> re.Pattern[str]:
    """Return the pattern of one phrase of some tables with what parts it from what follows."""
    return re.compile(rf"[\s,;:(–—-]*(?:{alternatives(*tables)})(?!\w)[\s,:]*")


@cache
def singles(*tables: Table) -> frozenset[str]:
    """Return the words of the phrases of some tables."""
    return frozenset(word for table in tables for phrase in table.phrases for word in phrase.split())


@cache
def quiet() -> frozenset[str]:
    """Return the words that may stand between a cue and a formula; none of them denies, as the `no` of `no total`."""
    return singles(cues.NEUTRAL, cues.CUE, cues.CONCLUSION, cues.ANSWER) - singles(cues.NEGATION, cues.DENYING)


_THEREFORE = (
    "so|thus|hence|therefore|consequently|somit|daher|folglich|donc|ainsi|d'où|luego|entonces|⇒|∴|⟹|por (?:lo )?tanto|"
    "par conséquent"
)
# `also` is a conclusion in German only.
THEREFORE = re.compile(rf"[\s,;]*(?:and\s+|und\s+|et\s+|y\s+)?(?:{_THEREFORE})(?!\w)")
_GERMAN = "ist|sind|der|das|den|dem|wir|man|es|gilt|beträgt|lautet|erhalten|folgt|konvergiert|ergibt|hat|gibt"
_WITHIN = "thus|hence|therefore|consequently|somit|daher|folglich|donc|ainsi|entonces|por (?:lo )?tanto|par conséquent"
# A conclusion within a clause: `le coût est donc`, `das Polynom ist also`.
CONCLUDING = re.compile(rf"(?<=\w\s)(?:{_WITHIN})(?!\w)|(?<!\w)(?:{_GERMAN})(?:\s\w+){{0,3}}\salso(?!\w)")
# `se` and `als` are conditions right before a formula, a pronoun and `as` elsewhere; `als` where a sentence begins.
CONDITIONAL = re.compile(rf"(?<!\w)se\s*(?:{F}|\Z)|\A\W*als\s*(?:{F}|\Z)")
NEGATED = re.compile(r"n['’]t(?!\w)|(?<!\w)n['’](?=\s)")


@cache
def label() -> re.Pattern[str]:
    """Return the pattern of `so the answer is`, `answer:` at the beginning of a clause."""
    before = rf"(?>(?:{alternatives(cues.CONCLUSION, cues.NEUTRAL)})(?!\w)[\s,:]*)*"  # `in total` is read once
    return re.compile(
        rf"[\s*_]*{before}(?:{alternatives(cues.ANSWER)})(?!\w)[\s*_]*(?:[:=]|(?:{_BE})(?!\w)\s*:?)[\s*_]*"
    )


@cache
def frame() -> re.Pattern[str]:
    """Return the pattern of what says that an answer follows, and nothing of it: `Hence the answer is`, `So we get`."""
    concluding = rf"(?>(?:{alternatives(cues.CONCLUSION)})(?!\w)[\s,:]*)"
    said = rf"(?:{alternatives(cues.FRAME)})(?!\w)\s*:?"
    either = rf"{label().pattern}|[\s*_]*(?:{concluding}*{said}|{concluding}+)[\s*_]*"
    return re.compile(rf"(?:{either})(?!\s*(?:{PLACED})\s)")


# Words that need the verb before them: `it is in $O(n)$`, `it is by 3 larger`.
PLACED = "in|by|at|of|from|for|um|bei|von|an|en|dans|por|em|op|van|bij"


@cache
def label_at_end() -> re.Pattern[str]:
    """Return the pattern of `answer is`, `answer:` right before a formula, neutral words in between."""
    between = rf"(?:[\s*_,]*(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted(singles(cues.NEUTRAL)))})(?!\w))*"
    return re.compile(
        rf"(?<!\w)(?:{alternatives(cues.ANSWER)})[\s*_]*(?:[:=]|(?<!\w)(?:{_BE})(?!\w)\s*:?)?{between}[\s*_]*$"
    )


_BE = "is|are|equals|will be|would be|should be|ist|sind|lautet|est|sont|es|son"


@cache
def operation() -> re.Pattern[str]:
    """Return the pattern of an operation right before a formula: `the sum of`, `derivative of the function`, `sum`."""
    names = rf"(?P<value>{alternatives(cues.OPERATION_VALUE)})|{alternatives(cues.OPERATION)}"
    of = rf"(?:\s+(?:{_OF}))+(?:\s+(?:{alternatives(cues.OPERAND)}))?"
    return re.compile(rf"(?<![\w-])(?:(?P<one>{_INDEFINITE})\s+)?(?:{names})(?P<of>{of})?\s*\Z")


_INDEFINITE = "an?|eine?|einer|einen|une?|una|uno|uma?|een"
_OF = "of|over|der|des|dem|den|von|vom|aus|du|del?|las?|le|el|l'|d'|di|dello|della|d[oa]|van|het|the"


@cache
def equivalence() -> re.Pattern[str]:
    """Return the pattern of `if and only if`, which is no condition."""
    return words(cues.EQUIVALENCE)


@cache
def cases() -> re.Pattern[str]:
    """Return the pattern of `a if b, c if d` and `a if b, c otherwise`."""
    when = rf"[\s,(]*(?:{alternatives(cues.CONDITION)})\s+{F}\)?"
    joint = r"[\s,;]*(?:(?:and|und|et|y|or)\s+)?"
    return re.compile(
        rf"{F}{when}(?:{joint}{F}{when})*{joint}{F}(?:{when}|[\s,(]*(?:{alternatives(cues.OTHERWISE)})(?!\w)\)?)"
    )


@cache
def between() -> re.Pattern[str]:
    """Return the pattern of what stands between a value and its condition: `if`, `for all`."""
    return re.compile(
        rf"[\s,;(]*(?:{alternatives(cues.CONDITION, cues.BINDING)})(?:\s+(?:{alternatives(cues.EVERY)}))*\s*"
    )


@cache
def ahead() -> re.Pattern[str]:
    """Return the pattern of a condition before a value: `for x > 0`."""
    return re.compile(rf"[\s,]*(?:{alternatives(cues.CONDITION)})(?:\s+(?:{alternatives(cues.EVERY)}))*\s*{F}[\s,]*")


@cache
def cue() -> re.Pattern[str]:
    """Return the pattern of what a value follows: a cue, a colon, a sign of equality."""
    return re.compile(rf"{words(cues.CUE).pattern}|[:=]")


@cache
def concluded() -> re.Pattern[str]:
    """Return the pattern of a conclusion behind a comma: `, so`."""
    last = rf"(?<=\w)(?<!not)(?<!cht)(?<!pas)(?<!\bno)\s+(?:so|{_WITHIN})\s+(?={F}[\s.!]*$)"
    last += r"|(?<=\w)(?<!not)(?<!think)(?<!elieve)(?<!hope)\s+so\s+(?=[(\[]\w[)\]][\s.!]*$)"  # `conserved so (C)`
    return re.compile(rf"[,;–—]\s*(?:{alternatives(cues.CONCLUSION)})(?!\w)[\s,:]*|{last}")


@cache
def conclusion() -> re.Pattern[str]:
    """Return the pattern of a conclusion at the beginning of a clause."""
    return re.compile(rf"[\s,;:–—]*(?:(?:and|und|et|y)\s+)?(?:{alternatives(cues.CONCLUSION)})(?!\w)")


@cache
def method() -> re.Pattern[str]:
    """Return the pattern of what says how a value is found, up to the colon before that."""
    return re.compile(rf"(?=[^:{F}]{{0,80}}{words(cues.METHOD).pattern})[^:{F}]{{0,160}}:\s*")


def without_count(text: str) -> str:
    """Return a text without how often a method is used, which makes nothing else of a value: `L'Hospital twice: …`."""
    return _repeated().sub(lambda match: match["method"] or "", text)


@cache
def _repeated() -> re.Pattern[str]:
    count, method = rf"(?:{alternatives(cues.REPEATED)})", words(cues.METHOD).pattern
    name = rf"{method}(?:['’]?s)?(?:\s(?:rule|regel))?"
    used = "anwenden|angewendet|angewandt|applied|appliquée?|aplicad[oa]|applicat[oa]|toegepast"
    behind = rf"(?=\s*[,:;)]|\s+(?:{alternatives(cues.CUE)}|{used})(?!\w))"
    return re.compile(rf"(?<!\w){count}\s+(?={name}{behind})|(?P<method>{name})\s+{count}{behind}")


@cache
def working() -> re.Pattern[str]:
    """Return the pattern of what says what was done, with formulas in it, up to the colon before the result."""
    return re.compile(rf"(?=[^:]{{0,80}}{words(cues.WORKING).pattern})[^:]{{0,160}}:\s*")


@cache
def working_shown() -> re.Pattern[str]:
    """Return the pattern of what says what was done, with formulas in it, up to the verb before the display."""
    verb = (
        "gives|yields|we get|we obtain|we have|ergibt|liefert|erhalten wir|folgt|donne|on obtient|da|obtenemos|resulta"
    )
    return re.compile(
        rf"(?=[^:]{{0,80}}{words(cues.WORKING, cues.METHOD).pattern})[^:]{{0,160}}(?<!\w)(?:{verb})\s+(?={F}[\s.]*$)"
    )


AFTERWARDS = frozenset({"after", "nach", "tras", "après", "from the", "via"})
# What something is said to lack, here and not `where I forgot it`.
# A reason that is calculated with, or holds in one case only: `by the chain rule times $2$`, `by case $1$`.
_GOING_ON = re.compile(
    rf"(?<!\w)(?:rule|regel|règle|regla|lemma|theorem|satz|parts|formula|formel)\s+(?:times|mal|fois|plus|minus|divided\sby)\s+{F}"
    rf"|(?<!\w)(?:case|fall|cas|caso)\s+{F}",
)
_FORGOTTEN = re.compile(
    r"(?<!where\s)(?<!\w)(?:i|we)\s(?:\w+\s)?(?:forgot|forgotten|missed|overlooked|left\sout)(?!\w)"
    r"|(?<!\w)(?:copied|cheated|abgeschrieben|recopié|copiado|wrong\sanswer|falsche\santwort)(?!\w)"
    r"|(?<!\w)(?:vergessen|fehlt|übersehen|oublié|olvidé|olvidado|faltó|is\smissing)(?!\w)"
)
NEAR = 8  # signs before a reason in which the formula or the comma stands


# `$5/7$, as 7 balls are left`: what is said behind `as` is said to be so.
_AS = re.compile(
    rf"(?<={F}),\s+as\s+(?=[^,;:.()]{{2,60}}\s(?:is|are|has|have|was|were|can|must|will|does|do|holds|stays|remains?)(?!\w))"
)


def reason_behind(skeleton: str, first: int) -> int:
    """Return where the reason behind the formula at `first` begins, the end of the skeleton where there is none."""
    if (said := _AS.search(skeleton, first)) is not None:
        first_reason = _reason_behind(skeleton, first)
        return min(first_reason, said.start() + 1)
    return _reason_behind(skeleton, first)


def _reason_behind(skeleton: str, first: int) -> int:
    for match in words(cues.CAUSE, cues.REASON).finditer(skeleton, first + 1):
        if words(cues.CONCLUSION).match(skeleton, match.start()):
            continue  # `por lo tanto`
        if match[0] == "da" and _GIVES.match(skeleton, match.start() - 2):
            continue  # `$3^4$ da $4$` is Spanish and Italian
        if match[0] in AFTERWARDS and F in skeleton[match.end() :]:
            continue  # `$a$ after the first step, $b$ after the second`
        if (
            match[0] in _DIVIDING
            and skeleton[match.start() - 2 : match.start() - 1] == F
            and _ALONE.match(skeleton, match.end())
        ):
            continue  # `$3$ durch $4$`
        if (
            match[0] in _JOINING
            and skeleton[: match.start()].endswith(f"{F} ")
            and _BEHIND.match(skeleton, match.end())
        ):
            continue  # `$n$ by $k$`, `pi by 4`, `x por 2`
        if match[0] in _BY and not _is_by_rule(skeleton[match.end() :]):
            continue  # `$2$ by a factor $3$`, `2 por ciento`: who knows what that makes of it
        if _FORGOTTEN.search(skeleton, match.end()) or _GOING_ON.search(skeleton, match.end()):
            continue  # `$x$ by the power rule, but I forgot a factor` takes something back, `times $2$` goes on
        if _ANOTHER.search(skeleton, match.end()):
            continue  # `$2$ (since …), $3$ (since …)` and `$12$ by groups, $14$ in total` have another value behind
        before = skeleton[max(0, match.start() - NEAR) : match.start()].rstrip()
        if before[-1:] in ",(;–—" or before.rstrip(" ,;(–—-:.")[-1:] == F:
            return match.start()
    return len(skeleton)


_GIVES = re.compile(rf"{F} da {F}\s*(?:[.,;!)]|\Z)")
_ANOTHER = re.compile(
    rf"(?:\)[\s,;]*|[,;]\s*)(?:(?:and|or|und|oder|et|ou|y|o|e|but|so|then|minus|plus|times|mais|aber|pero|ma|mas)\s+)*{F}"
)
_DIVIDING = frozenset({"durch", "sur", "entre", "over"})
_ALONE = re.compile(rf"\s*{F}[\s.!]*$")
_BY = frozenset({"by", "by the", "par", "por", "as in"})
_BESIDE_RULES = re.compile(
    r"(?<!\w)(?:percent|percentage|factor|mistake|error|ten|hundred|two|three|four|five|ciento|cento|cien|mil|cent|mille|power\s+of)(?!\w)"
)


def _is_by_rule(rest: str) -> bool:
    """Whether what stands behind `by` is a rule or a step, and has no number in it that may change the value."""
    said = words(cues.METHOD, cues.WORKING, cues.REPEATED, cues.CAUSE, cues.LEADING).search(rest)
    is_step = _KNOWN_STEP.search(rest) is not None or _PROBLEM.match(rest) is not None
    return (said is not None or is_step) and not _BESIDE_RULES.search(rest)


_PROBLEM = re.compile(rf"\s*(?:{PROBLEM_WORDS})\s{F}[\s.)]*$")
_KNOWN_STEP = re.compile(
    r"(?<!\w)(?:symm\w*|sym[eé]tr\w*|simetr\w*|vieta|vi[eè]te|bayes|gau(?:ss|ß)|euler|leibniz|pythagoras|pythagore|taylor|newton"
    r"|\w*rule|\w*regel|\w*satz|r[eè]gles?|reglas?|regole|formula|formel|formule|fórmula|theor[eè]me?|th[eé]or[eè]me|teorema"
    r"|\w+ing|\w+(?:ung|tion|ción|ção|zione|criterion|test))(?!\w)"
)
_JOINING = frozenset({"by", "par", "por"})  # between two formulas a division, a product or a shape
_BEHIND = re.compile(rf"\s*{F}")


@cache
def changed() -> re.Pattern[str]:
    """Return the pattern of a formula with a word right before it that makes something else of it: `twice x`."""
    return re.compile(rf"{words(cues.AGAINST).pattern}(?:\s(?:of|von|de))?\s{F}")


def takes_its_place(low: str) -> bool:
    """Whether a sentence begins as one that takes back what stands above it: `Correction: 7`, `Or 7`, `No, 7`."""
    return starting(cues.RETRACTION, cues.ALTERNATIVE).match(low) is not None or _DENIES.match(low) is not None


_DENIES = re.compile(r"\W*(?:no|nein|non|não|nee)\s*[,:!]")
