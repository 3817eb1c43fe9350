"""Two things that a prompt compares, and which of them an answer speaks of: `greater in air`, `0.43 is more than 3/7`.

`asked_things` finds them in the prompt by its `prompt_words`, `said_of_things` in an answer; `named_things` says what a
text names, `directions` which options are contrary, `routes` from where to where something goes. May use
`words` and `paragraphs`; it chooses an option only where both things of the prompt stand in each other's places.
"""
