"""Official papers: how they are proof-read. No business noun but what the caller hands in."""
