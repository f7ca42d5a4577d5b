"""Reading a roster of deputies: a file in, clean lines with their doubts out. No database."""
