"""Notices on files: what is not opened, not read or left aside, and what is wrong with files of numbers."""

from __future__ import annotations

from typing import Final

# What lies in a folder.
NAMED_BEFORE_COUNTED_ONCE: Final = "named before, and counted once"
SUBMISSION_SAME_NAME_ONE: Final = "{value} is a submission of the same name; this one is called {name!r}"
CANNOT_LOOKED: Final = "cannot be looked at: {why}"
ARCHIVE_NOT_READ: Final = "the archive is not read: {error}"
NO_SUCH_FILE_DIRECTORY: Final = "no such file or directory"
NEVER_OPENED: Final = "{kind} is never opened"
ANSWERS_ONE_SUBMISSION_STAND: Final = (
    "answers of one submission stand in several folders ({names}); is this a class folder? Then name it"
)
FOLDER_HOLDS_NO_SUBMISSION: Final = "the folder holds no submission"
ONE_NAME_ONE_SUBMISSION: Final = "one name, so one submission, {name!r}; all count"
NOT_READ_MORE_THAN: Final = "not read: more than {submission_entries:,} files and folders (limit SUBMISSION_ENTRIES)"
NO_DOCUMENT_ANSWERS: Final = "no document of answers; {readable}"
NOTHING_HANDED: Final = "nothing was handed in; {readable}"
ARRAYS_READ_WHERE_ANSWER: Final = "arrays are read where an answer names their file (`file: …`), and none does"
ANSWERS_READ_YAML_YML: Final = (
    "answers are read from .yaml, .yml, .json, .md, .markdown, .txt, .tex, .ipynb and .html files"
)
LEFT_ASIDE_NO_DOCUMENT: Final = "left aside, it is no document of answers; {readable}"
SYMBOLIC_LINK_LEAVES_SUBMISSION: Final = "a symbolic link that leaves the submission is not followed"
DOCUMENTS_FORM_NOT_READ: Final = "documents of this form are not read yet; {readable}"
NOT_READ_DOCUMENT_SAME: Final = "not read: a document of the same name stands beside it"
NOT_LOOKED_MORE_THAN: Final = "not looked at: more than {submission_depth} folders inside each other"
LIMIT_SUBMISSION_DEPTH: Final = "{message} (limit SUBMISSION_DEPTH)"
FOLDER_CANNOT_LISTED: Final = "the folder cannot be listed: {error}"
SYMBOLIC_LINK_LEADS_NOWHERE: Final = "a symbolic link that leads nowhere: {error}"
SYMBOLIC_LINK_FOLDER_SUBMISSION: Final = (
    "a symbolic link to a folder of the submission; its files count where they stand"
)
ARCHIVE_INSIDE_ARCHIVE: Final = "an archive inside of an archive is not opened; hand in its files"
ARCHIVE_CANNOT_OPENED: Final = "the archive cannot be opened: {error}"
LINK_NEVER_OPENED: Final = "a link to a page elsewhere was handed in, which is never opened"

