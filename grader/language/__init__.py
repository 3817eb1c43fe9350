"""Text becomes a tree and a tree becomes text. No mathematics.

`tokens` cuts a text, `names` says what its words may mean, `grammar` makes the tree (`tree`), `reader` is the way in
and `printing` the way out; `spelling` and `domains` are used by most. It uses nothing of the project but its errors.
What may be written is in `docs/language.md`; a new notation is added in `grammar`, where its first token is read.
"""
