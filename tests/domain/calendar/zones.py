"""Twenty zones that differ: half hours, quarters, no summer time, half an hour of it, summer in January."""

ZONES = (
    "UTC",
    "Europe/Vienna",
    "Europe/London",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Africa/Nairobi",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Asia/Tehran",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "America/Scoresbysund",
)
