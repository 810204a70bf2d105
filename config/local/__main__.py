"""``python -m config.local demo|test|setup|stop|doctor|lock``: what ``make`` runs.

Works with whatever Python there is until ``.venv`` exists, and says so when it is too old.
"""

import sys


def main() -> int:
    """Run the command that the arguments name, from ``.venv``; returns the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the first thing to say on an old machine
        version = sys.version.split()[0]
        sys.exit(
            f"Timbang memerlukan Python 3.11 atau lebih baru; ini Python {version}. Coba: make PYTHON=python3.11 ..."
        )
    from config.local.launcher import run  # noqa: PLC0415 - does not even load in an older Python

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