# What is opened.
NO_SUCH_FILE_ARCHIVE: Final = "no such file in the archive"
BYTES_MORE_THAN_ALLOWED: Final = "{size:,} bytes are more than the {archive_bytes:,} allowed (limit ARCHIVE_BYTES)"
NOT_UTF_TEXT_EVERY: Final = (
    "is not UTF-8 text (every other byte is 0, as in UTF-16 without a byte-order mark); save it as UTF-8"
)
BYTE_NOT_UTF_HOLDS: Final = "byte 0x{value:02X} is not UTF-8; what holds such bytes is not read"
SAVE_FILE_UTF: Final = "{said}. Save the file as UTF-8"
CHARACTER_NO_TEXT_HOLDS: Final = "the character U+{sign:04X} is no text; what holds such characters is not read"
BYTE_NOT_UTF_SAVE: Final = "byte 0x{value:02X} is not UTF-8; save the file as UTF-8"
CONTROL_CHANGES_ORDER_SIGNS: Final = (
    "the control U+{sign:04X} changes the order of the signs that are shown; write it without"
)
SIGN_HERE_NO_CHARACTER: Final = "a sign stands here that is no character; write the answer again, in UTF-8"
PIPE: Final = "a pipe"
SOCKET: Final = "a socket"
DEVICE: Final = "a device"
CANNOT_OPENED: Final = "cannot be opened: {error}"
CANNOT_OPENED_NO_SUCH: Final = "cannot be opened: no such file in the archive"
BYTES_MORE_THAN_ALLOWED_LIMIT: Final = "{size:,} bytes are more than the {most:,} allowed (limit {limit})"
TOO_LARGE_READ: Final = "too large to be read: {said}"
DOCUMENTS_MORE_THAN_BYTES: Final = (
    "its documents are more than {submission_bytes:,} bytes together (limit SUBMISSION_BYTES)"
)
NOT_READ_ANY_MORE: Final = "not read any more: {said}"
BROKEN_DIRECTORY_CUT_OFF: Final = "it is broken: its directory is cut off"
FILE_FOLDER_ONE_NAME: Final = "a file and a folder of one name stand in the archive"
TWO_FILES_ONE_NAME: Final = "two files of one name stand in the archive"
LEADS_OUT_ARCHIVE_NEVER: Final = "leads out of the archive, and is never read"
NOT_LOOKED_MORE_THAN_FOLDERS: Final = (
    "not looked at: more than {submission_depth} folders inside each other (limit SUBMISSION_DEPTH)"
)
FILES_FOLDERS_MORE_THAN: Final = "{count:,} files and folders are more than the {most:,} allowed (limit {limit})"
DIRECTORY_TAKES_BYTES_ENTRIES: Final = (
    "its directory takes {size:,} bytes for {count:,} entries (limit ARCHIVE_NAME_BYTES)"
)
BROKEN_DIRECTORY_HOLDS_SOMETHING: Final = "it is broken: its directory holds something else"
NO_ZIP_FILE_PART: Final = "it is no zip file, or a part of one is missing"
BROKEN_END_NOT_WHERE: Final = "it is broken: its end is not where it says"
PART_ARCHIVE_SEVERAL_FILES: Final = "it is a part of an archive in several files"
BROKEN_DIRECTORY_NOT_WHERE: Final = "it is broken: its directory is not where it says"
ARCHIVE_NOT_FOLLOWED: Final = "{kind} in an archive is not followed"
ENCRYPTED_HAND_WITHOUT: Final = "is encrypted; hand it in without a password"
PACKED_METHOD_NOT_READ: Final = "is packed by a method that is not read (number {method} of the format)"
BYTES_PACKED_MORE_THAN: Final = "{size:,} bytes are packed in {packed:,}, more than {archive_ratio} in one"
LIMIT_ARCHIVE_RATIO: Final = "{said} (limit ARCHIVE_RATIO)"
BROKEN_DOES_NOT_STAND: Final = "is broken: it does not stand where the archive says"
BROKEN_LARGER_PACKED_THAN: Final = "is broken: it is larger packed than unpacked"
BROKEN_BYTES_DO: Final = "is broken: its bytes do not fit its checksum"
BROKEN_BYTES_CANNOT_UNPACKED: Final = "is broken: its bytes cannot be unpacked"

