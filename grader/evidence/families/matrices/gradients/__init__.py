"""Gradients by an array of any size, as words: one occurrence after the other is taken out of every word.

`slopes` are the derivatives of functions that are applied to entries, `volumes` those of determinants. May use `words`.
"""
