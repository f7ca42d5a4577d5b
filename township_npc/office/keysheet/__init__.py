"""钥匙页: the keys on paper or in a file, and back. A bundle is ``{name: key file's text}``."""

Bundle = dict[str, str]
