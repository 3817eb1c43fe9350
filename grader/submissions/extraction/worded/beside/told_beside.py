"""Paragraphs without a formula beside an answer: what refuses it, doubts it or makes it somebody else's.

`The following is wrong.`, `This is not my answer.`, `or` between two values, `Do not grade this document.` What only
explains, `We use the product rule.`, says nothing of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from grader.marking.choices.chosen_options import NO, YES
from grader.problems.question import Question
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import alternatives, singles
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block, Listing, Prose
from grader.submissions.forms.content import raw
from grader.submissions.forms.spans import pieces
from grader.submissions.kept import by_texts, of_short

MAX_TOLD = 300  # characters of a paragraph that speaks of an answer and gives none


def refused_beside(question: Question, content: Sequence[Block]) -> str:
    """Return the paragraph without a formula that speaks against what stands beside it, empty where none does.

    `content` are blocks that may be, or spoil, an answer.
    """
    paragraphs = list(_paragraphs(content))
    if ahead := next(filter(None, map(_ahead, paragraphs)), ""):
        return ahead
    if len(content) < 2 and len(paragraphs) < 2:
        return ""
    last = len(paragraphs) - 1 if content and paragraphs and raw([content[-1]]) == paragraphs[-1] else -1
    told = [(place, text) for place, text in enumerate(paragraphs) if _is_bare(text)]
    if question.kind.is_solutions and all(isinstance(block, Prose) for block in content):
        told = [(place, text) for place, text in told if not _unites(paragraphs, place)]
    return next((text for place, text in told if _speaks_against(question, text, place == last)), "")


@of_short
def _ahead(text: str) -> str:
    """Return what refuses what stands behind it in a paragraph, `The following is wrong:`; else empty."""
    match = _AHEAD.search(text.casefold())
    return match[0] if match else ""


def _unites(paragraphs: Sequence[str], place: int) -> bool:
    """Whether a paragraph is a bare `or` between two that are nothing but a comparison each: it is their union."""
    around = (*paragraphs[max(0, place - 1) : place], *paragraphs[place + 1 : place + 2])
    is_or = paragraphs[place].casefold().strip(_AROUND) in _UNITING
    return is_or and len(around) == 2 and all(_COMPARISON.fullmatch(one) for one in around)


def refused_by_key(key: str, text: str) -> bool:
    """Whether an entry beside an answer refuses it: `retracted: true`, `correct: false`, `comment: this is wrong`."""
    low, said = text.strip().casefold(), _WORDS.findall(key.casefold())
    is_no = low in NO | {"0"}
    if any(word in _PRAISING for word in said) and is_no:
        return True
    refusing = refusing_words() - _FILLING - _SPARED
    if any(word in refusing for word in said):
        return not is_no
    spoken = " ".join(low.replace("’", "'").split())
    found = _everywhere().search(spoken) or _VALUES.search(spoken) or _mark(spoken)
    return found is not None


_PRAISING = frozenset(
    {"correct", "right", "valid", "final", "true", "own", "graded", "richtig", "korrekt", "gültig", "juste"}
)
_SPARED = frozenset({"not", "do", "does", "work", "hold", "grade", "out"})


def refuses_all(text: str) -> bool:
    """Whether a paragraph above all problems speaks against all that is below it."""
    low = " ".join(text.casefold().replace("’", "'").split())
    return _is_bare(text) and (_everywhere().search(low) or _mark(low)) is not None and not _is_of_form(low)


def _is_of_form(low: str) -> bool:
    """Whether a paragraph only doubts how answers are to be written: `not sure if brackets must be expanded`."""
    match = _OF_FORM.match(low)
    return match is not None and all(word in _FORM for word in _WORDS.findall(low[match.end() :]))


_OF_FORM = re.compile(
    r"(?:sorry,?\s+)?(?:(?:i(?:\s+am|'m)|we(?:\s+are|'re))\s+)?(?:not\s+(?:quite\s+)?sure|unsure|no\s+idea|(?:i\s+)?(?:do\s+not|don't)\s+know"
    r"|i\s+have\s+no\s+idea)\s+(?:whether|if)(?=\s)"
)
_FORM_TEXT = (
    "i we you the a an or and so it they them all any of in to with as have has had need needs must should may can be "
    "is are left leave kept keep wrote write written do did not brackets parentheses expanded expand multiplied out "
    "simplified simplify fractions fraction decimals decimal roots root reduced digits format formatted notation latex "
    "page pages file files pdf upload uploaded scan scanned typed handwritten answers final steps working shown show "
    "required wanted expected allowed "
)
_FORM = frozenset(_FORM_TEXT.split())


def _paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the paragraphs of blocks, also those in the items of lists."""
    for block in blocks:
        match block:
            case Prose(text=text):
                yield text.strip()
            case Listing(items=items):
                for item in items:
                    yield from _paragraphs(item)


