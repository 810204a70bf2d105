"""How passwords are kept: Argon2id (RFC 9106). What was kept otherwise is kept anew when its owner signs in."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """46 MiB and two passes, one lane: above the least that OWASP asks (46 MiB, one pass), 60 ms on a small machine.

    Django's own figures (100 MiB, eight lanes) would take 800 MiB when the eight threads of a small installation sign
    people in at once, of the 1 GiB that its container has; these take 370.
    """

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1
