"""What names a problem or a part: ids, titles, labels, numbers, and the sheet's own text.

`resolving` is the way in: a title, a label and a place together name one problem, or nobody guesses. `labels` and
`names` read what a line begins with, `not_writing` tells what no student wrote as an answer. May use nothing of
sections. Another spelling of labels is a rule in `spellings`; `lettered` has those with a letter before all numbers.
"""
