"""Groups that go on after meetings, with the whole bot on platforms in memory."""
