"""The platform-neutral bot: the only package that decides anything."""
