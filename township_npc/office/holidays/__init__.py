"""Days off and days worked instead, as people write them and as they are kept. No database."""
