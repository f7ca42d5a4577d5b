"""What a backup is made of: the database's copy, the files, and one checked package."""
