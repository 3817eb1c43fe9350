"""Words of prompts that stand between two things, before them, or around what is said of one."""

from __future__ import annotations

import re

THAN = re.compile(r"(?<![^\W_])(?:than|als|que|qu['’]|dan|che)(?![^\W_])")
THAN_BESIDE = re.compile(
    rf"\s*(?:{THAN.pattern}|(?<![^\W_])(?:d[ei]|do|da|dell['’]|del(?:la|l[oe])?|dei|degli)(?![^\W_]))"
)  # right behind the word
AGAINST = (
    r"(?<![^\W_])(?:(?:when\s+|as\s+)?compared\s+(?:with|to)|in\s+comparison\s+(?:with|to)|relative(?:ly)?\s+to|versus|vs\.?"
    r"|in\s+contrast\s+to|verglichen\s+mit|im\s+(?:vergleich|gegensatz)\s+zu[mr]?|gegenüber|par\s+rapport\s+(?:à|aux?)"
    r"|(?:en\s+)?comparée?s?\s+(?:à|avec|aux?)|(?:en\s+)?compara(?:do|da|ción)\s+(?:con|al?)|rispetto\s+a(?:l|lla|ll['’])?"
    r"|em\s+comparação\s+com|vergeleken\s+met|ten\s+opzichte\s+van)(?![^\W_])"
)
_CASE = (
    r"if|when|whenever|while|once|because|since|given|provided|assuming|during|where|falls|wenn|sobald|während|weil|si|quand"
    r"|lorsque|lorsqu|comme|cuando|como|quando|se|perché|wanneer|omdat"
)
CASE = re.compile(rf"(?<![^\W_])(?:{_CASE})(?![^\W_])")
CASE_FIRST = re.compile(rf"\W*(?:{_CASE}|as)(?![^\W_])[^,]*,")
END = re.compile(rf"[?;:!]|[,.](?!\d)|\s\(|(?<![^\W_])(?:or|oder|ou|{_CASE}|as)(?![^\W_])")
BETWEEN = re.compile(r"(?<=[.!?])\s+|\n")
COMPARES = (
    re.compile(
        r"(?<![^\W_])(?:compar(?:e|ez|a)|vergleichen?\s+sie|vergleiche|confronta|vergelijk)\s+(?P<x>.{1,120}?)\s+"
        r"(?:with|to|mit|à|avec|con|com|met)\s+(?P<y>.{1,120})"
    ),
    re.compile(r"(?<![^\W_])how\s+do(?:es)?\s+(?P<x>.{1,120}?)\s+compare\s+(?:with|to)\s+(?P<y>.{1,120})"),
    re.compile(rf"\A\W*{AGAINST}\s+(?P<y>[^,?;]{{1,120}}),(?P<x>.{{1,120}})"),
    re.compile(rf"(?P<x>.{{1,120}}?),?\s*{AGAINST}\s+(?P<y>[^,?;]{{1,120}})"),
)
_OF = r"of|von|vom|de|du|des|del|di|della|dell|do|da|van|der"
_PLACE = (
    r"after|before|nach|vor|après|avant|después|antes|dopo|prima|na|voor|in|at|on|under|for|with|from|near|inside|outside|during|by|without"
    r"|across|through|between|over|behind|along|against|bei|durch|zwischen|beim|im|an|am|auf|unter|für|mit|dans|sur|pour|à|au|sous|en"
    r"|sobre|para|nel|nell|nella|su|per|no|na|em|op|con|avec|entre|tra|fra|tussen|door"
)
# What a second thing begins with that repeats a word of the first one, or leaves it out: `that of`, `in air`.
ELLIPTIC = re.compile(
    r"\W*(?:(?:that|those|the\s+ones?|die(?:jenige)?|das(?:jenige)?|der(?:jenige)?|jene[rs]?|celles?|celui|ceux"
    r"|l[aeo]s?|el|quell[aoie]|aquel(?:la)?|[ao]s?|dat)\s+)?"
    rf"(?P<by>{_OF}|{_PLACE})(?![^\W_])"
)
ONE = re.compile(r"(?<![^\W_])ones?\W*\Z")
ORDINAL = re.compile(
    r"\W*(?:(?:the|an?|der|die|das|den|le|la|el|il|lo|l['’]|de|het)\s*)?(?:first|second|third|last|other|old|new|former|latter"
    r"|erste\w*|zweite\w*"
    r"|dritte\w*|andere\w*|alte\w*|neue\w*|premi[eè]re?|deuxième|seconde?|autre|primer[oa]?|segund[oa]|otr[oa]|prim[oa]|second[oa]"
    r"|altr[oa]|eerste|tweede)\W*"
)
PLACED = re.compile(rf"(?<![^\W_])(?P<by>{_OF}|{_PLACE})(?![^\W_])")
OF_ALONE = re.compile(_OF)
AUXILIARY = re.compile(r"(?:do|does|did|will|would|can|could|should|may|must)(?![^\W_])")
LAST_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?=\s+(?:(?:to|the|an?|its|their|on|at)\s+)*[^\w]*\Z)")
PARTICIPLE = re.compile(r"\w+ed|born|written|taken|known|drawn|chosen|found|made|built|held|grown|sold|bought")
FIRST_WORD = re.compile(r"\W*([^\W\d_]{2,})")
PRONOUN = re.compile(r"(?<![^\W_])(?:it|they|them|this|these|er|sie|es|il|ils|elles?|hij|zij)(?![^\W_])")
# Where an option belongs: `is ___ than`. By one at the end a sentence asks: `the price rises, the demand ___`.
GAP = re.compile(r"(?P<how>_{2,}|…|\.{3,}|\\(?:ldots|dots|underline\{[^{}]*\})|\[\s*\]|\(\s*\))")
END_GAP = re.compile(rf"{GAP.pattern}(?=[\s.,;:!?)]{{0,20}}\Z)")
ENDS_AS_VERB = re.compile(r"(?:t|en|st)\Z")  # `Läuft`, `Steigt`, `Liegen`
