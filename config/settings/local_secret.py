"""The secret key of a private installation: made once, kept beside its data, readable by its owner alone."""

import os
import secrets
from pathlib import Path


def local_secret_key(folder: Path) -> str:
    """The key kept in ``folder``, made at first use. Two processes that start at once agree on one key."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        candidate = path.with_suffix(f".{os.getpid()}")
        candidate.touch(mode=0o600)
        candidate.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        try:
            os.link(candidate, path)
        except FileExistsError:
            pass
        finally:
            candidate.unlink()
    return path.read_text(encoding="utf-8")
