"""What a prompt gives: numbers, lists, and things that it speaks of beside what it asks for.

`asked_part` parts a prompt into what asks and what is told beside it, once for all other rooms. `given_values` and
`given_lists` put what is given into calculations, `given_quantities` reads what has a unit, `contrasts` tells things
apart that stand beside each other, `siblings` those with a number or a letter, `cart 1`, and ions, `ways` those between
points, `sign_words` those that turn a value, `left is negative`, `asked_not` what is asked for with a `not`. May use
nothing else of `asked` but `names` and `words`. Another kind of given thing is a file here.
"""
