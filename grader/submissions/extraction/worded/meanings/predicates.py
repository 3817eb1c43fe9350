"""Yes and no by the one word that is asked of something: `not sufficient`, where is asked whether it is that."""

from __future__ import annotations

import re

_SAID = re.compile(
    r"(?:(?:it|this|that|es|das|dies|cela|ceci|esto|eso)\s*(?:is|['’]s|ist|est|es)\s+|c['’]est\s+)?"
    r"(?:(?P<denied>not|nicht|pas|non|no)\s+)?(?P<word>[^\W\d_]{4,})[\s.!]*"
)
_IS = re.compile(r"\s*(?:is|are|ist|sind|est|sont|es|son)\s+(?!there(?!\w))")
_DENIED = re.compile(r"(?<!\w)(?:not|never|no|nicht|nie|keine?\w?|pas|jamais|nunca)(?!\w)|n['’]t(?!\w)")
_GOVERNED = r"(?<!\w)(?:an?|the|of|in|on|for|by|with|eine?[mnrs]?|d[eia][mnrse]|une?|le|la|les|de|del|un[ao]?|el)\s+"
_ENDS = r"\s*(?:[?,]|(?:for|on|in|at|to|of|by|with|für|auf|in|bei|zu|von|pour|sur|dans|à|para|en|por|de)(?!\w))"


def by_predicate(asked: str, low: str) -> str:
    """Return yes or no where a text is nothing but the predicate of a question, denied or not; else nothing.

    `asked` is the question, `low` the text, both in small letters. The word stands once in the question, before its
    complement or its end, and nothing is denied there.
    """
    said = _SAID.fullmatch(low.strip())
    if said is None or _IS.match(asked) is None or _DENIED.search(asked):
        return ""
    word = re.escape(said["word"])
    is_once = len(re.findall(rf"(?<!\w){word}(?!\w)", asked)) == 1
    is_noun = re.search(rf"{_GOVERNED}{word}(?!\w)", asked) is not None
    if not is_once or is_noun or re.search(rf"(?<!\w){word}{_ENDS}", asked) is None:
        return ""
    return "no" if said["denied"] else "yes"
