"""The pages of 建议 as a person opens and sends them."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

LIST = "/proposals/"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user, proposal, act: str = ""):
    return signed_in(user).get(f"{LIST}{proposal.pk}/{act}")


def send(user, proposal, act: str, **fields):
    body = {"once": uuid4(), **fields}
    return signed_in(user).post(f"{LIST}{proposal.pk}/{act}/", body)


def paper(name: str = "答复函.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "已经办好。".encode())


def text(answer) -> str:
    return answer.content.decode()
