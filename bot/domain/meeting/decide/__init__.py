"""What may be decided: functions of (state, request, now) that return new events or a refusal."""
