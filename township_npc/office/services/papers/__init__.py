"""What happens to papers: drafted, proof-read, signed, numbered, issued; and what comes in."""
