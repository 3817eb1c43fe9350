"""A text behind the words that a prompt asks with, or behind an article: `The capital of Australia is Canberra.`

What stands before it has to be what the prompt asks for by its first noun, `the capital` of *Name the capital of
Australia*, or an article of the prompt's language, where no prompt asks for one and the noun has one gender alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.claims.wording import KEPT

MAX_CHARACTERS = 300  # of a text that is looked into, and of what a prompt asks for
MAX_PRONOUN = 4  # letters of what stands for a thing that is asked for before: `and what is it called?`
MAX_NOUN = 3  # words behind `which` that are what is asked for
_ASKS = re.compile(
    r"(?i)(?<!\w)(?:(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)|(?:name|give|state|write\s+down|identify)(?:\s+me)?"
    r"|(?:was|wer|welche[rs]?)\s+(?:ist|sind|war)|wie\s+(?:heißt|heißen|lautet)|nennen?(?:\s+sie)?|gib(?:\s+an)?|geben\s+sie"
    r"|(?:quel(?:le)?s?|qui)\s+(?:est|sont|était)|comment\s+s['’]appelle|(?:nomme|donne|cite)[rz]?"
    r"|(?:cu[áa]l(?:es)?|qui[ée]n)\s+(?:es|son|fue)|c[óo]mo\s+se\s+llama|nombra"
    r"|(?:qual|chi)\s*(?:è|era|é)|come\s+si\s+chiama|como\s+se\s+chama|indica|nomina"
    r"|(?:wat|wie)\s+(?:is|zijn|was)|hoe\s+heet|noem)\s+(?P<asked>[^?.!,;:()\n]{2,300})"
)
_WHICH = re.compile(  # whose noun it is: `Which gas do plants take in?`
    r"(?i)(?:\A|[.?!:\n,]\s*)(?:which|what|welche[rsn]?|quel(?:le)?s?|qu[ée]|cu[áa]l(?:es)?|quale|quali|qual|quais|welke?)"
    r"\s+(?!(?:is|are|was|were|ist|sind|war|est|sont|était|es|son|fue|è|era|é|zijn)\s)(?P<asked>[^\W\d_][^?.!,;:()\n]{2,300})"
)
_BOTH = re.compile(r"\s*(?P<one>[^()]{2,150}?)\s*\((?P<other>[^()]{2,150})\)\s*\.?\s*")
_TELLS = re.compile(
    r"(?i)(?P<lead>[^?.!,;:()=]{2,300}?)\s*(?:(?<=\s)(?:is|was|are|is\s+called|ist|heißt|lautet|war|est|s['’]appelle|es|se\s+llama"
    r"|è|si\s+chiama|é|se\s+chama|heet)\s|[:=]\s)\s*(?P<rest>\S[\s\S]*)"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OPEN_WORDS = (
    "of for in on at to between with that which whose where by from von der des im in am zwischen mit für bei de du"
    " que qui dont des d à au en dans entre del la el las los di da do della dello dei degli tra fra van voor tussen"
)
_OPENS = frozenset(_OPEN_WORDS.split())
# The articles of a language, and words of its prompts by which it is known.
_LANGUAGES = tuple(
    (frozenset(articles.split()), frozenset(words.split()))
    for articles, words in (
        (
            "der die das den dem ein eine einen",
            "der die das ist wie welche welcher welches heißt nennt nenne man und von im wird aus eine ein beim zu",
        ),
        ("le la les un une du des", "le la les est quel quelle quels quelles des une dans qui comment du et nom pour"),
        ("el la los las un una", "el la los las es cuál qué cómo una del se por que en nombre llama"),
        ("il lo la i gli le un uno una", "il lo la gli le è quale qual che come una del della si nome chiama"),
        ("o a os as um uma", "o os as é qual que como uma do da se nome chama em"),
        ("de het een", "het een welke wat hoe heet van wordt noem zijn"),
    )
)
_ARTICLES = frozenset({"the", "a", "an"}).union(*(articles for articles, _ in _LANGUAGES))
MIN_WORDS = 2  # of a language in a prompt that is in it
_ELIDED = re.compile(r"(?i)\A(?:l|un)['’](?=\w)")
_ASKS_ARTICLE = re.compile(
    r"(?i)arti[kc]el|article|art[íi]cul|articol|artigo|lidwoord|geschlecht|genre|g[ée]nero|genere|gender|genus|der\s*[/,]\s*die"
    r"|plural|mehrzahl|pluriel|nominati|genitiv|dativ|akkusativ|deklin|kasus|übersetz|translat|tradu"
)
# Nouns that mean another thing with another article: `die See`, `der See`.
_GENDERED = (
    "band bauer bund erbe flur gehalt heide hut kiefer kunde leiter mangel mast moment otter pony"
    " schild see steuer tau tor verdienst weise livre tour mode poste vase voile moule manche mémoire"
    " physique page poêle somme critique aide crêpe guide capital cometa corte cura frente orden"
    " policía radio pendiente parte coma cólera cabeza guía capitale fine fronte radio lama grama"
    " cabeça rádio moral idioma"
)
_OF_TWO_GENDERS = frozenset(_GENDERED.split())


@lru_cache(maxsize=KEPT)
def restated(prompt: str, text: str, accepted: tuple[str, ...]) -> str:
    """Return the text behind the words that a prompt asks with and behind an article; empty where neither stands.

    An article counts where an accepted text has one.
    """
    if len(text) > MAX_CHARACTERS:
        return ""
    told = _TELLS.fullmatch(text.strip())
    rest = told["rest"] if told is not None and _is_asked(prompt, told["lead"]) else text.strip()
    plain = rest if any(map(_begins_with_article, accepted)) else _without_article(prompt, rest)
    return "" if plain == text.strip() else plain


def _begins_with_article(text: str) -> bool:
    first = text.partition(" ")[0].casefold()
    return _ELIDED.match(text) is not None or any(first in articles for articles, _ in _LANGUAGES)


def _is_asked(prompt: str, lead: str) -> bool:
    """Whether words are the first noun, with what belongs to it, of the one thing that a prompt asks for."""
    said, asks = _words(lead), [_words(match["asked"]) for match in _ASKS.finditer(prompt)]
    asks = [asked for asked in asks if len(asked) > 1 or len("".join(asked)) > MAX_PRONOUN]
    which = [_words(match["asked"]) for match in _WHICH.finditer(prompt)]
    if not said or len(asks) + len(which) != 1:
        return False  # `Who wrote Faust, and who is the author of Candide?`
    if which:
        return len(said) <= MAX_NOUN and said == which[0][: len(said)]
    asked = asks[0]
    return said == asked[: len(said)] and (len(said) == len(asked) or asked[len(said)] in _OPENS)


def said_twice(text: str) -> tuple[str, str] | None:
    """Return an abbreviation and what it stands for, one in brackets behind the other: `DNS (Domain Name System)`."""
    match = _BOTH.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if match is None or sum(_SHORT.fullmatch(one) is not None for one in match.groups()) != 1:
        return None  # `evaporation (boiling)` may be one or the other
    return match["one"], match["other"]


_SHORT = re.compile(r"(?=\S*[A-Z]\S*[A-Z\d])[A-Za-z\d₀-₉]{2,8}")  # an abbreviation or a formula


def _words(text: str) -> list[str]:
    """Return the words of a phrase in small letters, without an article at its beginning."""
    words = _WORD.findall(text.casefold())
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _without_article(prompt: str, text: str) -> str:
    """Return a text without an article of the prompt's language before it."""
    if _ASKS_ARTICLE.search(prompt) is not None:
        return text
    said = frozenset(_WORD.findall(prompt.casefold()))
    first, _, rest = text.partition(" ")
    for articles, known in _LANGUAGES:
        if len(known & said) < MIN_WORDS:
            continue
        behind = _ELIDED.sub("", text)
        behind = rest.strip() if behind == text and first.casefold() in articles else behind
        noun = _WORD.match(behind)
        if behind != text and noun is not None and noun[0].casefold() not in _OF_TWO_GENDERS:
            return behind
    return text
