"""What words say: a property or its opposite, what a prompt asks of what, which options a sentence names.

`opposites` tells yes from no in the question's own words, `named_options` which options stand in a sentence.
`property_words` is the table of words. They may not choose. A word in another language is an entry of a table.
"""
