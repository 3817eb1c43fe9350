"""What an author may write: models of every answer type, loading with file and line, JSON Schema, assignments.

`load.load_problems` is the way in, `question.Question` what all other rooms take. May use `language`, and `verdict` for
the unit of scores. A file becomes nodes in `texts`, nodes become `models`, and what these say is read in
`declared` (what a key means) and `questions` (what an answer type asks). A new answer type is a model in `models`, a
file in `questions` with a case in `meaning`, and a row of properties in `kinds`; its claims are built in
`grader.claims.builders`.

Nothing is imported here: what only needs a question loads no models.
"""
