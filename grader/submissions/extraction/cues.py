"""The words around answers, as one table: what they do to a formula, by language. Phrases are parted by `|`.

What no table knows is never taken for a word that leads to an answer.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Phrases that do the same, by language."""

    en: str
    de: str
    fr: str
    es: str

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return the phrases of all languages."""
        return tuple("|".join((self.en, self.de, self.fr, self.es)).split("|"))


# What draws a conclusion, at the beginning of a clause.
CONCLUSION = Table(
    en=(
        "so|thus|hence|therefore|consequently|accordingly|finally|then|overall|altogether|in total|in the end"
        "|in conclusion|to conclude|it follows that|it follows|this means that|this means|we conclude that"
        "|we conclude|which means that|all in all|as a result|in summary|to summarize|⇒|→|∴|⟹"
    ),
    de=("also|somit|daher|damit|folglich|deshalb|demnach|schließlich|insgesamt|daraus folgt|es folgt|zusammen|dann"),
    fr="donc|ainsi|alors|d'où|finalement|par conséquent|enfin|au total|en conclusion|il vient|on conclut que",
    es=(
        "así|así que|por tanto|por lo tanto|luego|entonces|finalmente|en total|por consiguiente|en conclusión"
        "|se sigue que"
    ),
)
# What is called the answer. Behind it and a cue stands the answer, whatever else was written.
ANSWER = Table(
    en="answer|answers|result|results|final answer|final result|ans",
    de="antwort|antworten|ergebnis|endergebnis|resultat",
    fr="réponse|réponses|résultat|résultats",
    es="respuesta|respuestas|resultado|resultados",
)
# What the value follows, with nothing but neutral words in between.
CUE = Table(
    en=(
        "is|are|be|equals|equal|becomes|become|gives|give|giving|yields|yield|yielding|get|gets|got|obtain"
        "|obtains|obtained|have|has|find|finds|found|reads|simplifies to|reduces to|evaluates to|amounts to"
        "|comes to|turns out to be|comes out as|comes out to|results in|leads to|follows|namely|i.e|that is"
        "|choose|take|pick|use|given by|written as|conclude|arrive at|takes|needs|need|costs|require|requires"
        "|contains|solves to|needed|shows|see that|produces|returns|ends up as|takes the value|computed as|derive"
    ),
    de=(
        "ist|sind|beträgt|betragen|gleich|ergibt|ergeben|lautet|lauten|erhalten|erhält|erhalte|bekommen|folgt"
        "|gilt|haben|hat|wird|werden|nämlich|finden|wählen|wähle|nehmen|nehme|bekommt|d.h|das heißt|braucht"
        "|führt auf|führt zu|gelten|gibt"
    ),
    fr=(
        "est|sont|vaut|valent|égale|égal à|égale à|donne|donnent|obtient|obtenons|obtiens|trouve|trouvons"
        "|devient|avons|ai|écrit|choisit|choisissons|prend|prenons|c'est|c'est-à-dire|a|soit|faut"
    ),
    es=(
        "es|son|vale|valen|igual a|igual|da|dan|obtenemos|obtiene|obtengo|tenemos|resulta|queda|hay|tiene"
        "|encontramos|elegimos|tomamos|es decir|será|sale"
    ),
)
# What changes nothing, before a formula or behind it.
NEUTRAL = Table(
    en=(
        "it's|that's|there's|i'd|we'd|let's|say|the|a|an|this|that|these|those|it|its|we|i|you|one|our|my|your|now|just|simply|exactly|precisely"
        "|here|also|and|to|as|of|value|values|following|in|form|formula|expression|number|function|matrix"
        "|vector|scalar|set|interval|gradient|derivative|integral|limit|solution|solutions|cost|costs|shape"
        "|size|dimension|dimensions|complexity|probability|count|sum|total|closed|simplified|final|correct"
        "|required|desired|requested|wanted|sought|think|believe|claim|by|can|must|should|will|would|finally"
        "|therefore|thus|hence|then|so|there|together|first|second|direct|quantity|equation|approximately"
        "|about|roughly|have|do|does|case|unique|only|which|all|both|everything|calculation|computation|up"
        "|out|comes|on|simple|overall"
    ),
    de=(
        "die|der|das|den|dem|des|ein|eine|einen|einem|einer|wir|man|ich|es|sich|genau|gerade|einfach|dies"
        "|lösungsmenge|diese|dieser|sie|als|zu|wert|matrix|vektor|formel|ausdruck|zahl|funktion|menge"
        "|ableitung|gradient"
        "|lösung|integral|grenzwert|größe|form|gesuchte|meine|mein|unsere|unser|und|dass|somit|also|damit"
        "|insgesamt|etwa|ungefähr|dann|von|hier|nun|intervall|gleichung|gerade"
    ),
    fr=(
        "le|la|les|l'|un|une|nous|on|je|j'|il|elle|ce|c'|cela|ceci|que|qu'|simplement|exactement|valeur"
        "|matrice|vecteur|formule|fonction|nombre|ensemble|dérivée|gradient|solution|intégrale|limite|de|du"
        "|d'|des|et|à|ma|mon|notre|donc|ici|environ|taille|dimension|dimensions|forme|sortie"
        "|intervalle|équation|droite"
    ),
    es=(
        "el|la|los|las|un|una|que|se|nos|lo|exactamente|simplemente|valor|matriz|vector|fórmula|función"
        "|número|conjunto|derivada|gradiente|solución|integral|límite|de|del|a|y|mi|nuestra|nuestro|esto|este"
        "|aquí|aproximadamente|tamaño|dimensión|dimensiones|forma|salida|intervalo|ecuación|recta"
    ),
)
# What makes of a formula something else than the answer, or less: never overlooked.
AGAINST = Table(
    en=(
        "not|no|nor|never|neither|cannot|can not|can't|none|without|doesn't|isn't|aren't|don't|didn't|won't"
        "|wasn't|wouldn't|twice|thrice|double|doubled|half|halved|triple|times|multiple|multiples|multiplied"
        "|divided|minus|plus|at most|at least|less|fewer|smaller|lower|greater|larger|higher|bigger|more"
        "|above|below|under|exceeds|exceed|bound|bounds|bounded|between|up to|within|proportional|order of|or"
        "|either|alternatively|otherwise|else|except|unless|provided|assuming|suppose|supposing|assume|if"
        "|whenever|wrong|incorrect|false|mistake|mistaken|error|instead|rather|actually|should have|oops"
        "|maybe|perhaps|might|may|could|possibly|probably|unsure|guess|example|e.g|for instance|but|however"
        "|although|though|almost|nearly|similar|like|off by|differs|different|add|added|subtract|increase"
        "|increased|reduced|decreased|excluding|apart|crossed|mod|modulo|percent|ignore|scratch|draft|sketch"
        "|idk|not sure|unclear|infinitely|any|some|several|sometimes"
    ),
    de=(
        "nicht|nie|niemals|kein|keine|keinen|keiner|weder|ohne|doppelt|doppelte|das doppelte|zweimal|dreimal"
        "|hälfte|halb|halbe|mal|vielfaches|geteilt|höchstens|mindestens|maximal|minimal|weniger|mehr|kleiner"
        "|größer|oberhalb|unterhalb|zwischen|bis zu|schranke|beschränkt|oder|entweder|sonst|andernfalls|außer"
        "|ausgenommen|wenn|falls|sofern|vorausgesetzt|falsch|fehler|stattdessen|eigentlich|vielleicht"
        "|eventuell|möglicherweise|vermutlich|wahrscheinlich|beispiel|z.b|aber|jedoch|fast|plus|minus"
    ),
    fr=(
        "ne|n'|pas|non|jamais|aucun|aucune|ni|sans|double|moitié|fois|triple|multiplié|divisé|au plus"
        "|au moins|moins|plus|supérieur|inférieur|supérieure|inférieure|majoré|minoré|borne|bornée|borné"
        "|entre|jusqu'à|ou|sinon|sauf|si|à condition|faux|erreur|plutôt|peut-être|probablement|exemple|mais"
        "|cependant|presque|excepté"
    ),
    es=(
        "no|nunca|jamás|ningún|ninguna|ni|sin|doble|mitad|veces|triple|multiplicado|dividido|a lo sumo"
        "|como máximo|como mínimo|al menos|menos|más|mayor|menor|cota|acotado|acotada|entre|hasta|o|u|si no"
        "|excepto|salvo|si|siempre que|falso|error|quizás|quizá|tal vez|probablemente|ejemplo|pero"
        "|sin embargo|casi"
    ),
)
# What names a part of something, or what is made of it; where the problem itself says the word, it is asked for.
PART = Table(
    en=(
        "square|squared|squares|cube|cubed|root|roots|inverse|reciprocal|negative|negation|opposite|absolute"
        "|modulus|sign|signum|log|logarithm|exponent|exponential|power|transpose|transposed|term|terms|factor|factors"
        "|numerator|denominator|coefficient|coefficients|entry|entries|component|components|row|rows|column"
        "|columns|diagonal|element|elements|digit|digits|summand|part|remainder|side|left-hand|right-hand"
        "|maximum|minimum|largest|smallest|difference|ratio|quotient|average|mean|complement|norm|step"
        "|argument|input|inner|outer|intermediate|substitution|hint|original|old|previous|initial|next|other"
        "|another|hessian|jacobian|antiderivative|second derivative|derivative of the|leading|error term"
        "|constant|contribution|first term"
    ),
    de=(
        "quadrat|wurzel|kehrwert|inverse|betrag|logarithmus|exponent|potenz|transponierte|term|terme|faktor"
        "|zähler|nenner|koeffizient|eintrag|zeile|spalte|diagonale|summand|teil|rest|seite|maximum|minimum"
        "|differenz|quotient|mittelwert|zwischenschritt"
    ),
    fr=(
        "carré|racine|inverse|opposé|logarithme|exposant|puissance|transposée|terme|termes|facteur|numérateur"
        "|dénominateur|coefficient|ligne|colonne|diagonale|partie|reste|côté|maximum|minimum|différence"
        "|rapport|quotient|moyenne|étape"
    ),
    es=(
        "cuadrado|raíz|inversa|inverso|opuesto|logaritmo|exponente|potencia|transpuesta|término|términos"
        "|factor|numerador|denominador|coeficiente|fila|columna|diagonal|parte|resto|lado|máximo|mínimo"
        "|diferencia|cociente|media|paso"
    ),
)
# What begins a sentence that says what is given or how it is done; only behind its comma stands a result.
PREMISE = Table(
    en=(
        "let|recall|recalling|note|notice|define|defining|denote|denoting|given|consider|considering|suppose"
        "|assume|where|using|with|by|from|since|because|as|setting|plugging|substituting|inserting|applying"
        "|expanding|we know|remember|write|for|after|differentiating|integrating|combining|adding|multiplying"
        "|simplifying|in order|to|check|hint|first|step|now let|taking|observe|rewriting|rearranging|solving"
        "|substitute|substitution|set|put|writing|introducing|putting|factoring|collecting|starting|again"
        "|evaluating|at|when|due to|according to|via"
    ),
    de=(
        "sei|seien|gegeben|definiere|definieren wir|betrachte|betrachten wir|wir wissen|beachte|mit|aus|da"
        "|weil|nach|durch|für|setze|setzen wir|einsetzen|einsetzen von|zuerst|wegen|probe|hinweis|aufgrund"
    ),
    fr=(
        "soit|soient|posons|on pose|notons|rappelons|considérons|avec|par|comme|puisque|d'après|en"
        "|étant donné|pour|on sait que|vérification|grâce à"
    ),
    es=(
        "sea|sean|dado|dada|definimos|consideremos|recordemos|con|como|por|puesto que|ya que|según"
        "|sabemos que|para|usando|aplicando|sustituyendo"
    ),
)
# What of these by itself states nothing, whatever follows it.
SETTING = Table(
    en=(
        "let|define|defining|denote|denoting|given|consider|suppose|assume|recall|note|notice|where|we know"
        "|remember|write|hint|check"
    ),
    de="sei|seien|gegeben|definiere|betrachte|wir wissen|beachte|probe|hinweis",
    fr="soit|soient|posons|notons|rappelons|on pose|considérons",
    es="sea|sean|dado|dada|definimos|consideremos|recordemos",
)
# What says before a colon how a value is found: `By parts: …`, `Entwicklung nach der ersten Zeile: …`.
METHOD = Table(
    en=(
        "by|using|via|applying|through|integration|differentiation|expansion|substitution|rule|theorem|formula|lemma"
        "|plugging|substituting|inserting|evaluating|expanding|combining|rearranging|method|test|induction"
        "|parts|series|l'hospital|l'hôpital|hospital|hôpital|geometric|telescoping|gauss|gauß|leibniz|taylor|cauchy|bayes|euler"
        "|fubini|jensen"
        "|markov|newton|laplace|bernoulli|definition|computation|calculation|simplify|simplifying|derivation|working"
    ),
    de=(
        "nach|mit|durch|mittels|per|entwicklung|regel|produktregel|kettenregel|quotientenregel|satz|formel|verfahren"
        "|integration|reihe|geometrische|ableiten|einsetzen|eingesetzt|umformen|rechnung|ansatz|zusammenfassen"
    ),
    fr="par|avec|selon|d'après|règle|formule|théorème|intégration|parties|série|géométrique|développement|calcul|récurrence",
    es="por|con|según|mediante|usando|regla|fórmula|teorema|integración|partes|desarrollo|cálculo",
)
# What says before a colon what was done, with formulas in it: `Dividing by $e^a$: …`, `By parts with $u = x$: …`.
WORKING = Table(
    en=(
        "dividing|multiplying|substituting|integrating|differentiating|expanding|simplifying|factoring|cancelling"
        "|canceling|plugging in|inserting|adding|subtracting|squaring|rearranging|by parts|integrate by parts"
        "|we integrate|we divide|we multiply|we substitute|we differentiate|we expand|chain rule"
        "|product rule|quotient rule"
    ),
    de=(
        "teilen durch|division durch|multiplikation mit|multiplizieren mit|erweitern mit|kürzen mit|einsetzen von"
        "|ableiten nach|partielle integration|partiell integrieren|substitution|ausmultiplizieren|kettenregel"
        "|produktregel"
    ),
    fr=(
        "divisant|multipliant|intégrant|dérivant|substituant|développant|simplifiant|factorisant|remplaçant|par parties"
        "|on divise|on multiplie|on intègre|on dérive|on remplace|changement de variable"
    ),
    es=(
        "dividiendo|multiplicando|integrando|derivando|sustituyendo|desarrollando|simplificando|factorizando|por partes"
        "|integramos|dividimos|multiplicamos|derivamos|sustituimos|desarrollamos|cambio de variable"
    ),
)
# What makes something else of a formula, and speaks against none: behind a conclusion another one may be the answer.
AMOUNT = Table(
    en="twice|thrice|double|doubled|half|halved|triple|times|multiplied|divided|minus|plus|added|add|more|less|fewer",
    de="doppelt|doppelte|das doppelte|zweimal|dreimal|hälfte|halb|mal|geteilt|plus|minus|weniger|mehr",
    fr="double|moitié|fois|triple|multiplié|divisé|plus|moins",
    es="doble|mitad|veces|triple|multiplicado|dividido|más|menos",
)
# What names the values at which something is zero.
VANISHING = Table(
    en="vanishes at|vanish at|vanishes for|is zero at|zero for|zeros at|roots at|holds for|solved by|satisfied by",
    de="verschwindet bei|verschwindet für|nullstellen bei|null bei|erfüllt für",
    fr="annule en|annule pour|nulle en|nulle pour|vérifiée pour",
    es="se anula en|se anula para|nula en",
)
# What says where a value is found.
PLACE = Table(en="at", de="bei|an der stelle", fr="en|à|au point", es="en|en el punto")
# What is spoken of by a word for it, so that what stands around it is a clause.
PRONOUN = Table(
    en="it|we|this|i|they|you", de="es|wir|man|ich|dies|sie", fr="on|nous|il|elle|cela|je", es="se|nos|lo|esto"
)
# What says by which letters something is called, and stands in a premise, too.
NAMING = Table(
    en="writing|setting|put|putting|abbreviate|using|substitute|substituting|substitution|call|introduce|introducing",
    de="schreibe|schreiben|setze|setzen|setzt man|substitution|substituiere|nenne|bezeichne",
    fr="pose|posant|en posant|écrivons|notons|substitution",
    es="pongamos|poniendo|llamamos|escribimos|sustitución|haciendo",
)
# What says that nobody is sure.
UNSURE = Table(
    en="not sure|unsure|unclear|not certain|guess|guessed|wrong|no idea|anything|arbitrary",
    de="nicht sicher|unsicher|geraten|falsch|keine ahnung|beliebig",
    fr="pas sûr|pas sûre|au hasard|faux|aucune idée",
    es="no estoy seguro|no estoy segura|adiviné|ni idea",
)
# What only supposes something.
SUPPOSING = Table(
    en="if|suppose|supposing|assume|assuming|case|when|unless|not",
    de="wenn|falls|angenommen|fall|nicht",
    fr="si|supposons|cas|quand|pas",
    es="si|supongamos|caso|cuando|no",
)
# What gives a reason wherever it stands.
CAUSE = Table(
    en="because|since|due to|owing to|thanks to|by induction|induction",
    de="weil|denn|wegen|aufgrund",
    fr="car|parce que|parce qu'|puisque|grâce à",
    es="porque|ya que|puesto que|debido a|gracias a",
)
# What begins a reason behind an answer, which is left aside and shown.
REASON = Table(
    en=(
        "because|since|due to|by the|by|using|see|cf|via|thanks to|owing to|so that"
        "|as shown|as seen|as computed|as derived|as found|as the|as it|as this"
        "|as we|as they|as there|as all|as both|as every|as each|as in|which follows|which holds|this holds"
        "|this follows|from the|after|where we used|which we|which can|which was|for example because"
        "|attained at|attained for|attained when|attained in|reached at|reached for|achieved at|achieved for"
        "|achieved when|check|to check|verify|the reason|reason|note that|here we used|we used|follows from"
        "|according to"
    ),
    de=(
        "weil|da|denn|wegen|aufgrund|nach|siehe|laut|gemäß|durch|mittels|dank|angenommen bei|angenommen für"
        "|erreicht bei|probe|zur probe"
    ),
    fr=(
        "car|parce que|parce qu'|puisque|vérification|atteint en|atteint pour|atteinte en|atteinte pour|d'après"
        "|grâce à|par|en effet|en utilisant|vu que|selon"
    ),
    es=(
        "porque|ya que|puesto que|pues|comprobación|alcanzado en|que se alcanza en|se alcanza en|debido a"
        "|dado que|según|por la|por el|por|gracias a|usando"
    ),
)
# What may follow an answer and says nothing.
CLOSING = Table(
    en=(
        "as required|as desired|as claimed|as wanted|as expected|as asked|as requested|as needed|as before"
        "|as above|as shown above|as stated|qed|q.e.d|which is what we wanted|which was to be shown"
        "|which is the answer|which is our answer|in total|overall|altogether|respectively|done|too|again"
        "|which completes the proof|this is the answer|that is the answer|is the answer|is my answer"
        "|is our answer|is the final answer|is the result|i think"
    ),
    de=(
        "wie gewünscht|wie verlangt|wie gefordert|was zu zeigen war|insgesamt|ist die antwort"
        "|ist das ergebnis|ist die lösung|heraus|fertig"
    ),
    fr="comme voulu|comme demandé|cqfd|au total|ce qu'il fallait démontrer|est la réponse",
    es="como queríamos|como se pedía|en total|es la respuesta|es el resultado",
)
# What stands before a condition, behind the value that it restricts or before it.
CONDITION = Table(
    en="if|when|whenever|for|where|on|with|at|provided that|as long as|in case",
    de="wenn|falls|für|sofern|auf|mit|bei",
    fr="si|quand|pour|lorsque|sur|avec",
    es="si|cuando|para|en|con",
)
# What binds a letter, so that an equation behind it is no condition.
BINDING = Table(
    en="where|with",
    de="wobei|mit",
    fr="où|avec",
    es="donde|con",
)
EVERY = Table(
    en="all|every|any|each|real|arbitrary|numbers|number|integers|reals|values of|value of|positive",
    de="alle|jedes|jede|jeden|beliebige|beliebiges|reelle|allen",
    fr="tout|tous|toute|toutes|chaque|réel|réels",
    es="todo|todos|toda|todas|cada|cualquier|real",
)
OTHERWISE = Table(
    en="otherwise|else|elsewhere",
    de="sonst|andernfalls",
    fr="sinon|autrement",
    es="en otro caso|si no",
)
# What takes back something that was written.
RETRACTION = Table(
    en=(
        "wrong|incorrect|mistake|mistaken|oops|scratch|ignore|crossed|correction|corrected|actually|instead|not right"
        "|redo|sorry|wait|edit|update|my bad|never mind|nvm|strike that|on second thought"
    ),
    de="falsch|irrtum|korrektur|korrigiert|stattdessen|doch nicht|durchgestrichen|nachtrag|vertan|verschrieben|moment",
    fr="faux|une erreur|mon erreur|correction|plutôt|pardon",
    es="mal|equivocado|me equivoqué|corrección|un error|en realidad|perdón",
)
# What leads to the name of an option.
CHOOSING = Table(
    en="option|choice|choose|pick|select|selected|chose|letter|case|they|both|events|statement|correct one|right one",
    de="option|auswahl|wähle|nehme|buchstabe|fall|beide|aussage",
    fr="option|choix|choisis|cas|lettre|ils|elles|sont",
    es="opción|elijo|escojo|caso|letra|ellos|ellas",
)
# What leads to the word for something.
CALLING = Table(
    en=(
        "is called|are called|is known as|is termed|is named|called|known as|this is|it is|that is|they are"
        "|we call it|we call this|the term is|the word is|the name is|phenomenon|effect|situation|problem"
    ),
    de="heißt|heißen|nennt man|nennt sich|das ist|es ist|dies ist|bezeichnet man als|phänomen",
    fr="s'appelle|est appelé|est appelée|c'est|on appelle|il s'agit de|phénomène",
    es="se llama|se denomina|es|se conoce como|se trata de|fenómeno",
)
# What turns a yes into something else.
TURNING = Table(
    en=(
        "but|however|unless|except|if|when|only|maybe|perhaps|wait|although|though|provided|assuming|not sure"
        "|and no|and yes"
    ),
    de="aber|jedoch|wenn|falls|nur|vielleicht|sofern|außer|obwohl",
    fr="mais|si|seulement|sauf|peut-être|cependant|quand",
    es="pero|si|solo|sólo|salvo|quizás|cuando|excepto",
)
# What says that a value is rounded.
ABOUT = Table(
    en="approximately|about|roughly|circa|approx",
    de="etwa|ungefähr|rund|ca|zirka",
    fr="environ|approximativement|à peu près",
    es="aproximadamente|cerca de|alrededor de",
)
# What parts two answers of which only one can be meant.
ALTERNATIVE = Table(
    en="or|either|alternatively|maybe|perhaps",
    de="oder|entweder|vielleicht",
    fr="ou|soit|peut-être",
    es="o|bien|quizás",
)
# What stands where an answer is still to be written.
NOTHING = Table(
    en="todo|tbd|to do|answer|your answer|your answer here",
    de="offen|antwort",
    fr="à faire|réponse",
    es="pendiente|respuesta",
)
