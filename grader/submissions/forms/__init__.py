"""What a document holds, whatever it was written in: keys and values, or headings and blocks, each with its place.

One reader for each form (YAML and JSON, Markdown, LaTeX, notebooks), told apart by the name of the file in `formats`;
`framed` and `org` are headings of plain texts, which are read as Markdown.
Nothing is dropped: what a form cannot express is a block that says so. May use opening alone. A new form is a reader
here, with its extension in `formats`.
"""

from grader.submissions.forms.formats import Form, form_of

__all__ = ["Form", "form_of"]
