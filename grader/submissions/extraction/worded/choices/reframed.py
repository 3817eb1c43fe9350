r"""Sentences without what stands around what they choose and changes nothing of it, where they are not told as typed.

Dress (`\boxed{B}`, `<u>B</u>`), words that only say that an answer follows (`I would say`, `Clearly`), a reason before
it (`Since det A = 0, the answer is no.`, `By Leibniz' test, …`) and a name of what proves it behind it (`by the
p-test`). What is left is read as any other sentence; a reason that doubts, asks or denies the answer is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from grader.marking.choices.chosen_options import NO, YES
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.paragraphs.said import AROUND, WORD, Sentence, is_against
from grader.submissions.extraction.worded.choices.doubled_options import without_doubles
from grader.submissions.extraction.worded.meanings.asked_subject import with_pronoun
from grader.submissions.extraction.worded.meanings.named_options import says_word_of_options, without_options
from grader.submissions.extraction.worded.meanings.opposites import is_contradicted, stated_answer
from grader.submissions.extraction.words import cues, phrases

MAX_LEADS = 3  # of one sentence: `So I think it is`
MAX_PAUSES = 6  # commas behind which the answer of a sentence that begins with its reason is looked for


def undressed(one: Sentence) -> Sentence:
    """Return a sentence without boxes, lines under words and tags of HTML that only set it."""
    text = one.text
    for _ in range(2):
        text = _DRESS.sub(r"\1", _TAG.sub(r"\2", text))
    text = text.strip()
    return one if text == one.text else _with_text(one, text)


_DRESS = re.compile(
    r"\\(?:boxed|fbox|framebox|underline|uline|textbf|textit|emph|text|textrm|mathrm|mathbf|mbox)\s*\{([^{}\\$]{1,80})\}"
)
_TAG = re.compile(r"<(u|b|i|em|strong|mark|code)>([^<>]{1,200})</\1>", re.IGNORECASE)


def _with_text(one: Sentence, text: str) -> Sentence:
    low = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    return replace(one, text=text, low=low)


def without_lead(one: Sentence) -> Sentence:
    """Return a sentence without the words at its beginning that only say that an answer follows."""
    for _ in range(MAX_LEADS):
        lead = _LEAD.match(one.low)
        if lead is None or not lead.end() or not one.low[lead.end() :].strip(AROUND):
            break
        one = _with_text(one, one.text[lead.end() :])
    return one


_LEADS = (
    # English
    r"(?:clearly|obviously|definitely|certainly|surely|of\s+course|evidently|well|ok(?:ay)?|indeed|overall|hence|thus"
    r"|therefore|so|then|finally)(?:\s*,)?",
    r"(?:i|we)(?:['’](?:d|ll)|\s+would|\s+will)?\s+(?:say|think|believe|claim|argue|answer|conclude|get|find|go\s+(?:with|for)"
    r"|choose|pick|take|select|vote\s+for|opt\s+for)(?:\s+(?:that|for))?(?:\s+(?:the\s+)?(?:option|answer|choice))?",
    r"(?:i|we)(?=\s+(?:do\s+not|don['’]t|cannot|can['’]t|fail\s+to|must|can)\s)",
    r"(?:i['’]?m\s+|i\s+am\s+)?(?:pretty|quite|fairly|very)\s+(?:sure|certain|confident)(?:\s+(?:that|about|of))?",
    r"(?:my|our|the)\s+(?:final\s+)?(?:answer|choice|pick|vote|solution|result)(?:\s+(?:is|would\s+be|must\s+be))?",
    r"(?:the\s+)?(?:correct|right)\s+(?:one|answer|option|choice|statement)\s+(?:is|must\s+be|has\s+to\s+be)",
    r"in\s+my\s+opinion|it\s+(?:must|has\s+to|can\s+only|should)\s+be(?=\s+(?:the\s+)?(?:an?\s+)?\S)|it\s+follows(?:\s+that)?",
    r"(?:this|that)\s+(?:means|shows|implies)(?:\s+that)?|which\s+(?:means|gives|shows)(?:\s+that)?",
    # German
    r"(?:klar|offensichtlich|natürlich|eindeutig|somit|daher|also|folglich|demnach)(?:\s*,)?",
    r"ich\s+(?:würde\s+sagen|denke|glaube|meine|wähle|nehme|sage|finde)(?:\s*,)?(?:\s+dass)?",
    r"(?:meine|die)\s+(?:antwort|wahl|lösung)(?:\s+(?:ist|lautet|wäre))?|meiner\s+meinung\s+nach",
    r"(?:richtig|korrekt)\s+ist|(?:die\s+)?(?:richtige|korrekte)\s+(?:antwort|option|aussage)\s+(?:ist|lautet)",
    r"es\s+handelt\s+sich\s+(?:hier(?:bei)?\s+|dabei\s+|dann\s+|also\s+)?um",
    # French
    r"il\s+s['’]agit\s+(?:(?:ici|donc)\s+)?d(?:['’]une?|['’]|e|u)",
    r"(?:clairement|évidemment|bien\s+sûr|donc|ainsi|alors)(?:\s*,)?",
    r"je\s+(?:pense|crois|dirais|choisis|prends|réponds)(?:\s+qu[e'’])?|à\s+mon\s+avis",
    r"(?:ma|la)\s+(?:réponse|solution)(?:\s+(?:correcte|juste))?(?:\s+(?:est|serait))?|la\s+bonne\s+réponse\s+est",
    # Spanish
    r"(?:claramente|obviamente|evidentemente|entonces|por\s+(?:lo\s+)?tanto|luego)(?:\s*,)?",
    r"(?:yo\s+)?(?:creo|pienso|diría|elijo|escojo|opino)(?:\s+que)?|en\s+mi\s+opinión",
    r"(?:mi|la)\s+(?:respuesta|solución)(?:\s+correcta)?(?:\s+(?:es|sería))?",
    r"se\s+trata\s+(?:aquí\s+)?de",
    # Italian, Portuguese, Dutch
    r"si\s+tratta\s+(?:quindi\s+)?di|trata-se\s+de|het\s+gaat\s+(?:hier\s+|dus\s+)?om",
    r"(?:chiaramente|ovviamente|quindi|dunque|perciò|pertanto)(?:\s*,)?|(?:penso|credo|direi|scelgo)(?:\s+che)?|secondo\s+me",
    r"(?:la\s+)?(?:mia\s+)?risposta(?:\s+(?:corretta|giusta))?(?:\s+è)?",
    r"(?:logo|portanto|claro)(?:\s*,)?|(?:acho|penso|diria|escolho)(?:\s+que)?|na\s+minha\s+opinião",
    r"(?:a\s+)?(?:minha\s+)?resposta(?:\s+(?:correta|certa))?(?:\s+é)?",
    r"(?:duidelijk|natuurlijk|dus)(?:\s*,)?|ik\s+(?:denk|zou\s+zeggen|kies|vind|geloof)(?:\s*,)?(?:\s+(?:dat|van))?|volgens\s+mij",
    r"(?:mijn|het)\s+antwoord(?:\s+is)?",
)
_IT_IS = (
    r"(?:\s*[:,]?\s*(?:that\s+)?(?:it(?:['’]s|\s+is)|the\s+answer\s+is|c['’]est|es\s+ist|das\s+ist|het\s+is))?"
    r"(?:\s+(?:(?:the|die|l['’]|la|a|de)\s*)?(?:option|opción|opzione|opção|alternativa|optie)(?=\s+\w{1,3}(?!\w)))?"
)
_LEAD = re.compile(rf"[\s*_]*(?:{'|'.join(_LEADS)})(?!\w){_IT_IS}\s*:?\s*(?=\S)")


def without_means(one: Sentence) -> Sentence:
    """Return a sentence without the name of what proves it at its end: `by the p-test`, `nach dem Satz von Euler`."""
    means = _MEANS.search(one.low) or _AS.search(one.low)
    if means is None or not one.low[: means.start()].strip(AROUND) or _is_doubted(means[0]):
        return one
    shown = "; ".join(part for part in (one.text[means.start() :].strip(" ,;:()."), one.reason) if part)
    return replace(_with_text(one, one.text[: means.start()].rstrip(" ,(")), reason=shown)


_PROOF = (
    r"test|tests|criterion|theorem|lemma|rule|property|definition|inequality|argument|formula|method"
    r"|\w*(?:kriterium|satz|test|regel|lemma|ungleichung|definition)s?|critère|théorème|règle|définition|criterio|teorema|regla"
    r"|definición|critério|regra|definição|regola|definizione|stelling|regel|definitie"
)
_NAME = r"[\w'’.-]+\s+"
_MEANS = re.compile(
    r"(?<![\s,;(–—-])[\s,;(–—-]+(?:by|due\s+to|using|via|per|according\s+to|from|nach|laut|gemäß|wegen|par|d['’]après|selon|por|según|segundo"
    rf"|per|secondo|volgens|door)\s+(?:{_NAME}){{0,4}}?(?:[\w'’]+-)?(?:"
    rf"(?:{_PROOF})(?:\s+(?:of|for|von|für|de|du|des|di|da|van)\s+[\w'’-]+(?:\s[\w'’-]+)?)?(?:\s+(?:test|criterion|theorem))?"
    r"|leibniz['’]?|gauss|rolle|bolzano|euler|dirichlet|cauchy|weierstra(?:ss|ß))[\s)*_.!]*$"
)


# A reason that `as` begins, and no limit: `as the Hessian is indefinite`, `as det A = 0`.
_AS = re.compile(
    r"(?<=\w)\s+as\s+(?!(?:long|soon|well|far|much|many|in|a|an)\s|.*(?:→|\\to(?![a-z])|->|\sas\s))(?:(?:the|it|its|they|their|all|both|there|we|each|every|this|these)\s(?!.*(?<!\w)"
    r"(?:goes?|tends?|grows?|increases?|decreases?|approach(?:es)?|becomes?|gets?|if|long|well|not|soon|but)(?!\w))"
    r"|[^,;]{1,30}?(?:=|<|>|≠|\\neq?\s))[^;?]{1,120}$"
)


def without_cause(one: Sentence) -> Iterator[tuple[str, Sentence]]:
    """Yield the reason that a sentence begins with and what stands behind it, at each of its commas."""
    if inverted := _INVERTED.match(one.low):
        why = one.text[inverted.start("why") : inverted.end("why")]
        if not _is_doubted(why.lower()):
            told = "; ".join(part for part in (one.text[: inverted.end("why")].strip(), one.reason) if part)
            yield why, replace(_with_text(one, one.text[inverted.start("main") :]), reason=told)
    cause = _CAUSE.match(one.low)
    if cause is None:
        return
    for pause in islice(_pauses(one.low), MAX_PAUSES):
        why = one.text[cause.end() : pause.start()]
        if _is_doubted(why.lower()) or set(WORD.findall(why.lower())) & (YES | NO):
            return
        told = "; ".join(part for part in (one.text[: pause.start()].strip(), one.reason) if part)
        yield why, without_lead(replace(_with_text(one, one.text[pause.end() :]), reason=told))


def reframed(question: Question, said: Sequence[Sentence]) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield sentences without what stands around what they choose, each time with the reason that was left out."""
    merged = [without_doubles(question, _of_subject(question, undressed(one))) for one in said]
    is_list = question.several and len(said) > 1  # a later conclusion, `So A, C.`, may leave out what stood before
    plain = merged if is_list else [without_means(without_lead(one)) for one in merged]
    if plain != list(said):
        yield "", plain
    if question.options and len(plain) == 1:
        yield from _without_remark(plain[0])
        yield from _behind_working(plain[0])
        yield from _without_article(plain[0])
    places = [place for place, one in enumerate(plain) if _CAUSE.match(one.low) or _INVERTED.match(one.low)]
    for place in places if len(places) == 1 else ():
        for why, told in without_cause(plain[place]):
            yield why, [*plain[:place], without_means(told), *plain[place + 1 :]]


