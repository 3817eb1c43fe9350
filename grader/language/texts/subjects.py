"""Of what a word is said where a prompt asks how one thing changes: `hotter, since the pressure falls`.

A match behind a reason, a contrast or a mark whose subject is another thing than the one that is asked for, with words
before it that may answer, is for a person; so is a clause by itself, or one that others follow. One that a word such
as `so` concludes with is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from grader.language.texts.opposites import stem, way_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOST_BEHIND = 3  # words behind a match, or at the beginning of the next clause, in which the thing asked for may stand
MIN_PART = 4  # letters of a subject that may be a part of a compound
_ASKS = re.compile(
    r"(?<!\w)(?:what\s+(?:happens?|becomes|would\s+happen|will\s+happen|effect|change|influence|impact)"
    r"|what\s+(?:does|do|will|would|did)\s[^?]{0,120}?\sdo(?!\w)"
    r"|how\s+(?:does|do|will|would|did|is|are|can)\s.{0,120}?(?:change|react|respond|behave|affect|vary|evolve|develop|influenced)"
    r"|was\s+(?:passiert|geschieht)|wie\s+(?:ändern?|verändert|verändern|reagiert|wirkt|verhält)"
    r"|comment\s+.{0,60}?(?:change|varie|évolue|réagi)|que\s+(?:devient|se\s+passe|arrive)|qué\s+(?:le\s+)?(?:pasa|ocurre|sucede)"
    r"|cómo\s+(?:cambia|varía|reacciona)|(?:che\s+)?cosa\s+succede|come\s+(?:cambia|varia|reagisce)|o\s+que\s+acontece|como\s+(?:muda|varia)"
    r"|wat\s+gebeurt|hoe\s+verandert)"
    r"|(?<!\w)(?:increase|rise|grow|larger|longer|higher|more)s?\s+or\s+(?:decrease|fall|shrink|smaller|shorter|lower|less)"
)
_CONDITION = re.compile(
    r"(?<!\w)(?:when|if|as|after|while|once|under|wenn|falls|sobald|quand|si|lorsque?|lorsqu['’]|cuando|se|quando|als)\s[^,?.;]{0,200}"
)
_SENTENCE = re.compile(r"(?<=[.?!;])\s+")
_OF_BEFORE = re.compile(r"(?<!\w)(?:its?|their|they|seine?r?|ihre?r?|sie|es|sa|son|ses|leur|su|sus|suo|sua)(?!\w)")
_REASONS = _words(
    "since because as while whereas weil da denn während parce car puisque porque pues mentre perché omdat terwijl"
)
_CONTRASTS = _words("and but yet though although und aber obwohl et mais y pero e ma en maar")
_CONCLUDING = _words("so thus hence therefore consequently then also folglich daher somit donc luego quindi dus")
_MARKS = _words(", ; . ! ?")
_CLAUSES = _REASONS | _CONTRASTS | _CONCLUDING | _MARKS | _words(": ( ) if when wenn quand si cuando")
_SUBORDINATE = _REASONS | _words(
    "if when after once with under for in at on by due wenn nach mit bei quand si avec cuando con"
)
_PRONOUNS = _words(
    "it they this that these those both everything es sie er das dies il elle ils elles ça cela ello eso esto esso"
    " essa ele ela het"
)
_SAYS_NOTHING = _PRONOUNS | _words("yes no ja nein oui non sí answer is well ok because the")
_ARTICLES = _words("the die das les la le el los las il lo")
_SPEAKERS = _words("i we you one think believe guess ich wir man du denke glaube je nous on pense creo credo penso")
_JOINING = _words(
    "what how which does do did will would is are was have has the an a of on in to by for at with from and or"
    " its their when if der den dem des ein eine mit von zu le la les de du des un une el los las un una il lo"
    " di da o os as het van"
)
_ASKING = _words(
    "happens happen becomes become changes was passiert geschieht wie ändert verändert comment que devient passe arrive"
    " qué pasa ocurre sucede cómo che cosa succede come acontece como wat gebeurt hoe"
)
_GENERAL = _words("value values amount magnitude size number result total effect wert größe zahl valeur valor valore")
_BESIDE_VERB = _words(
    "is are was were be been being gets get got becomes become goes go has have had will would must can may does do did"
    " also even just too then always still thus only much more by to changes change moves multiplied ist sind wird"
    " werden wurde geht est sont devient va es son está se è sono diventa wordt"
)


@lru_cache(maxsize=64)
def asked_of(prompt: str) -> frozenset[str]:
    """Return the stems of the words with which a folded prompt asks how something changes; none where it does not."""
    sentences = _SENTENCE.split(prompt)
    at = next((at for at in range(len(sentences) - 1, -1, -1) if _ASKS.search(sentences[at])), None)
    if at is None:
        return frozenset()
    asking = _CONDITION.sub(" ", sentences[at])
    before = sentences[at - 1] if at and _OF_BEFORE.search(asking) else ""
    found = re.findall(r"[^\W\d_]+", f"{before} {asking}")
    return frozenset(stem(one) for one in found if one not in _JOINING | _ASKING and one not in _PRONOUNS)


def other_subject(prompt: str, words: Sequence[str], place: tuple[int, int]) -> str:
    """Return what a match at a place is said of, where another thing is asked for and may be told of."""
    asked = asked_of(prompt)
    begin = place[0]
    while begin and words[begin - 1] not in _CLAUSES:
        begin -= 1
    subject = _subject(words[begin : place[0]], asked) if asked else ""
    if not subject or any(stem(one) in asked for one in _rest(words, place[1])[:MOST_BEHIND]):
        return ""
    joint = words[begin - 1] if begin else ""
    is_told = any(one.isalnum() and one not in _SAYS_NOTHING for one in words[: begin - 1]) if begin else False
    if is_told and joint in _REASONS | _CONTRASTS:
        return subject
    if is_told and joint in _MARKS:
        return subject if joint != "," or words[0] not in _SUBORDINATE else ""
    if not joint:
        if len(subject) >= MIN_PART and any(subject in (one[: len(subject)], one[-len(subject) :]) for one in asked):
            return ""  # `der Strom sinkt`, where the Stromstärke is asked for
        is_said = any(one in _SPEAKERS or one in _SAYS_NOTHING for one in words[: place[0]] if one not in _ARTICLES)
        return "" if is_said else subject
    return subject if joint in _REASONS and _is_told_behind(words, place[1], asked) else ""


def _rest(words: Sequence[str], stop: int) -> Sequence[str]:
    """Return the words of a clause from a place on."""
    end = stop
    while end < len(words) and words[end] not in _CLAUSES:
        end += 1
    return words[stop:end]


def _subject(clause: Sequence[str], asked: frozenset[str]) -> str:
    """Return the thing that a clause says something of, where it is none of those asked for and no pronoun."""
    left = list(clause)
    while left and (left[-1] in _BESIDE_VERB or left[-1].endswith("ly") or way_of(left[-1])):
        left.pop()
    if not left or not left[-1].isalpha():
        return ""
    if left[-1] in _PRONOUNS | _GENERAL or any(stem(one) in asked for one in left):
        return ""
    is_name = len(left[-1]) == 1
    return "" if is_name and any(one.startswith(left[-1]) for one in asked) else left[-1]


def _is_told_behind(words: Sequence[str], stop: int, asked: frozenset[str]) -> bool:
    """Whether what follows a reason says something of what is asked for: `since the pressure falls it gets hotter`."""
    after = stop + len(_rest(words, stop))
    joint = words[after] if after < len(words) else ""
    behind = [one for one in words[after:] if one not in _CLAUSES][:MOST_BEHIND]
    if not joint:
        behind = [*words[stop:after]]
    elif joint not in _CONTRASTS | _MARKS | {"while", "whereas", "während"}:
        return False
    return any(one in _PRONOUNS or stem(one) in asked for one in behind)
