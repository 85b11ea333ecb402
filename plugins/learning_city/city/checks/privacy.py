"""What belongs to a person must not be published by mistake.

Identity numbers and bank accounts are refused; a mobile number or a private mail address may be an
institution's, so a reviewer decides (design §3); on the board both are refused. Patterns: Turkish
identity number with its check digits (law no. 5490), IBAN (ISO 13616), Turkish mobile prefixes 05xx
(national numbering plan).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...ground.problems import Problem
from ...model.notice import Notice
from ..draft import Circumstances, Contributed

_MOBILE = re.compile(
    r"(?<![0-9])(?:\+?90[ ().-]*|0[ (]*)5[0-9]{2}[) .-]*[0-9]{3}"
    r"[ .-]*[0-9]{2}[ .-]*[0-9]{2}(?![0-9])"
)
# Of Turkish accounts the length is known, so that a word after the number does not hide it.
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])(?:(?i:TR)[0-9]{2}(?: ?[0-9]){22}(?![0-9])"
    r"|(?!TR)[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9]))"
)
# Not within an address or an identifier such as node/12345678901.
_ELEVEN = re.compile(r"(?<![\w/=.-])[1-9][0-9]{10}(?![0-9])")
_MAIL = re.compile(
    r"[\w.+-]{1,64}@(?:gmail|hotmail|outlook|yahoo|yandex|icloud|windowslive)\.[a-z.]+",
    re.IGNORECASE,
)

_PARTS = tuple(map(re.compile, ("[0-9]{11}", "[A-Za-z]{2}[0-9]{2}", "5[0-9]{2}[) .-]*[0-9]{3}")))
"""What an identity number, an account and a mobile number have in them; sooner looked for."""


def check(parsed: Contributed, around: Circumstances) -> Iterator[Problem]:
    """Look through every text of a file."""
    texts = parsed.texts
    # No pattern reaches across a line's end: most files are done with after one look.
    whole = "\n".join(text for _, text in texts)
    if "@" not in whole and not any(part.search(whole) for part in _PARTS):
        return
    if not any(pattern.search(whole) for pattern in (_ELEVEN, _IBAN, _MOBILE, _MAIL)):
        return
    for path, text in texts:
        yield from _personal(parsed, path, text)


def _personal(parsed: Contributed, path: tuple[str | int, ...], text: str) -> Iterator[Problem]:
    if any(_is_identity_number(match.group()) for match in _ELEVEN.finditer(text)):
        yield parsed.problem("identity-number", *path)
    if any(_is_iban(match.group()) for match in _IBAN.finditer(text)):
        yield parsed.problem("bank-account", *path)
    # What hangs on the board is somebody's own offer, so there a private number is one indeed.
    tell = parsed.problem if isinstance(parsed.facts, Notice) else parsed.doubt
    if _MOBILE.search(text):
        yield tell("mobile-number", *path)
    if _MAIL.search(text):
        yield tell("private-mail", *path)


def _is_identity_number(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    tenth = (7 * sum(numbers[0:9:2]) - sum(numbers[1:8:2])) % 10
    return numbers[9] == tenth and numbers[10] == sum(numbers[:10]) % 10


def _is_iban(text: str) -> bool:
    compact = text.replace(" ", "")
    rearranged = compact[4:] + compact[:4]
    return int("".join(str(int(letter, 36)) for letter in rearranged)) % 97 == 1
