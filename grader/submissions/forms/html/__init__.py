"""HTML as it is read: taken apart by `reader`; nothing is run, loaded or rendered.

`tokens` are its tags and texts, `elements` what they are to a reader of the page, `page` what has been written out so
far; `hidden` tells with `styles`, `sheets` and `colours` what nobody sees, `mathml` writes formulas as LaTeX, and
`block_rule` finds blocks of HTML in Markdown. May use `blocks` and `content` of the forms. Another element is a row of
`elements`.
"""
