"""The option that a sentence concludes with, `…, so (B)`, or that it explains: `Answer B: …`."""

from __future__ import annotations

import re

from grader.marking.choices.chosen_options import NO, YES
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.paragraphs.said import WORD, Sentence, is_against
from grader.submissions.extraction.worded.choices.options import keyed, mentioned, only_says_another, reads
from grader.submissions.extraction.worded.choices.translated import translated
from grader.submissions.extraction.worded.meanings.asked_property import says_asked
from grader.submissions.extraction.worded.meanings.found_keys import read_choice
from grader.submissions.extraction.worded.meanings.named_options import names_in_formulas, without_options
from grader.submissions.extraction.words import cues, phrases


def concluded(question: Question, one: Sentence) -> str:
    """Return the option that a sentence ends in, `…, so (B)`, where nothing before names another or doubts it."""
    conclusion = next(iter(phrases.concluded().finditer(one.low)), None) or _ARROW.search(one.low)
    if conclusion is None:
        return ""
    before, behind = one.text[: conclusion.start()], one.text[conclusion.end() :]
    doubts = phrases.words(cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE)
    if doubts.search(one.low) or "?" in one.text:
        return ""
    part = replace(one, text=behind, low=behind.lower())
    option = behind if reads(question, behind) else mentioned(question, part) or translated(question, part)
    option = option or keyed(question, part)
    told, named = without_options(question, before, before.lower())
    if named and (says_asked(question, told) is False or _SUPPOSED.match(told)):
        return ""  # `only C is convex, so C`, where the one is asked for that is not
    if not named or not option:
        return option
    chosen = read_choice(question, option)
    if named == chosen and (phrases.words(cues.NEGATION).search(told) or phrases.NEGATED.search(told)):
        return ""  # `it is not symmetric, so (B)`
    is_key = _KEY.fullmatch(behind) is not None and all(names_in_formulas(question, key, before) for key in chosen)
    return option if named == chosen or is_key else ""


_KEY = re.compile(r"[\s,:]*(?:option\s+)?[(\[*_]*[^\W_][)\]*_]*[\s.!]*", re.IGNORECASE)
_SUPPOSED = re.compile(r"\s*(?:if|suppose|assume|wenn|falls|si)(?!\w)")
_ARROW = re.compile(
    r"\s(?:->|-->|=>|→|⇒|\\(?:to|Rightarrow|implies)(?![a-z]))\s(?!.*\s(?:->|-->|=>|→|⇒)\s)", re.IGNORECASE
)  # the last one


def explained_option(question: Question, one: Sentence) -> str:
    """Return the key of `Answer B: …` where a reason stands behind the colon: no other option, and no doubt of it."""
    match = EXPLAINED.match(one.text) or _KEY_EXPLAINED.match(one.text)
    if match is None or not question.options:
        return ""
    if match.re is EXPLAINED and match["word"].casefold() not in phrases.singles(cues.ANSWER):
        return ""
    key, reason = match["key"], f"{match['reason']} {one.reason}"
    others = "|".join(re.escape(other) for other in question.options if other != key)
    low = reason.lower()
    rest, named = without_options(question, reason, low)
    own = rest if named == {key} else low  # `A, un error de tipo I`
    named = named - {key} if key in question.options else {key}
    against = is_against(_SETTING_AGAINST.sub(" ", own)) or re.search(_REFUSING, low) or "?" in low
    doubted = (
        against
        or phrases.words(cues.UNSURE, cues.RETRACTION).search(low)
        or set(WORD.findall(_OF_NOUNS.sub(" ", low))) & (YES | NO)
    )
    is_another = key in question.options and only_says_another(question, key, low)
    if doubted or is_another or says_asked(question, rest) is False:
        return ""
    return "" if named or re.search(rf"(?<!\w)(?:{others})(?!\w)", reason) else key


EXPLAINED = re.compile(r"(?P<word>[^\W\d_]+)\s+[(\[]?(?P<key>\w{1,3})[)\]]?\s*:\s*(?P<reason>(?:\S+\s+){2,}\S.*)")
_KEY_EXPLAINED = re.compile(
    r"\s*[(\[]?(?P<key>[A-Z]\w{0,2})[)\]]?\s*(?:[:,;]|\s[–—-])\s+(?P<reason>(?:\S+\s+){2,}\S.*)"
)  # `B: the error …`, `B, the error …`
_OF_NOUNS = re.compile(r"(?<!\w)(?:correct|right|true)\s+(?=[^\W\d_]{3})")  # `the correct digits`
_SETTING_AGAINST = re.compile(
    r"(?<!\w)(?:but|however|aber|jedoch|mais|cependant|pero)(?!\w)"
    r"|(?<!\w)(?:the|der|el)\s(?:error|fehler)(?=\s(?:gets|is|goes|shrinks|decreases|wird|se|es)\s)"
    r"|l['’]erreur(?=\s(?:est|se)\s)"
)  # within a reason; of a method, the error is no mistake
_REFUSING = r"(?<!\w)(?:fauss|exclu|ausgeschlossen|impossib|unmöglich|imposib|ruled|refut|widerleg)"
