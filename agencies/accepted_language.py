"""The language that a program asks for (``Accept-Language``, RFC 9110 12.5.4)."""

from collections.abc import Sequence

from django.utils.translation.trans_real import parse_accept_lang_header

ANY = "*"


def accepted_language(header: str, *, spoken: Sequence[str]) -> str:
    """Of the languages ``spoken``, the usual one first, the one to which the header gives most weight.

    Django's own choice takes ``q=0`` for little weight, where it means *not acceptable* (12.4.2). A header that asks
    for none of ours is answered in one that it does not refuse; whoever refuses all is answered in the usual one, since
    an answer in no language would help nobody.
    """
    asked = parse_accept_lang_header(header)  # by weight; of equal ones the first that was sent
    ranges = [tag.partition("-")[0] for tag, _weight in asked]  # en-GB is English to us
    refused = []
    found = []
    for language in spoken:
        named = language if language in ranges else ANY
        if named not in ranges:
            continue
        place = ranges.index(named)
        if asked[place][1]:
            found.append((place, language))
        else:
            refused.append(language)
    if found:
        return min(found, key=lambda one: one[0])[1]
    return next((language for language in spoken if language not in refused), spoken[0])
