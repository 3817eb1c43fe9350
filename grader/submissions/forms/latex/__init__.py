r"""LaTeX as it is read: taken apart by `reader`, never expanded or followed, but for macros that a document defines.

`text` holds a document with its places, `signs` the commands at which it is taken apart; `comments`, `dress`, `macros`,
`own_boxes` and `own_headings` write out what stands for something else, and keep the places. May use `blocks` and
`spans` of the forms. Another environment is a row of `signs`; another way to define something is a file that `reader`
asks.
"""
