"""How the group and each of its members are told of what happens: when, by whose clocks, and of whom."""
