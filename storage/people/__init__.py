"""How people are found: by their accounts, and by how their names look."""
