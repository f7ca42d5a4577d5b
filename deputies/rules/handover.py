"""集中交办. No law counts the proposals of a batch; one batch is one short transaction."""

MOST = 50
