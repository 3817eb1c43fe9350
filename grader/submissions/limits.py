"""The limits on what is handed in, each with a name, all in one place; checked before work is done."""

from __future__ import annotations

DOCUMENT_BYTES = 1_000_000  # the size of one document; a longer one is not opened for reading
SUBMISSION_BYTES = 4_000_000  # the size of all documents of one submission together, notebooks aside
NOTEBOOK_BYTES = 20_000_000  # the size of a notebook with its outputs; its cells have the limit of a document
SUBMISSION_ENTRIES = 1000  # files and folders looked at in one submission
SUBMISSION_DEPTH = 8  # folders within folders of one submission
ARCHIVE_BYTES = 20_000_000  # the size of a zip file in a submission, packed
ARCHIVE_ENTRIES = 20_000  # files and folders in a zip file of a submission, those that are ignored too
CLASS_ENTRIES = 200_000  # files and folders in a zip file that is a class
ARCHIVE_NAME_BYTES = 400  # of an entry in the directory of a zip file, on average
ARCHIVE_RATIO = 250  # bytes that one packed byte may become, in what is larger than a document
STRAYS = 50  # keys of one submission that no problem, part or field has, looked at for what was meant
KEY_CHARACTERS = 100  # length of a key that is compared with the names it may stand for; of what a message repeats
NOTICES = 200  # notices on the answers of one submission; more are only counted
BLOCK_CHARACTERS = 20_000  # of one paragraph or formula of a running document that is looked at
SENTENCE_LEXEMES = 400  # words, formulas and signs of one sentence that is looked at
BLOCKS = 5000  # paragraphs, formulas and items of one running document
WEIGHT_BYTES = 1_000_000  # the size of a file of arrays, packed and unpacked
WEIGHT_ARRAYS = 100  # arrays in one file
WEIGHT_ENTRIES = 20_000  # entries of one array
WEIGHT_AXES = 4  # axes of one array
WEIGHT_HEADER_BYTES = 100_000  # the header of a .safetensors file
