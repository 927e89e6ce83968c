"""The tests: each folder holds those of the package of the same name."""
