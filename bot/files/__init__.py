"""Files that go with messages, made when they are delivered."""
