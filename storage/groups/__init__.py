"""The groups that go on after meetings."""
