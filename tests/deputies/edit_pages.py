"""A form that changes a record, as a browser holds it."""


def opened(client, address: str) -> dict:
    """Every field of the page's form with what stands in it, to be sent back."""
    form = client.get(address).context["form"]
    held = {field.html_name: field.value() for field in form}
    return {name: value for name, value in held.items() if value not in (None, False)}


def change(client, address: str, **typed):
    """Open the page, change these fields, send it; a box without its tick is sent as None."""
    sent = {**opened(client, address), **typed}
    return client.post(address, {name: value for name, value in sent.items() if value is not None})