# Forms of documents.
LIST_BOXES_NONE_TICKED: Final = "a list of boxes of which none is ticked, or not every item has one,"
NUMBER_BEHIND_WORD: Final = "a number behind a word for problem, which may be an answer"
NUMBER_OF_ITEM: Final = "the number of an item that names another problem"
SOMETHING_NOTHING_CLOSES: Final = "something that nothing closes"
FORMULA_MATHML: Final = "a formula of MathML"
TEXT_BETWEEN_ITEMS_LIST: Final = "text between the items of a list or a table"
ELEMENT_NOT_SHOWN: Final = "an element that is not shown"
ELEMENT_STRUCK: Final = "an element that is crossed out"
ELEMENT_TURNED: Final = "a text that is turned around: what is shown is not what is written"
FIELD_FORM: Final = "a field of a form"
QUOTATION: Final = "a quotation"
TABLE_MORE_THAN_LINE: Final = "a table with more than a line in a cell, or cells over several rows or columns"
AFTER_END: Final = "what stands after `\\end{document}`"
HEADING_NOT_CLOSED: Final = "a heading whose brace is never closed"
TITLE: Final = "the title"
NEVER_FOLLOWED: Final = "`\\{value}`, which is never followed,"
BRACE_AFTER_NOT_CLOSED: Final = "the brace after `\\{value}` is not closed; the line is taken for the heading"
BRACE_AFTER_ANSWER: Final = "a brace after `\\answer` is not closed; write `\\answer{problem}{field}{…}`"
BRACE_AFTER_ANSWER_NOT_CLOSED: Final = "a brace after `\\answer` is not closed"
STRUCK_OUT: Final = "what a stroke over several lines strikes out"
COLUMNS: Final = "a row with several columns, of which nothing says which is the answer"
TABLE: Final = "a table"
COMMENT_BEHIND_NUMBER: Final = "what stands behind a `%` right behind a number, for LaTeX a comment,"
MARK_ALONE: Final = "a mark of a list with nothing behind it, which may be the answer"
LIST_MORE_THAN_OTHERS: Final = "a list in more than {max_lists} others"
NEVER_FOLLOWED_FILE_HOLDS: Final = "`\\{value}` is never followed; what that file holds is not read"
BRACE_OPENED_HERE: Final = "a brace is opened here and not closed"
FORMULAS_NOTHING_CLOSES: Final = "formulas that nothing closes"
MORE_THAN_LISTS_QUOTATIONS: Final = "what stands in more than {value} lists and quotations inside each other"
COMMENT: Final = "a comment"
COMMENT_NEVER_CLOSED: Final = "a comment that is never closed, so that it holds all that follows,"
THE_TASK: Final = "the task as it is set"
NOTEBOOK_OLD_FORM_WITHOUT: Final = "a notebook of an old form, without `cells`; save it in form 4"
NO_CELL_CELL_TYPE: Final = "is no cell with a `cell_type` and a `source`, and is not read"
CELL_NOT_READABLE: Final = "a cell without a `cell_type` and a `source`"
CELLS_HOLD_MORE_THAN: Final = "its cells hold more than {document_bytes:,} characters (limit DOCUMENT_BYTES)"
NO_NOTEBOOK_LINE: Final = "is no notebook: line {lineno} is not JSON ({msg})"
NO_NOTEBOOK_LISTS_MAPPINGS: Final = "is no notebook: lists and mappings stand too deep inside each other"
NO_NOTEBOOK_HAS_NO: Final = "is no notebook: has no `cells`"
HOLDS_CELLS_MORE_THAN: Final = "holds {count:,} cells, more than {blocks:,} (limit BLOCKS)"
CELL_NEITHER_TEXT_NOR: Final = "a cell that is neither text nor code"
NO_ANSWERS_STAND_FILE: Final = (
    "no answers stand in this file; expected headings that end in a problem's id, and answers under them"
)
EXPECTED_ANSWERS_PROBLEM_SUCH: Final = "expected answers by problem, such as `tent: {w_0: [1, 1, 1]}`"
HOLDS_SUCH_BYTES: Final = "{byte}; what holds such bytes is not read. Save the file as UTF-8"
FILE_NOT_JSON_READ: Final = "{message}; the file is not JSON, and is read as YAML instead"
BYTE_NOT_UTF: Final = "byte 0x{byte:02X} is not UTF-8"
FILE_EMPTY: Final = "the file is empty; {expected}"
LIST: Final = "a list"
TEXT: Final = "a text"
FILE: Final = "the file is {what}; {expected}"
SAVE_FILE_UTF_2: Final = "{byte}; save the file as UTF-8"
HOLDS_PARAGRAPHS_ITEMS_MORE: Final = "holds {count:,} paragraphs and items, more than {blocks:,} (limit BLOCKS)"
EMPTY_TABLE: Final = "an empty table"
EXPECTED_TEXT_NUMBER_LIST: Final = "expected a text, a number or a list, not {node}"
MAPPING: Final = "a mapping (of {keys}{some})"
EMPTY_MAPPING: Final = "an empty mapping"
LIST_HOLDS_MAPPING: Final = "a list that holds a mapping"
ITEM_LIST_HOLDS_COMMA: Final = "the item `{value}` of this list holds a comma, a semicolon or an open bracket"
WRITE_WHOLE_LIST_ONE: Final = "{said}; write the whole list as one text, in single quotes"

