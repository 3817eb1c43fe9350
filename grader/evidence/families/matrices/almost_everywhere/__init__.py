"""Where numbers and inverses that arrays of any size give have values: everywhere, but for sets without interior.

`coverage` compares two sides, `generic` looks for one point at which a quotient or an inverse has a value, `gaps` and
`jumps` say where it has none. May use words, and proves no equality. A new partial function of matrices is a case of
`gaps`.
"""
