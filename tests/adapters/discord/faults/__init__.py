"""What goes wrong on Discord, and what people see of it: the whole bot on the tests' Discord."""
