"""What the machine must have before a document can be made: Pango with its companions, and a font.

To be asked BEFORE WeasyPrint is imported: without the libraries the import fails, and without any font Pango ends the
whole process. Standard library only; the launcher's ``doctor`` reads it before anything is installed.
"""

import ctypes
import functools
import os

# harfbuzz-subset is optional for WeasyPrint 70, but without it a document takes twice the time.
LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
    "libharfbuzz-subset.so.0",
)
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation")
FONT = "fonta"


@functools.cache
def missing_document_parts(libraries: tuple[str, ...] = LIBRARIES) -> list[str]:
    """Names of the missing libraries, and ``fonta`` when there is no scalable font. Empty: documents can be made."""
    missing = [name for name in libraries if _load(name) is None]
    if "libfontconfig.so.1" in missing or not _has_font():
        missing.append(FONT)
    return missing


def install_command() -> str:
    """The one command that brings every part to Debian or Ubuntu."""
    prefix = "" if os.geteuid() == 0 else "sudo "
    return f"{prefix}apt-get install --no-install-recommends {' '.join(PACKAGES)}"


def _load(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


class _FontSet(ctypes.Structure):
    """fontconfig's ``FcFontSet``, as far as it is read here."""

    _fields_ = (("nfont", ctypes.c_int),)


def _has_font() -> bool:
    """Ask fontconfig, as ``fc-list :outline=true`` would (the program itself is often not installed)."""
    library = _load("libfontconfig.so.1")
    if library is None:
        return False
    library.FcNameParse.restype = library.FcObjectSetCreate.restype = ctypes.c_void_p
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    library.FcFontList.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    fonts = library.FcFontList(None, library.FcNameParse(b":outline=true"), library.FcObjectSetCreate())
    return bool(fonts) and fonts.contents.nfont > 0
