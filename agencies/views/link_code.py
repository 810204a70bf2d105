"""A link as a telephone scans it."""

import segno


def code_of(address: str) -> str:
    """A QR code of an address as the address of its picture; white around it, so that it can be read on dark pages."""
    return segno.make(address, error="m", micro=False).png_data_uri(scale=4, border=4)
