"""Programs: snippets of Python are read into Python's own tree, within named limits; nothing is ever executed.

`reader.read_code` is the way in, `program` the data. It uses errors and domains alone; what a program means is decided
above (`grader.evidence.families.code`). More of the language is a kind of node in `parts`. Nothing is imported here.
"""
