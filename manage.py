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

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # settings that refuse to start: a sentence, not a traceback
        sys.exit(str(error))


if __name__ == "__main__":
    main()
