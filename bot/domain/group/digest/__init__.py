"""The digest: what happened in the group since the last one, and what comes."""
