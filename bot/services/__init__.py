"""The imperative shell: load, decide, save, deliver."""
