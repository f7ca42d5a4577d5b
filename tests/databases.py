"""Databases of a Postgres server, where ``DATABASE_URL`` names one; else there is nothing to do."""

import os
import uuid
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

SERVER = os.environ.get("DATABASE_URL", "")


def new_name(purpose: str) -> str:
    return f"npc_{purpose}_{uuid.uuid4().hex[:12]}"


def url_of(name: str) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}")) if SERVER else ""


def create(name: str, *, like: str = "") -> None:
    """Empty, or a copy of another one that nobody is working in."""
    copy = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like)) if like else sql.SQL("")
    _ask("CREATE DATABASE {}", name, copy)


def drop(name: str) -> None:
    _ask("DROP DATABASE IF EXISTS {}", name, sql.SQL(" WITH (FORCE)"))


def _ask(statement: str, name: str, rest: sql.SQL) -> None:
    if not SERVER:
        return
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(name)) + rest)
