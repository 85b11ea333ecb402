"""The word behind a stamp that hangs at a place.

Not a secret: whoever reads our data can work it out, and whoever stamps by hand needs none. It only
tells, without asking anybody, that a link was read off a code at the place and not typed.
"""

from __future__ import annotations

from hashlib import sha256

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""What nobody mistakes for something else when it is read out."""
LENGTH = 5


def stamp_code(kind: str, identifier: str, salt: str) -> str:
    """Five letters for `("place", "konak-iskelesi")`, others in another city."""
    number = int.from_bytes(sha256(f"{salt}\0{kind}/{identifier}".encode()).digest()[:8], "big")
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)
