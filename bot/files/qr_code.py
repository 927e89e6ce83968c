"""A text as a picture that a phone reads."""

from io import BytesIO

import segno

DOTS = 8
"""So many a square is wide: it can be printed, and shown on a screen in a hall."""


def qr_code(text: str) -> bytes:
    """A PNG, which can be read also where part of it is dirty or hidden."""
    made = BytesIO()
    segno.make_qr(text, error="m").save(made, kind="png", scale=DOTS)
    return made.getvalue()
