"""The structure of a document: which lines, items, rows and headings open a place, and how deep it is.

`sorter` sorts blocks by what names a problem, `lines` does so line by line, `place` keeps which sections are
open, `lines_apart` parts answers on one line, `schemes` tells ids from places.
May use `naming`. Another thing that opens a section is a case in `sorter`.
"""
