"""What stands around the options of a list: words that lead to it, join it, affirm or deny, and no others.

The same words in another language, or another way to say one of them, are an entry here. A word that says something
else in another place does not belong here: what no table has leaves an answer open.
"""

from __future__ import annotations

import re


def _either(words: str) -> str:
    """Return phrases, parted by bars, as one alternative, the longest first."""
    phrases = sorted((" ".join(one.split()) for one in words.split("|")), key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in phrases)


# Words that lead to a list or stand within it, and change nothing wherever they stand.
_LEAD = (
    "the|a|an|my|our|this|that|these|those|they|it|it's|its|i|i'd|we|is|are|be|do|does|has|have|can|would|must"
    "|answer|answers|final|option"
    "|options|choice|choices|choose|chose|chosen|pick|picked|select|selected|tick|ticked|mark|marked|take|took"
    "|think|believe|say|said|go"
    "|with|so|thus|hence|therefore|ones|one|just|namely|following|number|numbers|nr|solution|solutions|statement"
    "|statements|of"
    "|them|here|definitely|clearly|obviously|certainly|sure|indeed|which|in my opinion|it must be|two|three|four|five"
    "|die|der|das|den|dem|ein|eine|ich|wir|wähle|nehme|habe|angekreuzt|kreuze|an|denke|glaube|es|sie|sind|ist|hat"
    "|haben|antwort|antworten"
    "|lösung|lösungen|möglichkeit|möglichkeiten|optionen|aussage|aussagen|auswahl|wahl|meine|meiner|meinung|nach"
    "|also|somit|daher|nämlich"
    "|folgende|folgenden|nummer|lautet|lauten|natürlich|sicher|schon|zwei|drei|vier|fünf|welche"
    "|le|la|les|l'|un|une|ma|je|choisis|pense|c'est|ce|sont|est|réponse|réponses|choix|donc|suivantes|suivants"
    "|deux|trois"
    "|el|los|las|una|mi|elijo|creo|son|es|respuesta|respuestas|opción|opciones|dos|tres"
    "|il|lo|gli|mia|scelgo|penso|sono|è|risposta|risposte|opzione|opzioni|o|os|as|minha|escolho|são|resposta"
    "|respostas|opção|opções"
    "|het|mijn|ik|kies|denk|zijn|antwoord|antwoorden|keuze"
)
_ONLY = "only|just|nur|ausschließlich|seulement|uniquement|solo|sólo|soltanto|apenas|alleen"
_JOIN = (
    "and|and also|also|both|as well as|as well|too|plus|together with|und|und auch|sowie|sowohl|als auch|auch"
    "|beide|et|ainsi que|aussi|y|e"
    "|también|anche|também|en|ook"
)
_TURN = (
    "but|while|whereas|however|aber|während|hingegen|dagegen|mais|tandis que|alors que|pero|mientras que|ma"
    "|mentre|mas|maar|terwijl"
)
_YES = (
    "true|yes|correct|right|holds|hold|apply|applies|wahr|ja|richtig|richtige|richtigen|korrekt|korrekten|gilt"
    "|gelten|stimmt|stimmen"
    "|zutreffend|vrai|vraie|vraies|vrais|oui|juste|justes|verdadero|verdadera|verdaderas|verdaderos|sí|cierto"
    "|cierta|correcto|correcta"
    "|correctas|correctos|vero|vera|vere|veri|sì|corretto|corretta|corrette|verdadeiro|verdadeira|sim|waar|juist|goed"
)
_NO = (
    "false|no|not|non|incorrect|wrong|isn't|aren't|don't|doesn't|does not|do not|is not|are not|cannot|falsch"
    "|falsche|falschen|nein|nicht"
    "|kein|keine|keinen|inkorrekt|unzutreffend|faux|fausse|fausses|pas|ne sont pas|n'est pas|falso|falsa|falsas"
    "|falsos|incorrecto"
    "|incorrecta|sbagliato|sbagliata|errato|errata|não|nao|onwaar|onjuist|nee|niet|fout"
)
_EXCEPT = (
    "all but|all except|all except for|all of them but|all of them except|everything but|everything except"
    "|all the others but"
    "|alle außer|alle bis auf|alles außer|tous sauf|toutes sauf|tout sauf|todos menos|todas menos|todos excepto"
    "|todas excepto|todos salvo"
    "|tutti tranne|tutte tranne|todos exceto|todas exceto|alle behalve"
)
_OTHERS = (
    "the others|the other ones|all the others|all others|the rest|all the rest|others|die anderen|alle anderen"
    "|der rest|die restlichen"
    "|die übrigen|les autres|los demás|las demás|los otros|las otras|gli altri|le altre|os outros|as outras"
    "|de andere|de rest"
)
_CAUSE = (
    "because|because of|since|as|due to|see|weil|denn|da|wegen|siehe|car|parce que|puisque|voir|porque|pues"
    "|ya que|perché|poiché|siccome"
    "|pois|omdat|want"
)
_SOME = (
    "not only|nicht nur|non seulement|no solo|non solo|one of|one of the|either of|at least|at most|eine von"
    "|einer von|eines von|un de|une de|uno de|una de|uno di|een van"
)
_TICK, _CROSS = r"\[\s?[xX✓✔]\s?\]|[☑✅✓✔]\ufe0f?", r"\[\s{0,2}\]|[☐✗✘❌✖❎☒□]\ufe0f?"

