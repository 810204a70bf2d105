#!/usr/bin/env python
"""Django's commands, with embedded servers where the environment names none (docs/local-servers.md)."""

import sys

from config.local.binaries import MissingBinaryError
from config.local.commands import prepare_environment
from config.local.state import ServerError


def main() -> None:
    """Run the command that the arguments name."""
    try:
        prepare_environment(sys.argv[1:])
    except (MissingBinaryError, ServerError) as error:
        sys.exit(str(error))

    from django.core.management import execute_from_command_line

    from config.refused_start import sentence_of

    try:
        execute_from_command_line(sys.argv)
    except Exception as error:  # what an administrator can mend is a sentence, not a traceback
        sentence = sentence_of(error)
        if sentence is None or "--traceback" in sys.argv:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
