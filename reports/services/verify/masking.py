"""A name that its holder recognises, and that tells a stranger as little as can be."""

import unicodedata

_KEPT = frozenset(".,'’-")


def masked_name(name: str) -> str:
    """`Budi Santoso, S.Kep.` as `B*** S******, S.***.`: first letters, and how long each word is.

    Whatever is neither letter, digit nor usual in a name (marks of direction, emoji) is left out: it goes to strangers.
    """
    words = (_masked_word(word) for word in name.split())
    return " ".join(word for word in words if word) or "*"


def _masked_word(word: str) -> str:
    shown: list[str] = []
    begun = False
    for char in word:
        if unicodedata.category(char)[0] in "LN":
            shown.append("*" if begun else char)
            begun = True
        elif char in _KEPT:
            shown.append(char)
    return "".join(shown) if begun else ""
