"""Official papers after GB/T 9704-2012: one content, laid out as PDF and as .docx.

A room says what a paper holds (``content``, or text that ``plain`` reads); how it looks is known
only here. The package knows no business noun.
"""