def _of_subject(question: Question, one: Sentence) -> Sentence:
    """Return a sentence that speaks of the letter of the prompt with a pronoun for it."""
    text = with_pronoun(question, one.text) if question.options else one.text
    return one if text == one.text else _with_text(one, text)


def _without_remark(one: Sentence) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield what a remark in brackets at the end of a sentence says, and the sentence without it."""
    remark = _REMARK.search(one.text)
    low = remark[0].lower() if remark else ""
    doubted = _is_doubted(low) or phrases.words(cues.UNSURE).search(low)
    if remark is not None and not doubted and not set(WORD.findall(low)) & (YES | NO):
        yield remark["said"], [_with_text(one, one.text[: remark.start()])]


def _without_article(one: Sentence) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield a sentence without an article that looks like a key: `A notch filter`."""
    if (article := _ARTICLE.match(one.text)) is not None:
        yield "", [_with_text(one, one.text[article.end() :])]


_ARTICLE = re.compile(
    r"\s*(?:An?|Ein|Eine|Une?|Un|Una)\s+(?=[^\W\d_]{3,}\s+[^\W\d_]{3,})(?!(?:is|ist|est|and|und|or|oder)\b)"
)


def _behind_working(one: Sentence) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield what stands before the colon of a sentence, where it is working and no condition, and what is behind it."""
    working = _WORKING.match(one.text)
    if working is None or _is_doubted(working[0].lower()) or _PLACE.match(one.low):
        return
    if not is_against(working[0].lower()) and not _REFUSED.search(working[0].lower()):
        yield working[0], [without_lead(_with_text(one, one.text[working.end() :]))]


_REFUSED = re.compile(
    r"(?<!\w)(?:wrong|false|incorrect|untrue|falsch\w*|faux|fausse\w*|fals[oa]s?|incorrect[oae]?s?|exclu\w*|ruled|refut\w*|widerleg\w*|"
    r"impossib\w*|unmöglich|imposib\w*|ausgeschlossen|ausschließen|out)(?!\w)"
)
_REMARK = re.compile(r"\s+\((?P<said>[^()?]{3,160})\)[\s.!]*$")
_WORKING = re.compile(r"(?=[^:]{0,160}\d)(?=[^:]*[^\W\d_]{3})[^:<>≤≥?]{3,160}:\s+(?=\S)")
_PLACE = re.compile(
    r"\W*(?:for|if|when|where|at|on|in|near|für|bei|wenn|falls|im|auf|an|pour|si|quand|en|sur|dans|para|cuando|per|se|quando|em"
    r"|voor|als|op|bij|not|nicht|no|pas|non|não|niet)(?!\w)"
)


def is_contradicted_by(question: Question, option: str, why: str) -> bool:
    """Whether a reason before an answer says another one, or names an option."""
    low = why.lower()
    if not question.options:
        return is_contradicted(question, option, low) or stated_answer(question, low) not in {"", option}
    keys = "|".join(map(re.escape, question.options))
    named = without_options(question, why, low)[1] or says_word_of_options(question, low)
    return bool(named) or re.search(rf"(?<![\w'])(?:{keys})(?![\w'])", why) is not None


def _pauses(low: str) -> Iterator[re.Match[str]]:
    """Yield the commas of a sentence, and the colon, that stand in no brackets."""
    depth = 0
    for match in _SIGN.finditer(low):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(match[0], 0)
        if match[0] not in "()[]{}" and depth <= 0:
            yield match


_SIGN = re.compile(r"[()\[\]{}]|[,:]\s+(?:(?:so|then|thus|hence|donc|entonces|dann)\s+)?|\s(?:→|⇒|=>|->)\s")
_CAUSE = re.compile(
    rf"[\s*_]*(?:by|using|via|according\s+to|laut|gemäß|mithilfe|anhand|d['’]après|selon|según|usando|mediante|secondo|tramite"
    rf"|segundo|volgens|(?:nach|par|por|per|durch|door|pel[oa])(?=\s+(?:{_NAME}){{0,4}}?(?:[\w'’]+-)?(?:{_PROOF})(?!\w)))\s+(?=[^\d=<>$\\]{{3,80}},)"
    r"|[\s*_]*(?:since|because(?:\s+of)?|as|due\s+to|given\s+that|given|weil|da|wegen|aufgrund|car|comme|puisque|vu\s+que|étant\s+donné\s+que"
    r"|como|puesto\s+que|dado\s+que|ya\s+que|debido\s+a|porque|poiché|siccome|dato\s+che|visto\s+che|já\s+que|uma\s+vez\s+que"
    r"|omdat|aangezien|doordat)\s+(?=\S)"
)


# A reason before an inverted verb, without a comma: `Wegen $D < 0$ ist es ein Sattelpunkt`.
_INVERTED = re.compile(
    r"\s*(?:wegen|aufgrund|da)\s+(?P<why>(?=[^;:?]*[=<>≤≥])(?:\([^()]{0,40}\)|[^,;:?()]){3,120}?)"
    r"\s+(?P<main>(?:ist\s+(?:es|das|dies|hier)|liegt\s+(?:hier|dort|also))\s+[^,;:?]*)$"
)


def _is_doubted(low: str) -> bool:
    tables = (cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE, cues.SUPPOSING)
    return "?" in low or phrases.words(*tables).search(phrases.words(cues.NEGATION).sub(" ", low)) is not None
