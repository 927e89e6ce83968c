"""A frozen value with some of its fields changed, which is most of what folding does."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace  # what mypy knows how to check, field by field
else:
    from msgspec.structs import replace

__all__ = ["replace"]
