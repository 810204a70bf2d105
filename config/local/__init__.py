"""Set-up, embedded servers and the launcher of a private installation (docs/local-servers.md).

Standard library only: these modules run before anything is installed. Settings never import them; ``manage.py``, the
launcher (``python -m config.local``) and the pytest plugin do.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