# Files of numbers.
HOLDS_BYTES_ENTRIES_WHERE: Final = "holds {count:,} bytes of entries where its header says {size:,}"
HOLDS_TRUTH_VALUES_NEITHER: Final = "holds truth values that are neither 0 nor 1"
HOLDS_ENTRY_INFINITE_NO: Final = "holds an entry that is infinite or no number"
BINARY_NUMBERS_EACH_SIMPLEST: Final = (
    "binary numbers ({entry}): each stands for the simplest fraction that rounds to it"
)
NO_NPZ_ARCHIVE_DAMAGED: Final = "is no .npz archive, or a damaged one"
HOLDS_FILES_MORE_THAN: Final = "holds {count} files, more than {weight_arrays} (limit WEIGHT_ARRAYS)"
HOLDS_NO_ARRAY_EXPECTED: Final = "holds {name}, which is no array: expected names such as `w_0.npy`"
HOLDS_TWICE: Final = "holds {name} twice"
HOLDS_ENCRYPTED_PACKED_UNUSUAL: Final = "holds {name} encrypted, or packed in an unusual way"
UNPACKS_BYTES_MORE_THAN: Final = "unpacks to {size:,} bytes, more than {weight_bytes:,} (limit WEIGHT_BYTES)"
DAMAGED_ARCHIVE: Final = "is damaged in its archive"
PICKLE_NEVER_OPENED: Final = "a pickle, which is never opened"
NO_NPY_FILE: Final = "no .npy file"
NPY_FILE_VERSION: Final = "is a .npy file of a version that is not read; expected 1.0 or 2.0"
HAS_HEADER_TOO_LONG: Final = "has a header that is too long, or cut off"
HAS_HEADER_NONE_ARRAY: Final = "has a header that is none of an array of numbers: {shown}"
OBJECTS_PICKLE_NEVER_OPENED: Final = "objects (a pickle), which are never opened"
ENTRIES_TYPE: Final = "entries of type {descr}"
HOLDS_EXPECTED_INTEGERS_FLOATING: Final = (
    "holds {what}; expected integers, or floating-point numbers of 16, 32 or 64 bits"
)
NO_NAME_FILE: Final = "is no name of a file"
MAY_LIE_OUTSIDE_SUBMISSION: Final = (
    "may lie outside of the submission, and is not opened; name a file in the same folder"
)
HIDDEN_NO_PART_SUBMISSION: Final = "is hidden, and no part of the submission; name it otherwise"
NOT_OPENED_SUBMISSION_ONE: Final = "is not opened: this submission is one file, and has no others; hand in a folder"
NOT_AMONG_FILES_SUBMISSION: Final = "is not among the files of this submission"
NOT_READ_ARRAYS_READ: Final = "is not read; arrays are read from {listed} and {value} files"
NOT_JSON_LINE: Final = "is not JSON: line {line}: {message}"
HOLDS_NO_ARRAYS: Final = "holds no arrays"
HOLDS_NO_ARRAY: Final = "holds what is no array: {error}"
HOLDS_ONE_ARRAY_WRITE: Final = "holds one array; write `{value}: {{file: {name}}}` for the field that it is"
HOLDS_HAS_NO_SUCH: Final = "{name} holds {key}, and {id} has no such field; its fields are {listed}"
HOLDS_NO_ARRAY_BUT: Final = "{name} holds no array {field}, but {holds}"
HOLDS_TWICE_2: Final = "{name} holds {field} twice"
THESE_ARRAYS_MAY: Final = "; these arrays may be for {listed}"
ANNOUNCES_HEADER_BYTES_MORE: Final = (
    "announces a header of {length:,} bytes, more than {weight_header_bytes:,} (limit WEIGHT_HEADER_BYTES)"
)
NO_SAFETENSORS_FILE_ONE: Final = "is no .safetensors file, or one that is cut off"
HOLDS_ENTRIES_TYPE: Final = "holds entries of type {kind}"
EXPECTED_INTEGERS_FLOATING_POINT: Final = "{said}; expected integers, or floating-point numbers of 16, 32 or 64 bits"
HAS_HEADER_NO_JSON: Final = "has a header that is no JSON"
HAS_HEADER_NO_MAPPING: Final = "has a header that is no mapping of names to arrays"
HOLDS_ARRAYS_MORE_THAN: Final = "holds {count} arrays, more than {weight_arrays} (limit WEIGHT_ARRAYS)"
KEY_TWICE: Final = "a key stands twice"
HAS_HEADER_NO_ARRAY: Final = "has a header in which {name} is no array"
HAS_HEADER_WHOSE_ARRAYS: Final = (
    "has a header whose arrays do not fill its {size:,} bytes of entries one behind the other"
)
TRANSPOSED_KERAS_STORES_INPUTS: Final = "{said}, transposed, for Keras stores inputs by outputs"
HOLDS_LAYERS_PROBLEM_TAKES: Final = "holds {count} layers, and the problem takes {max_layers} at most"
HOLDS_LAYERS_WHOSE_ORDER: Final = (
    "holds layers whose order is not certain ({names}); name their arrays W_1, b_1, W_2, …"
)
HOLDS: Final = "holds {weights}, and that {array}"
HOLDS_NO_MATRIX: Final = "holds {weights}, which is no matrix"
HAS_AXES_MORE_THAN: Final = "has {count} axes, more than {weight_axes} (limit WEIGHT_AXES)"
ANNOUNCES_ENTRIES_MORE_THAN: Final = "announces {said} entries, more than {weight_entries:,} (limit WEIGHT_ENTRIES)"

# All notices.
MORE_NOTICES_NOT_SHOWN: Final = "{untold} more notices are not shown"