# What a text may be made of, in this order; a dot or a dash within a word is part of it.
KINDS: tuple[tuple[str, str], ...] = (
    (
        "lead",
        r"I\s+(?=(?:choose|chose|picked?|think|say|select(?:ed)?|ticked|marked|believe|would|go|take|took)(?!\w))",
    ),
    ("unknown", rf"(?<![^\W_])(?:{_either(_SOME)})(?![^\W_])"),
    ("tick", _TICK),
    ("cross", _CROSS),
    *(
        (kind, rf"(?<![^\W_])(?:{_either(words)})(?![^\W_])")
        for kind, words in (
            ("except", _EXCEPT),
            ("others", _OTHERS),
            ("join", "as well as|as well"),
            ("cause", _CAUSE),
            ("no", _NO),
            ("yes", _YES),
            ("turn", _TURN),
            ("only", _ONLY),
            ("join", _JOIN),
            ("lead", _LEAD),
        )
    ),
    ("join", r"\\?&|\+"),
    ("lead", r"#"),
    ("stop", r"[;\n]|[.!](?=\s|\Z)|=>|->|[→⇒]"),
    ("colon", r":"),
    ("comma", r"[,/()\[\]{}]|[–—-](?=\s|\Z)"),
    ("word", r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*"),
    ("space", r"\s+"),
    ("other", r"."),
)
NUMBERS = {
    word: count
    for count, words in enumerate(
        (
            "one eine un una",
            "two zwei deux dos due dois twee",
            "three drei trois tres tre três drie",
            "four vier quatre cuatro quattro",
        ),
        1,
    )
    for word in words.split()
}
_COUNT = rf"(?P<{{name}}>\d{{{{1,2}}}}|{'|'.join(NUMBERS)})"
# What may count the options before a list: `There are 2: …`, `Two of them: …`.
COUNTED = re.compile(
    r"(?i)\A\s*(?:(?:(?:there|it)\s+(?:are|is)|it's|es\s+(?:sind|gibt)|il\s+y\s+en\s+a|il\s+y\s+a|hay"
    r"|ce\s+ne\s+sono|há|er\s+zijn)\s+"
    rf"(?:exactly\s+|genau\s+)?{_COUNT.format(name='count')}(?!\w)(?=[^:;\n\d]{{0,40}}:)|{_COUNT.format(name='some')}\s+(?:of\s+(?:them|these)|von\s+(?:ihnen|diesen))"
    r"\s*(?=[:,–—-]))"
)
# What says that a text means less than all that it names, or another one.
QUANTIFIED = re.compile(
    r"(?<!\w)(?:all|every\w*|each|any\w*|none|neither|nor|either|or|some\w*|most|least|at most|one of|half|maybe"
    r"|perhaps|possibly|probably|unless|except|without"
    r"|minus|instead|rather|alle[ns]?|jede[rs]?|keine[rs]?|weder|noch|entweder|oder|einige|manche\w*|vielleicht"
    r"|eventuell|außer|ohne|statt|sondern"
    r"|tous|toutes|aucune?|ni|ou|peut-être|sauf|sans|todos|todas|ninguna?|quizás?|salvo|menos|sin|tutti|tutte"
    r"|nessun[oa]?|né|forse|tranne|senza"
    r"|nenhuma?|nem|talvez|exceto|sem|geen|noch|misschien|zonder)(?!\w)"
)
# What leads to a conclusion within a sentence.
JOINS = re.compile(r"(?i)and|und|et|y|e|en")
ARTICLE = re.compile(r"(?i)an?|eine?n?|une?|una?|um|uma|een")
ARROWS = ("=>", "->", "→", "⇒")
CONCLUDES = re.compile(
    r"(?i)so|thus|hence|therefore|also|daher|somit|folglich|donc|entonces|quindi|dunque|portanto|logo|dus"
)
# What speaks of the choice, and of nothing that is chosen: who says it behind a reason may choose otherwise.
OF_CHOICE = re.compile(
    r"(?i)(?<![\w'’])(?:i|i'd|i'm|my|mine|answers?|options?|choices?|cho(?:ose|osing|se|sen)|pick(?:s|ed)?|select(?:s|ed)?|correct(?:ion|ed|ly)?"
    r"|scratch|strike|forget|ignore|disregard|above|vergiss|streiche?|oubliez?|olvid\w+|mistakes?|mistaken|errors?|sorry|oops|actually|wait|nope|nonsense|former|latter|others?|opposite|contrary|reverse|converse|another|else"
    r"|(?:the|this|that)\s+(?:\w+\s+)?ones?|ich|meine?r?|antwort|auswahl|wähle|korrektur|fehler|irrtum|doch|eigentlich|moment|erste[rs]?|letzte[rs]?"
    r"|andere[nrs]?|gegenteil|umgekehrt|je|j|ma|mon|réponse|choix|choisis|erreur|pardon|autres?|contraire|inverse|yo|mi|respuesta|elijo|opción"
    r"|errore?|perdón|otr[oa]s?|contrario|io|mia|risposta|scelgo|opzione|scusa|altr[oaie]|eu|minha|resposta|escolho|opção|erro|outr[oa]s?|ik|mijn"
    r"|antwoord|keuze|kies|fout|andere?|omgekeerd|maybe|perhaps|possibly|probably|rather|instead|unless|except|guess\w*|vielleicht|eventuell"
    r"|sondern|statt|peut-être|plutôt|quizás?|forse|talvez|misschien)(?![\w])"
)
# What prefers an option, or allows for it, and tells no fact of it: `A fits better`, `A is possible`, `A is meant`.
PREFERS = re.compile(
    r"(?i)(?<![\w'’])(?:better|best|prefer\w*|fit(?:s|ting|ted)?|suit(?:s|ed|able)?|match(?:es|ed|ing)?|works?|working|qualif\w+|counts?"
    r"|sense|possib\w+|plausib\w+|likel\w+|accept\w*|allow\w*|admi(?:t|ss)\w*|ok|okay|fine|good|valid|reasonabl\w+|candidates?|contenders?|winners?|wins?"
    r"|wanted|meant|intended|expected|asked|requested|required|wished|sought|desired|favou?r\w*|same|equal(?:ly)?|equivalent\w*|identical\w*"
    r"|similar\w*|likewise|alike|besser\w*|beste[nrs]?|passt|passen\w*|geht|möglich\w*|denkbar|wahrscheinlich\w*|sinn\w*|gemeint|gesucht"
    r"|gefragt|gewollt|zulässig|erlaubt|gut|gültig|gleich\w*|ebenso|ebenfalls|genauso|mieux|meilleure?s?|convien\w*|possibles?|acceptables?|valables?"
    r"|bonne?|voulue?|demandée?|cherchée?|pareil\w*|mejor(?:es)?|posibles?|válid[oa]s?|buen[oa]|buscad[oa]|pedid[oa]|igual\w*|tampoco|meglio|migliore"
    r"|possibil[ei]|valid[oa]|buon[oa]|cercat[oa]|richiest[oa]|ugual\w*|melhor(?:es)?|possíve(?:l|is)|bo[ma]|procurad[oa]|beter|mogelijk|geldig|goed"
    r"|bedoeld|gevraagd|gezocht|hetzelfde|evenzo)(?![\w])"
)
# What may be, and is no fact: `A would do`.
MAY_BE = re.compile(
    r"(?i)(?:would|could|might|may|must|should|shall|will|can|könnte|würde|dürfte|sollte|müsste|kann|pourrait|devrait|peut"
    r"|podría|debería|puede|potrebbe|dovrebbe|può|poderia|deveria|pode|kan|zou)"
)
OTHER = re.compile(r"(?i)others?|andere[nrs]?|übrigen|autres?|otr[oa]s?|altr[oaie]|outr[oa]s?|ander")
BOTH = re.compile(r"(?i)both|beide")
NEITHER = re.compile(r"(?i)neither|nor|weder|noch|ni|né|nem")
# Verdicts by the truth of what an option states, which may be what a prompt asks for: `Which are false?`.
TRUE = re.compile(
    r"(?i)(?:true|correct|right|wahr|richtig\w*|korrekt\w*|stimm\w+|vraie?s?|justes?|verdader[oa]s?|cierto|cierta"
    r"|correct[oa]s?|ver[aoei]|corrett[oae]|verdadeir[oa]|waar|juist)"
)
# Verdicts on an answer, and on nothing that an option states.
RIGHT = re.compile(r"(?i)(?:correct|right|richtig\w*|korrekt\w*|correct[oa]s?|corrett[oae])")
UNTRUE = re.compile(
    r"(?i)(?:false|incorrect|wrong|untrue|falsch\w*|inkorrekt|faux|fausses?|fals[oa]s?|incorrect[oa]|sbagliat[oa]"
    r"|errat[oa]|onwaar|onjuist|fout)"
)
NOT = re.compile(
    r"(?i)(?:not?|non|nicht|kein\w*|pas|não|niet|geen|(?:is|are|does|do)n['’]t|n['’]t|(?:do|does|is|are)\s+not"
    r"|cannot)"
)
# Two things side by side in a prompt, `vectors or scalars`: its words are said of either.
OPPOSED = re.compile(
    r"(?<!\w)(?:or|vs|versus|oder|ou|of welke)(?!\w)"
    r"|(?<!\w)(which|welche|quel(?:le)?s|cuáles|quali|quais|welke)(?!\w)[^?.]*(?<!\w)\1(?!\w)"
)
ANSWERED = re.compile(rf"(?i)\s*(?:{_either(_YES)}|{_either(_NO)})[\s.]*")  # options that are verdicts themselves
ALL = re.compile(r"(?i)\W*(?:all|all of them|all of these|alle|alles|todos|todas|tous|toutes|tutti|tutte)\W*")
