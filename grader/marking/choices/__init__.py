"""Which options a text chooses, or whether it says yes or no, and what of its reason may take that back.

`chosen_options` is the way in. Options are named by all of a text that is understood (`whole`), by labels for each of
them (`per_key`, whose `labels` are those that the prompt asks for), in the feminine (`genders`), or in other words
(`other_words`): cut short (`shortened`) or as the `same_formula`. A yes or no may be taken back by what is `denied`, by
`determiners` that deny, by `contradictions` of the question's own words, by what it is `limited` to, by what follows
(`taken_back`), an option by the `other_kind` of thing that it is said to be, by the `other_predicate` of a few words,
by the `contrary_predicate` of those of the question, by `opposed_reasons`, by what stands `after_reason`, by what it is
`explained` by without a word for a reason, where clauses may tell facts `of_others`, by a false equation for its
`own_value`, or by `marks_beside` it; keys that are read out of values (`keys_in_values`) choose nothing, and no verdict
stands on a text that is not `understood`. What words deny or oppose each other is told in `language.texts.opposites`
and, for prompts, in `denied`. May use nothing else of `marking`; what refuses an answer rather than guess is a file.
The files are loaded when they are named: most problems ask for no choice.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.choices import (
        chosen_options,
        contrary_predicate,
        opposed_reasons,
        other_kind,
        other_predicate,
        taken_back,
        typed_out,
        understood,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "chosen_options",
    "contrary_predicate",
    "opposed_reasons",
    "other_kind",
    "other_predicate",
    "taken_back",
    "typed_out",
    "understood",
]
