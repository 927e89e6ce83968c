"""From what somebody asked for to a decision that is saved: who, which command, which meeting, may they."""
