"""`evenfloor check --live`: tried for real, and nothing of it left."""