@of_short
def _is_bare(text: str) -> bool:
    """Whether a paragraph is short and has no formula and no digit."""
    if len(text) > MAX_TOLD or re.search(r"[\d=<>\\]", text):
        return False
    return all(piece.kind == "text" for piece in pieces(text))


@by_texts
def _speaks_against(question: Question, text: str, is_last: bool, /) -> bool:
    """Whether a paragraph refuses, doubts or parts what stands beside it.

    What takes back what was written above, `Sorry, wrong way round.`, speaks against nothing where a value follows.
    """
    low = " ".join(text.casefold().replace("’", "'").split())
    says = asked_of(question).says
    found = _everywhere().search(low)
    if found is None and not is_last and _BACK.search(low):
        return False
    found = found or _alone(low)
    if found is None and question.kind.reads == "value":
        found = _VALUES.search(low)
    if found is not None and question.kind.reads == "choice" and _BOX.sub("", low).strip(_AROUND) in YES | NO:
        return False  # it is the answer itself, or an option with its box
    return found is not None and not says(found[0])


def _alone(low: str) -> re.Match[str] | None:
    """Return the word that refuses in a paragraph of nothing but such words, or the alternative in which one ends."""
    if re.fullmatch(r"[\W_]*\?+[\W_]*", low):
        return re.search(r"\?", low)
    return _mark(low) or _ending().search(low)


def _mark(low: str) -> re.Match[str] | None:
    """Return the word that refuses in a paragraph of nothing but such words."""
    said = _WORDS.findall(low)
    if said and len(said) <= MAX_ALONE and all(word in _against_words() for word in said):
        return next((match for match in _WORDS.finditer(low) if match[0] not in _FILLING), None)
    return None


MAX_ALONE = 4  # words of a paragraph that is nothing but a mark on what stands beside it


@cache
def _against_words() -> frozenset[str]:
    """Return the words of which a paragraph may be made that is nothing but a mark on what stands beside it."""
    tables = (cues.AGAINST, cues.RETRACTION, cues.UNSURE, cues.ALTERNATIVE, cues.OTHERS, cues.NEGATION)
    return (singles(*tables) | _MARKS | _FILLING) - _HARMLESS


@cache
def refusing_words() -> frozenset[str]:
    """Return the words that refuse what they stand beside, with those between them: `not my own`, `rejected`."""
    return _MARKS | _FILLING | frozenset(_REFUSED_TEXT.split())


@cache
def _ending() -> re.Pattern[str]:
    """Return the pattern of a paragraph that is an alternative, or ends in one."""
    return re.compile(rf"(?:\A|\s)(?:{alternatives(cues.ALTERNATIVE)})[\s:.,…]*\Z")


@cache
def _everywhere() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w'-])(?:{_ASIDE}|{_UNSURE}|{_OTHERS}|{_OTHERS_THAN_ME}|{_NOT_MINE}|{_WRONG_THERE})(?!\w)"
    )


