"""An option that an answer begins with, `B, the series …`, `It is B: …`, `C — the terms …`: what follows explains it.

Nothing behind it may name another option, say another one by its words, doubt, take back or refuse anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.errors import AnswerError
from grader.marking.choices.chosen_options import NO, YES
from grader.marking.choices.other_predicate import is_of_other_degree, is_said_of_chosen, kind_asked, says_other
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import WORD, Sentence
from grader.submissions.extraction.worded.choices.options import TAKEN_BACK, says_another
from grader.submissions.extraction.worded.choices.reframed import without_means
from grader.submissions.extraction.worded.meanings.asked_property import denials_in, is_asked_word, says_otherwise
from grader.submissions.extraction.worded.meanings.found_keys import read_choice
from grader.submissions.extraction.worded.meanings.named_options import (
    ends_in_number,
    goes_on,
    has_signs,
    says_word_of_options,
    without_options,
)
from grader.submissions.extraction.words import cues, phrases

HEAD = 80  # signs before what parts an option from its explanation
_PARTED = re.compile(r"\s*(?:[,;:.](?=\s)|\s[–—-](?=\s)|[–—](?=\s)|\s(?=\())")
_LEAD = re.compile(
    r"\s*(?:(?:so|thus|hence|therefore|also|donc|luego)\s+)?(?:(?:it|this|that|es|das)(?:'s|\s+(?:is|must\s+be|ist|muss))\s+|c'est\s+|"
    r"es\s+|i\s+(?:think|choose|pick|say|take)\s+(?:it(?:'s|\s+is)\s+)?|i(?:'d|\s+would)\s+(?:say|choose|pick)\s+(?:it(?:'s|\s+is)\s+)?|"
    r"ich\s+(?:wähle|nehme)\s+)?"
    r"(?:(?:the\s+)?(?:right|correct)\s+(?:one|answer|option|choice)\s+is\s+)?(?:(?:the\s+)?(?:option|answer|choice|antwort|réponse|"
    r"opción|respuesta)\s+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|the|eine?|der|die|das|une?|le|la|una?|el)\s+(?=\S{3})", re.IGNORECASE)
# Behind an option this makes something else of it, or puts another one in its place.
_TURNED = re.compile(
    r"[\s,;:.(–—-]*(?:but|aber|mais|pero|if|wenn|falls|si|unless|except|only|nur|when|provided|though|although|however|and|und|et|y|or|"
    r"oder|ou|o|not|nicht|pas|no|is|are|ist|est|es)(?!\w)"
)
_REFUSED = re.compile(
    r"(?<!\w)(?:wrong|false|incorrect|untrue|falsch\w*|faux|fausse\w*|fals[oa]|incorrect[oae]?|exclu\w*|ruled|refut\w*|widerleg\w*|"
    r"impossib\w*|unmöglich|imposib\w*|ausgeschlossen|cannot\s+be|can't\s+be|unlike|previous|both|neither|either|others?|anderen?|autres?|otr[oa]s?|rest|beide\w*|ambos|ambas|"
    r"all|alle|toutes|tous|todas|todos)(?!\w)"
    r"|(?<!\w)(?:it|this|that|that's|it's|es|das|dies|ça|cela|c'est|esto|eso)\s+(?:\w+\s+)?(?:not|nicht|pas|no)(?!\w)|n['’]t(?!\w)"
    r"|(?<!\w)(?:was|were|my|mine|mistake\w*|war|waren|était|fue)(?!\w)|(?<!\w)out\W*$"
    r"|(?<!\w)(?:it|this|that)\s+(?:\w+\s)?(?:never|cannot)(?!\w)|(?<!\w)(?:not|nicht|pas|no)\s+(?:this|that|it|dies\w*|das|ça|esto)(?!\w)"
)


def begun_with(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the option that sentences begin with where all behind it only explains it, None where it may not."""
    if not question.options or question.several:
        return None
    first = said[0]
    for parted in _PARTED.finditer(first.text, 0, HEAD):
        head, rest = first.text[: parted.start()], first.text[parted.start() :]
        if has_signs(question) and goes_on(first.text, parted.start(), parted.start()):
            continue
        key = _option(question, head)
        if not key:
            plain = without_means(replace(first, text=head, low=head.lower())).text
            key, rest = (_option(question, plain), first.text[len(plain) :]) if plain != head else ("", rest)
        if key:
            behind = " ".join((rest, first.reason, *(f"{one.text} {one.reason}" for one in said[1:])))
            note = behind.strip(" ,;:.–—-")
            return Found("answer", key, first.source, note=note) if _explains(question, key, behind) else None
    return _false_by_itself(question, said)


