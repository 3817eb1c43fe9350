"""Yes and no in the question's own words: `it is convex`, `it diverges` where the problem asks whether it converges."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.worded.meanings.asked_property import letters_of, property_of
from grader.submissions.extraction.worded.meanings.places_said import is_of_a_part
from grader.submissions.extraction.worded.meanings.predicates import by_predicate
from grader.submissions.extraction.worded.meanings.senses import AUXILIARY, PRONOUNS, SENSES, STRONGER, SUBJECTS, stem
from grader.submissions.extraction.worded.meanings.some_of import SOME_OF
from grader.submissions.extraction.words import cues, phrases

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT = re.compile(
    r"(?<!\w)(?:fail(?:s|ed)?\s+to|unable\s+to|cannot|not|nicht|keine?[mnrs]?|n't|ne|pas|no|non|não|niet|geen)(?![\w-])|n't(?!\w)"
)


_ANSWERED = re.compile(
    r"(?<![\w-])(?:(?P<yes>yes|ja|oui|sí|sì|sim)|no|nein|non|não|nee)\s*(?:[,;:–—]|\s-\s)\s*(?P<behind>\S.*)", re.DOTALL
)


def stated_answer(question: Question, low: str) -> str:
    """Return yes or no where a sentence says in the question's own words that it is so, or that it is not.

    All words of the question stand in it, a negation aside nothing else, or nothing but its verb, or the opposite of
    that; what they are said of may have another name, or a pronoun. A question of either-or has no such answer, nor
    has what is said of a place alone.
    """
    answered = _ANSWERED.search(low)
    if answered is None:
        answer = _stated(question, low)
    else:  # `I think no, they are independent` denies once
        own = "yes" if answered["yes"] else "no"
        answer = own if _stated(question, answered["behind"]) == own else ""
    return "" if answer and is_of_a_part(question, answer, low) else answer


def _stated(question: Question, low: str) -> str:
    """Return the yes or no that a sentence says, wherever it says so."""
    if not _is_linear_in_both(_asked(question), low) or SOME_OF.search(low) or _speaks_of_another(question, low):
        return ""
    if known := by_predicate(_asked(question), low):
        return known
    plain = _without_condition(_named_alike(_asked(question)))
    low = _without_means(_without_aside(question, _named_alike(low)))
    if not plain or phrases.words(cues.ALTERNATIVE, cues.AGAINST).search(_without_senses(plain)):
        return ""
    supposed = _WOULD.search(low)
    if (supposed and supposed[0] not in plain) or not _numbers(low) <= _numbers(f"{question.lead} {question.prompt}"):
        return ""  # `H_1 is rejected`, `it would be at 10 %`
    wanted, said = _stems(plain), _stems(_NOT.sub(" ", low)) - PRONOUNS
    denied = [one for one in _NOT.findall(low) if one != "ne"]
    is_denied = _NOT.search(low) is not None
    if len(denied) > 1:
        return ""
    if _is_same(wanted - STRONGER if is_denied else wanted, said, plain, low):
        return "no" if is_denied else "yes"
    asked = {sense for word in wanted if (sense := SENSES.get(word))}
    answered = {sense for word in said if (sense := SENSES.get(word))}
    others = [{word for word in one if word not in SENSES and word not in SUBJECTS} for one in (wanted, said)]
    is_pronoun = not others[1] and _is_spoken_of(others[0], plain)
    if not (others[0] == others[1] or is_pronoun):
        return ""
    if len(asked) == 2:
        return "" if _BOUND.search(low) else _of_two(asked, answered, is_denied=is_denied)
    if len(asked) != 1 or len(answered) != 1:
        return ""
    one, other = asked.pop(), answered.pop()
    if one[0] != other[0] or _BOUND.search(low):
        return ""
    return "yes" if (one == other) != is_denied else "no"


def _speaks_of_another(question: Question, low: str) -> bool:
    """Whether a letter that something is said of is none of those of the prompt, where it names any."""
    known = letters_of(question)
    return bool(known) and any(match["letter"] not in known for match in _LETTER.finditer(low))


_LETTER = re.compile(
    r"(?<![\w\\'’])(?P<letter>[b-hj-z])(?:_\{?\w\}?|\d)?\s+(?:is|isn't|does|doesn't|has|cannot|ist|hat|est|n'est|es|no\s+es|è|é|não|non"
    r"|converges|diverges|konvergiert|divergiert)(?!\w)"
)


def _of_two(asked: set[tuple[str, bool]], answered: set[tuple[str, bool]], *, is_denied: bool) -> str:
    """Return yes or no where a question has two such words: `it converges conditionally`, `not absolutely`."""
    if not answered or not {pair for pair, _ in answered} <= {pair for pair, _ in asked}:
        return ""
    if is_denied:
        return "no" if answered <= asked else ""
    if not answered <= asked:
        return "no"
    return "yes" if answered == asked else ""


def _is_same(wanted: set[str], said: set[str], plain: str, low: str) -> bool:
    """Whether a sentence says what a question asks, of the same thing, perhaps by another noun, a pronoun or none."""
    if not wanted or wanted == said:
        return bool(wanted)
    order = [one for word in WORD.findall(plain) if (one := stem(word)) in wanted]
    if not order:
        return False
    verbs = _stems(" ".join(word for word in WORD.findall(plain)[:1]))
    predicate = {order[-1]} | (verbs & wanted if len(order) > 1 and order[0] in verbs else set())
    lacking = {word for word in wanted - said if word not in SUBJECTS}
    if said - wanted - SUBJECTS or not predicate <= said or _BOUND.search(low) or _JOINT.search(plain):
        return False
    return not lacking or _is_spoken_of(lacking, plain)


def _is_spoken_of(lacking: set[str], plain: str) -> bool:
    """Whether the words of a question that a sentence lacks are what it is asked of, so that nothing else is meant."""
    subject = _SUBJECT.match(plain)
    named = {stem(word) for word in WORD.findall(subject["name"])} if subject else set()
    return _JOINT.search(plain) is None and lacking <= named


def _stems(text: str) -> set[str]:
    neutral = phrases.quiet() | AUXILIARY
    text = _INVERTED.sub("", re.sub(r"(?<!\w)n['’](?=\w)", "ne ", text))
    text = _NOT.sub(" ", text)
    return {stem(word) for word in WORD.findall(text) if word not in neutral and len(word) > 1}


def _without_condition(plain: str) -> str:
    """Return a question without the condition at its end: `… independent if P(A) = 1/2?`, `… at the level 5 %?`."""
    plain = _LEVEL.sub(" ", plain)
    match = _CONDITION.search(plain)
    return f"{plain[: match.start()]}?" if match and _stems(plain[: match.start()]) else plain


def _without_means(low: str) -> str:
    """Return a sentence without what says at its beginning by which means it was found: `by the integral test, …`."""
    match = _MEANS.match(low) or _BECAUSE_OF.match(low)
    spoken = match and (_NOT.search(match[0]) or _says_sense(match[0]))
    return low[match.end() :] if match and not spoken else low


_CONDITION = re.compile(r"(?<!\w)(?:if|when|si|cuando|quand|wenn|falls)(?!\w)")


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)?", text))


_WOULD = re.compile(r"(?<!\w)(?:would|wäre|würde|serait|sería)(?!\w)")
_LEVEL = re.compile(
    r"\s+(?:at|zum|auf|au|al)\s[^.?!]{0,20}?(?:level|niveau|signifikanzniveau|seuil|nivel)(?![a-z])[^.?!]{0,20}|\s\([^()]{1,30}\)"
)
_MEANS = re.compile(
    r"[\s*_]*(?:by|using|from|according to|nach|laut|gemäß|mit|par|d'après|selon|por|según|con)\s[^,;:]{1,80},\s*"
)
_BECAUSE_OF = re.compile(
    r"[\s*_]*(?:wegen|aufgrund|vanwege)\s[^,;:]{0,60}?(?:[=<>≠≤≥]|\\(?:ne|neq|le|ge|leq|geq)(?![a-z]))[^,;:]{1,60}?\s"
    r"(?=(?:ist|sind|hat|haben|is|zijn|heeft|konvergiert|divergiert)\s)"
)
_SUBJECT = re.compile(
    r"\W*(?:is|are|does|do|ist|sind|est|sont|es|son)\s(?:(?:the|this|that|der|die|das|diese[rs]?|le|la|les|el|los|las)\s)?"
    r"(?P<name>[\w'’-]+)\s+(?=\w)"
)
_INVERTED = re.compile(r"-(?:t-)?(?:elles?|ils?|on)(?!\w)")  # `est-elle`
_JOINT = re.compile(r"(?<=\w)\s(?:and|und|et|y|e)\s(?=\w)")  # of words; formulas are blanks here
_BOUND = re.compile(r"[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt)(?![a-z])")  # what holds only where it does


def is_contradicted(question: Question, answer: str, low: str) -> bool:
    """Whether what stands behind yes or no says by the verb of the question, or its opposite, the other one."""
    plain = _named_alike(_asked(question))
    if phrases.words(cues.ALTERNATIVE, cues.AGAINST).search(plain):
        return False
    if _OF_ALTERNATIVE.search(low):
        return False  # `Yes, we accept $H_1$`
    asked = {sense for word in WORD.findall(plain) if (sense := SENSES.get(stem(word)))}
    said = {sense for word in WORD.findall(low) if (sense := SENSES.get(stem(word)))}
    if len(asked) != 1 or len(said) != 1:
        return False
    one, other = asked.pop(), said.pop()
    is_so = (one == other) != (_NOT.search(low) is not None)
    return one[0] == other[0] and answer != ("yes" if is_so else "no")


_OF_ALTERNATIVE = re.compile(r"(?<!\w)(?:h_?\{?[1a]\}?|h[₁ₐ]|(?:gegen|alternativ)\w*|alternativ\w*)(?!\w)")


def says_sense_asked(question: Question, low: str) -> bool | None:
    """Whether words say the property that a prompt asks for, or its opposite: `diverges`; None where neither.

    Nothing else may stand there: no other such word, and one denial at most.
    """
    asked = {sense for one in property_of(question).words if (sense := SENSES.get(stem(one)))}
    said = {sense for word in WORD.findall(low) if (sense := SENSES.get(stem(word)))}
    denied = [one for one in _NOT.findall(low) if one != "ne"]
    if len(asked) != 1 or len(said) != 1 or len(denied) > 1 or _BOUND.search(low):
        return None
    one, other = asked.pop(), said.pop()
    return (one == other) != bool(denied) if one[0] == other[0] else None


def _named_alike(low: str) -> str:
    """Return a text in which what has two names has one: the null hypothesis, and linear dependence of vectors."""
    return _LINEARLY.sub("", _NULL_HYPOTHESIS.sub("nullhypothesis", low))


def _is_linear_in_both(plain: str, low: str) -> bool:
    """Whether a sentence says linearly where the question does; what is dependent is not linearly independent."""
    asked, said = _LINEARLY.search(plain) is not None, _LINEARLY.search(low) is not None
    return asked == said or (asked and (_NOT.search(low) is not None or stem("dependent") in _stems(low)))


_LINEARLY = re.compile(
    r"(?<!\w)(?:linearly|linear|linéairement|linealmente|linearmente|lineair)\s+"
    r"(?=(?:in|un|on)?(?:dép|dep|dip|abh|afh)\w*(?!\w)|li[ée]+s?(?!\w))"
)
_NULL_HYPOTHESIS = re.compile(
    r"(?<!\w)(?:h_?\{?0\}?|h₀|null\s+hypothesis|hypothèse\s+nulle|hipótesis\s+nula|ipotesi\s+nulla|hipótese\s+nula|nulhypothese"
    r"|nullhypothese)(?!\w)"
)


def _without_aside(question: Question, low: str) -> str:
    """Return a sentence without a remark in brackets at its end that says and supposes nothing of what is asked."""
    aside = _ASIDE.search(low)
    if aside is None or _NOT.search(aside[1]) or _says_sense(aside[1]) or _AT_LEVEL.search(aside[1]):
        return low
    told = _WITH.sub(" ", aside[1])
    if told != aside[1] and not _numbers(told) <= _numbers(f"{question.lead} {question.prompt}"):
        return low
    doubts = phrases.words(cues.UNSURE, cues.CONDITION, cues.ALTERNATIVE, cues.RETRACTION, cues.TURNING)
    return low if doubts.search(told) else low[: aside.start()]


_WITH = re.compile(r"(?<!\w)(?:with|mit|avec|con|com|met)(?!\w)")
_AT_LEVEL = re.compile(r"%|\\%|alpha|α|(?<!\w)(?:level|niveau|signifikanzniveau|seuil|nivel|livello|nível)(?!\w)")


def _without_senses(plain: str) -> str:
    """Return a question without the words for what it asks, such as bounded, which change no formula there."""
    return WORD.sub(lambda word: " " if stem(word[0]) in SENSES else word[0], plain)


def _says_sense(low: str) -> bool:
    return any(stem(word) in SENSES for word in WORD.findall(low))


def _asked(question: Question) -> str:
    """Return the one sentence of the prompt that asks, in small letters; what says how to answer stands behind it."""
    for asked in (question.prompt, f"{question.lead}\n{question.prompt}"):
        text = _NULL_NAMED.sub("h_0", asked.casefold())
        text = re.sub(r"\$[^$]*\$|\"[^\"]{1,80}\"|[“„«][^“”„«»]{1,80}[”“»]", " ", text)
        found = [one for one in re.split(r"(?<=[.!?])\s", text) if one.rstrip().endswith("?")]
        if len(found) == 1:
            return found[0].strip()
    return ""


_NULL_NAMED = re.compile(r"\$\s*h_\{?0\}?\s*\$")
_ASIDE = re.compile(r"\s*\(([^()]{1,60})\)\s*[.!]?$")  # a remark at the end
