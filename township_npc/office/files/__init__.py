"""What a file from outside must be before it is kept: its name, its kind, its picture."""
