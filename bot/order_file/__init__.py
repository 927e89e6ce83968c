"""Cases for `evenfloor order`: read, checked, and worked out."""
