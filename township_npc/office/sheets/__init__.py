"""Tables from outside (xlsx, csv): a file in, sheets of plain cells out, or one sentence."""
