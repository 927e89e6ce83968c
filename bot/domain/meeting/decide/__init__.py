"""What may be decided: functions of (state, request, now) that return new facts or a refusal."""