_BOX = re.compile(r"\A\[[ x✓✔]?\]\s+")
_UNITING = frozenset({"or", "oder", "ou"})
_COMPARISON = re.compile(r"\$?[^$=]*(?:[<>≤≥]|\\(?:leq?|geq?|lt|gt)(?![a-z]))[^$=]*\$?[.,;]?")
_AROUND = " .:;,!*_•-–—"
# What takes back what stands above it.
_BACK = re.compile(
    r"(?<!\w)(?:actually|sorry|oops|wait|correction|(?:this|that|it)\s+(?:is|was)\s+(?:all\s+)?wrong"
    r"|das\s+(?:ist|war)\s+falsch|pardon)(?!\w)"
)
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FILLING_TEXT = "a an the of just only it is this that one by ein eine das ist es un une c'est le la "
_FILLING = frozenset(_FILLING_TEXT.split())
# Words of those tables that begin what is written next, or say where it stands.
_HARMLESS_TEXT = (
    "example beispiel exemple e.g z.b for instance suppose supposing assume assuming if wenn si provided without "
    "ohne sans loss generality above below under between bound bounds bounded lower upper more rather similar "
    "different however but aber mais jedoch cependant first try attempt second thought on and so forth any some "
    "several "
)
_HARMLESS = frozenset(_HARMLESS_TEXT.split())
_REFUSED_TEXT = (
    "wrong false incorrect mistaken draft scratch guess guessed ignore last year week semester falsch nicht not geraten"
    " faux pas errado crossed"
)
_MARKS_TEXT = (
    "rejected discarded retracted withdrawn deleted void invalid untrue cancelled canceled skipped struck out "
    "todo tbd old doubtful opposite copied disregard neighbour neighbor does do not work hold holds graded grade "
    "bob's neighbour's neighbor's my verworfen gestrichen ungültig entwurf brouillon bozza borrador falso falsa "
    "fausse incorrecto sbagliato fout "
)
_MARKS = frozenset(_MARKS_TEXT.split())
_ASIDE = (
    r"(?:please\s+|bitte\s+)?(?:ignore|disregard|skip|forget)\s+(?:this|that|the|it|what|everything|all"
    r"|my|these|those)"
    r"|(?:do(?:es)?\s+not|don't|doesn't|not|never"
    r"|please\s+don't)\s+(?:be\s+)?(?:to\s+be\s+)?(?:for\s+)?(?:count\w*|grad(?:e|ed|ing)|mark(?:ed)?|evaluate)"
    r"|retract(?:ed)?|withdrawn|take\s+(?:it|this|that|everything)?\s*back|is\s+taken\s+back|never\s+mind|nvm"
    r"|nicht\s+(?:werten|bewerten|zählen|korrigieren)|(?:ignorier\w*|vergiss)\s+(?:das|die|es|alles)"
    r"|ziehe\s+\w+\s+zurück"
    r"|ne\s+pas\s+(?:noter|corriger|compter)|ignorez|no\s+(?:calificar|corregir)|ignor[ae]\s+(?:lo|esto)"
)
_UNSURE = (
    r"not\s+(?:quite\s+|so\s+|really\s+|very\s+)?(?:sure|certain|confident)|unsure|no\s+idea"
    r"|i\s+(?:do\s+not|don't)\s+(?:know|believe|think|trust)"
    r"|(?:just|only|pure|wild|my)\s+(?:a\s+)?guess(?:ing)?|i\s+guess(?:ed)?|guesswork|i\s+doubt|idk"
    r"|nicht\s+sicher|unsicher|keine\s+ahnung|(?:nur\s+)?geraten|weiß\s+(?:es\s+|ich\s+)?nicht"
    r"|pas\s+sûre?|aucune\s+idée|au\s+hasard|je\s+ne\s+sais\s+pas|no\s+estoy\s+segur[oa]|no\s+lo\s+sé"
    r"|non\s+sono\s+sicur[oa]|non\s+lo\s+so"
)
_OTHERS = (
    r"(?:my|our|the|a)\s+neighbou?r(?:'s|s)?|classmates?(?:'s)?|roommate(?:'s)?|copied|(?:my|a"
    r"|our)\s+(?:friend|brother|sister)(?:'s)?"
    r"|(?!(?:i|we|i've)\s)\w+\s+wrote|(?:everything|all|the\s+following|what\s+follows|the\s+answers?"
    r"|the\s+rest)(?:\s+\w+){0,2}\s+(?:is|are|was|were)\s+"
    r"(?:from|by)\s+(?!def|the|a|induction|our|part)\w+|nachbarn?|kommilitone\w*|abgeschrieben|voisine?"
    r"|camarade|copié|recopié"
)
_OTHERS_THAN_ME = (
    r"(?:last|previous)\s+(?:year|week|semester|time)(?:'s)?|everyone\s+else|(?:the\s+)?(?:others|tutor"
    r"|lecturer|teacher)\s+(?:says?|said|claims?)"
    r"|(?:this|that|it)\s+(?:is|was)\s+[^\W\d_]+'s|hat\s+\w+\s+(?:geschrieben|gesagt|gerechnet)|what\s+it\s+is\s+not"
    r"|(?:my|our)\s+(?:first|old|initial)\s+(?:idea|guess|try|attempt|thought)|erster\s+versuch"
    r"|unanswered|no\s+time|out\s+of\s+time"
    r"|keine\s+zeit|pas\s+le\s+temps|answers?\s+(?:of|by|from)\s+(?!the|part|problem|this|my|our|all)\w+"
)
_ANSWERS = r"answers?|solutions?|results?|values?"
_NOT_MINE = (
    rf"(?:not|never|n't|no)\s+(?:\w+\s+)?(?:mine|ours|(?:my|our)\s+(?:own|(?:final\s+)?(?:{_ANSWERS})))"
    rf"|\w+n't\s+(?:mine|(?:my|our)\s+(?:own|(?:final\s+)?(?:{_ANSWERS})))"
    r"|nicht\s+(?:meine?|unsere?)\s+(?:antwort|lösung|ergebnis|eigene)|pas\s+(?:ma|mon|notre)\s+\w+|no\s+es\s+mi\s+\w+|non\s+è\s+la\s+mia"
)
_FALSE = (
    r"wrong|false|incorrect|mistaken|untrue|invalid|rejected|void|falsch|ungültig|faux|fausse|falso|falsa"
    r"|incorrect[ao]"
    r"|sbagliat[oa]|errad[oa]|fout|mal"
)
_WRONG_THERE = (
    rf"(?:the\s+following|what\s+follows|(?:the\s+)?(?:next|last|previous)\s+(?:line|one)|(?:the"
    rf"|my)\s+(?:{_ANSWERS})|everything|"
    r"all\s+(?:of\s+)?(?:this|it)|das\s+folgende|folgendes|die\s+antwort|ce\s+qui\s+suit|lo\s+siguiente"
    r"|quanto\s+segue)"
    rf"(?:\s+(?:above|below|here|unten|oben))?\s+(?:is|are|was|were|must\s+be|may\s+be|might\s+be"
    rf"|could\s+be|ist|sind|est|es|está|è)\s+"
    rf"(?:\w+\s+)?(?:{_FALSE})"
)
# What refuses the values behind it in its own paragraph.
_AHEAD = re.compile(
    rf"(?<!\w)(?:the\s+following|what\s+follows|the\s+next\s+(?:line|one|values?)|das\s+folgende|folgendes|ce\s+qui\s+suit"
    rf"|lo\s+siguiente|quanto\s+segue)\s+(?:is|are|ist|sind|est|es|está|è)\s+(?:{_FALSE})(?!\w)\s*[.!:;]"
)
# What speaks of a value only: of a choice it may be the reason, `it is false`.
_JUDGED = (
    r"right|correct|true|valid|sure|know|believe|trust|work|works|fit|fits|hold|holds|ok|okay|final|the\s+answer|it"
    r"|richtig|korrekt|wahr|stimmen|möglich|juste|correcte?|vrai"
)
_VALUES = re.compile(
    rf"(?<![\w'-])(?:(?:this|that|it|these|they|das|dies|es|ceci|cela|c'est|ce|esto|eso|questo|questa|isto|dit)"
    rf"(?:\s+(?:is|are|was|must\s+be|may\s+be|might\s+be|could\s+be|seems|looks|ist|sind|est|es|está|è"
    rf"|é))?\s+(?:\w+\s+)?(?:{_FALSE})"
    rf"|(?:this|that|it|which|value|answer|result|one|i|we)\s+(?:can\s?not|can't|does\s+not|doesn't"
    rf"|do\s+not|don't|is\s+not|isn't)\s+"
    rf"(?:\w+\s+)?(?:be\s+)?(?:{_JUDGED})"
    r"|(?:das|dies|es|stimmt)\s+(?:kann\s+|ist\s+|stimmt\s+)?(?:so\s+)?nicht(?:\s+(?:richtig|stimmen|sein))?"
    r"|(?:it|this|that|value|answer|result)\s+(?:should|must|ought\s+to|could|might|may)\s+(?:actually\s+"
    r"|rather\s+)?(?:be|have\s+been)\s+"
    r"(?:larger|smaller|more|less|higher|lower|bigger|different|another|other|something|wrong)"
    r"|should\s+have\s+been|off\s+by\s+\w+"
    r"|(?:first|second|last|former|latter)\s+(?:one\s+)?(?:drops?|falls?)\s+out)(?!\w)"
    rf"|(?:wrong|false|bad|incorrect)\s+(?:{_ANSWERS})"
    r"|\A\W*(?:and|also|und|et|y)\s+(?:their\s+|the\s+|its\s+)?(?:zero|negatives?|opposites?|conjugates?"
    r"|inverses?|null)\W*\Z"
)
