"""The words around a formula: whether they lead to the answer, call it so, or make something else of it.

`around` is the way in, `around_words` the closed table; `labels_said`, `labels_neutral` and `called` read labels. A
word that no table knows leaves the formula open. A harmless word is an entry of `around_words`.
"""
