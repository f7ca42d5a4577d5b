"""One process that opens the office: it starts web, worker, beat and broker, watches them, and
takes them with it when it ends, however it ends (architecture: Running it)."""
