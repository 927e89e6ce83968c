"""What tests of several parts use: a clock that is moved, a platform in memory, a whole bot on it."""
