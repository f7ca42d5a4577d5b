def entries() -> None:
    pass
