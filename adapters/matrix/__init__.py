"""The Matrix adapter, on matrix-nio."""

from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.settings import MatrixSettings

__all__ = ["MatrixPlatform", "MatrixSettings"]
