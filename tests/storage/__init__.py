"""What is special to each database, and the migrations."""
