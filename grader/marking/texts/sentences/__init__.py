"""Sentences around a value that change nothing of it, and remarks that say what the problem says.

`answers_said` takes sentences that say a value, `asked_sentences` those that say again what the prompt asks,
`general_remarks` and `gaps_said` what stands behind one, `told_otherwise` what is tried where a text cannot be read;
`all_relations` puts together what words part.
May use all of `texts` but `field_texts`. Another harmless remark is a file here, never a word that might deny or
restrict.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.sentences import (
        all_relations,
        answers_said,
        asked_sentences,
        changed_behind,
        changes_said,
        checked_remarks,
        general_remarks,
        labelled_values,
        operators_said,
        remarks_behind,
        told_otherwise,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "all_relations",
    "answers_said",
    "asked_sentences",
    "changed_behind",
    "changes_said",
    "checked_remarks",
    "general_remarks",
    "labelled_values",
    "operators_said",
    "remarks_behind",
    "told_otherwise",
]
