"""Words that may turn round what stands beside them, by where they stand: `removing …`, `less …`, `… is useless`.

They credit and refuse nothing: a match beside one is for a person. A new word is one entry, as a stem where the
language has endings. What denies by itself stands in `opposites.NEGATION`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from grader.language.texts.opposites import way_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


REACH = 4  # words between a verb and what it removes: `turn off all of the dropout`
MEASURED = 2  # words between a word of measure and what it measures: `less of the dropout`
CHANGED_AGAIN = 5  # words between two changes of one thing

_FORMS = r"(?:[bdgklmnprt]?(?:ed|ing|en)|es?|s|ions?)?"
_ENGLISH = (
    "remov avoid eliminat delet disabl deactivat omit skip quit ceas stop drop ditch scrap ban abandon discard exclud"
    " ignor neglect suppress prevent prohibit forbid inhibit hinder oppos reject refus undo cancel break brok violat"
    " replac forget forgot lower lessen weaken decreas diminish shrink reduc escap evad bypass circumvent resist fight"
    " combat counteract dismiss withdraw retract eras shun kill halt paus interrupt overus misus hamper eschew nullif"
)
_OTHERS = (
    # German
    "entfern vermeid vermied reduzier verringer verminder weglass weggelassen weglässt abschalt abgeschaltet ausschalt"
    " ausgeschaltet deaktivier verzicht lösch gelöscht streich gestrichen ignorier verhinder unterdrück aufhör beend"
    " verbiet verbot ersetz abschaff schwäch abschwäch entfäll wegfall"
    # French, Spanish, Italian, Portuguese
    " supprim enlev enlèv retir évit réduir réduis réduit diminu élimin désactiv arrêt ignor omet exclu oubli interdi"
    " affaibl baiss abandonn remplac elimin suprim evit disminu desactiv apag olvid prohib reemplaz borr toglie rimuov"
    " ridu disattiv spegn smett omett vieta sostitu reduz desativ deslig"
    # Dutch
    " verwijder vermijd uitschakel uitzet weglat verlag"
)
_REMOVING = re.compile(
    rf"(?:{'|'.join(_ENGLISH.split())}){_FORMS}|(?:{'|'.join(_OTHERS.split())})\w*"
    r"|den(?:y|ies|ied|ying)|cuts?|cutting|removal|avoidance|abandonment|replacement|revers(?:es|ed|ing)|limiting"
    r"|against|off|away|rid"
    r"|senk(?:en|t|te)|quit(?:ar|a|e|ando|amos)|gegen|contre|contra|contro|tegen"
)
_IN_TWO = re.compile(r"(?:giv|gave|leav|left|tak|took|throw|rul|phas|opt)\w* (?:up|out)|let go")
_BEHIND = re.compile(rf"(?:{'|'.join(_OTHERS[: _OTHERS.index(' supprim')].split())})\w*|off|away")
_MEASURE = re.compile(
    r"less|fewer|weaker|smaller|lower|insufficient|inadequate|excess(?:ive)?|scarce|missing|absent|zero|poor|bad"
    r"|weniger|gering\w*|kleiner\w*|schwächer\w*|fehlend\w*|null|moins|trop|menos|demasiad[oa]s?|men[oa]|tropp[oaei]"
    r"|minder|ontbrekende?|faltante"
)
_TOO = re.compile(
    r"(?:too|zu|te) (?:much|many|little|few|strong|high|low|large|big|long|early|late|weak|small|viele?|wenig\w*"
    r"|stark\w*|hoh\w*"
    r"|gross\w*|klein\w*|veel|weinig)"
)
_DEGREE = re.compile(
    r"(?:almost|nearly|near|different from|unequal to|starts? (?:at|from|with)|beinahe|nahezu|presque|casi|quasi"
    r"|bijna|not quite|close to|(?:more|less|fewer|other|greater|larger|bigger|higher|smaller|lower|better|worse)"
    r" than|above|below"
    r"|at (?:most|least)|up to|(?:mehr|weniger|anders) als|(?:plus|moins) (?:que|de)|(?:más|menos) (?:que|de)|(?:più"
    r"|meno) (?:di|che))\Z"
)
_ELSE = re.compile(
    r"(?<!\w)(?:other than|apart from|aside from|besides|all but|everything but|anything but|no longer|unless"
    r"|nothing|scarcely"
    r"|kaum|à peine|apenas|appena|nauwelijks|amper|ungern|selten|seldom|rarement|raramente|zelden|plutôt|ausser"
    r"|statt|anstatt|anstelle|nichts|au lieu|sauf|excepté|rien|en lugar|en vez|excepto|salvo|nada|tranne|eccetto"
    r"|invece|nulla|niente|behalve|niets|at first|initially|zunächst|anfangs|d['’]abord|au début|al principio"
    r"|inizialmente"
    r"|dapprima|aanvankelijk)(?!\w)|(?<!\w)n['’](?=[^\W\d_])"
)
_BE = (
    r"(?:is|are|was|were|be|been|being|gets?|got|seems?|becomes?|remains?|ist|sind|wird|werden|est|sont|es|son|está"
    r"|è|sono)"
)
_BAD = (
    r"(?:useless|bad|worse|worst|harmful|dangerous|unnecessary|superfluous|irrelevant|impossible|ineffective|unhelpful"
    r"|counterproductive|pointless|needless|insecure|unsafe|redundant|absent|missing|gone|over|reversed|undone"
    r"|schlecht\w*|nutzlos|unnötig|überflüssig|schädlich|gefährlich|unwichtig|mauvaise?|nuisible|dangereu(?:x|se)"
    r"|inutiles?"
    r"|mal[oa]|dañin[oa]|peligros[oa]|innecesari[oa]|dannos[oa]|pericolos[oa]|slecht|nutteloos)"
)
_PREDICATE = re.compile(
    rf"(?<!\w)(?:{_BE} (?:\w+ ){{0,2}}?(?:{_BAD}|(?:{'|'.join(_ENGLISH.split())})(?:[bdgklmnprt]?ed|en))"
    r"|(?:makes?|made) (?:\w+ ){1,3}?worse|backfires?|schade(?:t|n)|(?:stop|cease|end|disappear|hurt|harm)(?:s|ped|d"
    r"|ed)?\Z"
    r"|(?:rate|strength|probability|factor|coefficient|level)(?: (?:of|to|=))? (?:0|zero)\Z)(?!\w)"
)
_BY = re.compile(  # what stands before a means, or before what a sentence says of its subject
    r"is|are|was|ist|sind|war|est|sont|es|son|è|sono|by|via|through|with|using|us(?:e|es|ed)|appl(?:y|ies|ied|ying)"
    r"|add(?:s|ed|ing)?|thanks|durch|mittels|mit|per|par|avec"
    r"|grâce|utilis\w+|con|mediante|usando|usar|tramite|usare|com|através|met|door"
)
_LATER = re.compile(
    r"(?<!\w)(?:then|later|afterwards|eventually|dann|danach|später|puis|ensuite|luego|poi|daarna)(?!\w)"
)
_ALSO = _words(
    "and but or oder ou o of it also again finally und aber es auch et mais y pero e ma en maar twice thrice zweimal"
)
_REPEATED = _words("twice thrice again zweimal less little wenig peu poco weinig")
_KNOWN_ACTIONS = _words(
    "using adding applying including introducing employing having doing performing taking choosing increasing improving"
    " training learning being containing considering utilizing utilising implementing exploiting getting giving making"
    " following showing meaning saying growing rising causing inserting enabling trying setting requiring combining"
    " strengthening stronger raising more enlarging collecting extending checking proving stating defining moving going"
)
_BEFORE_ACTION = _words("by via through of for is are means from suggest recommend should try consider")
_RELIEVED = re.compile(
    r"(?<!\w)(?:reduc|prevent|avoid|against|lower|decreas|combat|fight|remed|protect|mitigat|gegen|verme|verhinder"
    r"|verringer"
    r"|évit|rédui|contre|evit|riduc|contra|contro)"
)
_CAUSING = re.compile(
    r"(?:caus|increas|rais|produc|creat|promot|worsen|hurt|harm|favou?r|induc|amplif|provok|leads|strengthen)\w*"
    r"|verursach\w*|erhöh\w*|verstärk\w*|provoqu\w*|augment\w*|aument\w*"
)
_PRONOUNS = _words("it them this that things es das le lo")
_OBJECTLESS = r"(?=\s*(?:[?.!,;:)]|\Z|(?:by|when|if|in|at|to|from|for|during|so|and)(?!\w)))"


def before(words: Sequence[str]) -> str:
    """Return a word before a match, in its clause, that may turn it round; empty for none. `words` end at the match."""
    near = " ".join(words[-MEASURED:])
    found = _DEGREE.search(near) or _TOO.search(" ".join(words[-MEASURED - 1 :]))
    if found is not None:
        return found[0]
    for back, word in enumerate(reversed(words[-REACH - 1 :])):
        ahead = words[-back - 2] if back + 1 < len(words) else ""
        if _BY.fullmatch(word) is not None and not _is_removing(ahead):
            break
        pair = f"{ahead} {word}"
        if _is_removing(word) or (back < MEASURED and _MEASURE.fullmatch(word) is not None):
            return word
        if _IN_TWO.fullmatch(pair) is not None:
            return pair
    return _unknown_action(words)


def _is_removing(word: str) -> bool:
    return _REMOVING.fullmatch(word) is not None


def _unknown_action(words: Sequence[str]) -> str:
    """Return what is done with a match, `scrapping …`, where it is not known to be harmless."""
    if not words or not words[-1].endswith("ing") or words[-1] in _KNOWN_ACTIONS:
        return ""
    return words[-1] if len(words) == 1 or words[-2] in _BEFORE_ACTION else ""


def behind(phrase: Sequence[str], words: Sequence[str]) -> str:
    """Return what stands behind a phrase, in its clause, and may turn it round; empty for none."""
    for place, word in enumerate(() if any(map(way_of, phrase)) else words[: REACH + 1]):  # what changes falls off
        is_said_of_it = word.endswith("t") and place + 1 < len(words)  # `Dropout verringert die Überanpassung`
        if _BEHIND.fullmatch(word) is not None and not is_said_of_it:
            return word
    found = _PREDICATE.search(" ".join(words))
    return "" if found is None else found[0]


def within(pattern: str, text: str) -> str:
    """Return what may turn round a folded text that a pattern with anything in it matches; empty for nothing."""
    if _ANYTHING.search(pattern) is None:
        return ""
    found = elsewhere(text)
    words = re.findall(r"[^\W\d_]+", text)
    turning = (one for one in (found, *filter(_is_removing, words), *filter(_MEASURE.fullmatch, words)) if one)
    return next((one for one in turning if one not in pattern.casefold()), "")


_ANYTHING = re.compile(r"\.[*+{]|\\w[*+{]|\[\^")


@lru_cache(maxsize=16)
def elsewhere(text: str) -> str:
    """Return what stands anywhere in a folded text and may take back what is said in it; empty for nothing."""
    found = _ELSE.search(text)
    return "" if found is None else found[0]


def changed_again(phrase: Sequence[str], words: Sequence[str]) -> str:
    """Return the word for another change of what a phrase, before some words, says to change: `falls, then rises`."""
    ways = {way for word in phrase if (way := way_of(word))}
    if not ways:
        return ""
    if words and words[0] in _REPEATED:
        return words[0]
    later = _LATER.search(" ".join(words))
    if later is not None:
        return later[0]
    for word in words[:CHANGED_AGAIN]:
        if way_of(word):
            return "" if way_of(word) in ways else word
        if word not in _ALSO and word.isalnum():
            return ""
    return ""


def against_prompt(prompt: str, words: Sequence[str]) -> str:
    """Return the word behind a match that says the contrary of a folded prompt: it causes what should be reduced."""
    if _RELIEVED.search(prompt) is None:
        return ""
    for place, word in enumerate(words):
        if _CAUSING.fullmatch(word) is not None:
            objects = words[place + 1 : place + 4]
            if any(one in _PRONOUNS or (len(one) > REACH and one in prompt) for one in objects):
                return word
    return ""


def another_subject(prompt: str, ahead: Sequence[str], phrase: Sequence[str]) -> str:
    """Return the word for what the prompt itself says to change, where a text says no more than that it does.

    `The volume doubles` says nothing of the pressure, where the prompt asks for it when the volume is halved.
    """
    subject = ahead[-1] if ahead else ""
    if len(subject) <= REACH or not any(map(way_of, phrase)):
        return ""
    words = re.findall(r"[^\W_]+", prompt)
    for place in (at for at, word in enumerate(words) if word == subject):
        asked = not _ASKED_OF.isdisjoint(words[max(0, place - MEASURED) : place])
        rest = words[place + 1 : place + 1 + MEASURED]
        told = rest[1:] if rest and re.fullmatch(_BE, rest[0]) else rest[:1]
        if not asked and any(map(way_of, (*words[max(0, place - 1) : place], *told))):
            return subject
    return ""


_ASKED_OF = _words("does do did will would can")


def under_less(prompt: str, words: Sequence[str]) -> str:
    """Return the measure under which alone a match is said to hold, `with fewer parameters`, where no prompt has it."""
    found = _UNDER.search(" ".join(words))
    return "" if found is None or found[1] in prompt else found[1]


_UNDER = re.compile(
    r"(?<!\w)(?:with|for|if|when|bei|mit|wenn|avec|si|con|se) (?:\w+ ){0,2}?(less|fewer|smaller|weniger|kleiner\w*"
    r"|moins|menos|meno)(?!\w)"
)


def unreal(ahead: Sequence[str]) -> str:
    """Return the words before a match that say that it no longer holds, or only might: `it used to be …`."""
    found = _UNREAL.search(" ".join(ahead[-REACH:]))
    return "" if found is None else found[0]


_UNREAL = re.compile(
    r"(?<!\w)(?:used to(?: be| have)?|if (?:it|this|that|there|they)(?: \w+)?|once was"
    r"|(?:could|would|should|might|may) have(?: been)?)\Z"
)


def is_asked(prompt: str, word: str) -> bool:
    """Whether a folded prompt asks what is removed or lacked: `What does a catalyst lower?`, `What is missing?`"""
    return re.search(rf"(?<!\w){re.escape(word[:REACH])}\w*{_OBJECTLESS}", prompt) is not None
