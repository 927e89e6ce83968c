"""The account's cross-signing identity."""