def _false_by_itself(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the option `false` that is the first sentence, `Faux. $u_n = 1/n$.`, which would take back another one."""
    first, behind = said[0], " ".join((said[0].reason, *(f"{one.text} {one.reason}" for one in said[1:])))
    if len(first.text) > HEAD or phrases.words(cues.RETRACTION).search(first.low) is None:
        return None
    key = _option(question, first.text.strip(" .!*_")) if all(map(_is_example, said[1:])) else ""
    is_explained = bool(key) and _explains(question, key, behind)
    return Found("answer", key, first.source, note=behind.strip(" ,;:.–—-")) if is_explained else None


def _is_example(one: Sentence) -> bool:
    """Whether a sentence holds a formula, or only leads to one."""
    return _FORMULA.search(one.text) is not None or _FOR_EXAMPLE.fullmatch(one.low) is not None


_FORMULA = re.compile(r"[=<>≤≥∈]|\\[a-z]{2}|\d")
_FOR_EXAMPLE = re.compile(
    r"\W*(?:par exemple|contre[- ]?exemple|for (?:example|instance)|e\.g|(?:counter[- ]?)?example|zum beispiel|z\. ?b|"
    r"(?:gegen)?beispiel|p(?:or|\.) ?ej(?:emplo)?|(?:contra)?ejemplo|per esempio|(?:contro)?esempio|por exemplo|"
    r"(?:contra)?exemplo|bijvoorbeeld)\W*"
)


def _option(question: Question, head: str) -> str:
    """Return the key of the option that is all of a text but words that lead to it, empty where more stands."""
    lead = _LEAD.match(head)
    name = head[lead.end() if lead else 0 :].strip(" *_")
    if bare := re.fullmatch(r"[(\[]?(\w{1,3})[)\]]?", name):
        return bare[1] if bare[1] in question.options else ""
    article = _ARTICLE.match(name)
    if article and article[0].strip() in question.options:
        return ""  # `A local maximum` where A is an option
    try:
        found = read_choice(question, name[article.end() if article else 0 :])
    except AnswerError:
        return ""
    return next(iter(found)) if len(found) == 1 else ""


def _explains(question: Question, key: str, behind: str) -> bool:
    low = behind.lower()
    others = "|".join(re.escape(other) for other in question.options if other != key)
    if "?" in behind or re.search(rf"(?<![\w'’])(?:{others})(?![\w'’])", behind):
        return False
    is_doubted = _doubts().search(low) is not None
    low = _without_own_denial(question, key, low)
    if is_doubted or refuses_or_turns(low):
        return False
    rest, named = without_options(question, behind, low)
    clause = re.split(r"(?<=\w)[,.;:(–—]\s", low.strip(" ,;:.(–—-"), maxsplit=1)[0]
    if says_other(question, behind) and not _says_words_of_problem(question, behind):
        return False
    is_of_others = bool(named - {key}) and not ends_in_number(question, key, behind)
    return not is_of_others and not says_otherwise(question, rest) and not says_another(question, key, clause)


def says_other_of_it(question: Question, said: Sequence[Sentence]) -> bool:
    """Whether one or two sentences say something else of the option that they begin with, in no word of the problem."""
    if len(said) > 2 or any(one.reason for one in said):
        return False
    text = "\n".join(one.text for one in said)
    lead = _LEAD.match(text)
    text = text[lead.end() if lead else 0 :]
    return is_said_of_chosen(question, text) and not _says_words_of_problem(question, text)


def _says_words_of_problem(question: Question, text: str) -> bool:
    rest = without_options(question, text, text.lower())[0]
    if is_of_other_degree(question, rest):
        return False
    if denials_in(rest) and any(denials_in(words.casefold()) for words in question.options.values()):
        return True  # `A (no cambia)` where A says `does not change`
    words = set(WORD.findall(rest)) - kind_asked(question) - _WHICH
    return says_word_of_options(question, rest) or any(is_asked_word(question, word) for word in words)


_WHICH = frozenset({"which", "welche", "welcher", "welches"})


def refuses_or_turns(low: str) -> bool:
    """Whether words behind what is chosen doubt it, take it back, refuse something or put another in its place."""
    is_against = _TURNED.match(low) or _REFUSED.search(low) or TAKEN_BACK.search(low) or _doubts().search(low)
    return bool(is_against or set(WORD.findall(low)) & (YES | NO))


def _doubts() -> re.Pattern[str]:
    return phrases.words(cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE)


def _without_own_denial(question: Question, key: str, low: str) -> str:
    """Return what stands behind an option without the one denial in it that the option itself has: `A (no cambia)`."""
    denied = denials_in(low)
    is_own = len(denied) == 1 and len(denials_in(question.options[key].casefold())) == 1
    return f"{low[: denied[0].start()]} {low[denied[0].end() :]}" if is_own else low
