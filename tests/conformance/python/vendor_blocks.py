"""Blocks of Prefect's own packages for databases, mail and Slack: saved here for TypeScript, and loaded from it.

Run as `python vendor_blocks.py save|load FOLDER`. The last line printed is a JSON object.
"""

import json
import sys

from prefect_email import EmailServerCredentials
from prefect_slack import SlackCredentials, SlackWebhook
from prefect_sqlalchemy import ConnectionComponents, SqlAlchemyConnector, SyncDriver


def save(folder):
    parts = ConnectionComponents(driver=SyncDriver.SQLITE_PYSQLITE, database=f"{folder}/vendor.db", password="py-secret")
    SqlAlchemyConnector(connection_info=parts, fetch_size=3, connect_args={"timeout": 2}).save("py-parts")
    SqlAlchemyConnector(connection_info=f"sqlite:///{folder}/vendor.db").save("py-url")
    EmailServerCredentials(
        username="me", password="py-secret", smtp_server="outlook", smtp_type="STARTTLS", verify=False
    ).save("py-mail")
    EmailServerCredentials().save("py-mail-plain")
    SlackCredentials(token="py-secret").save("py-bot")
    SlackWebhook(url="https://hooks.example.com/py-secret").save("py-hook")


def mail(block):
    return [
        block.username,
        block.password.get_secret_value(),
        getattr(block.smtp_server, "value", block.smtp_server),
        getattr(block.smtp_type, "value", block.smtp_type),
        block.verify,
    ]


def load(_folder):
    parts = SqlAlchemyConnector.load("ts-parts")
    with SqlAlchemyConnector.load("ts-url") as database:
        [[one]] = database.fetch_all("select :one", parameters={"one": 1})
    return {
        "parts": [parts.fetch_size, parts.connect_args, parts.connection_info.password.get_secret_value()],
        "one": one,
        "mail": mail(EmailServerCredentials.load("ts-mail")),
        "plain": mail(EmailServerCredentials.load("ts-mail-plain")),
        "bot": SlackCredentials.load("ts-bot").token.get_secret_value(),
        "hook": SlackWebhook.load("ts-hook").url.get_secret_value(),
    }


if __name__ == "__main__":
    print(json.dumps({"save": save, "load": load}[sys.argv[1]](*sys.argv[2:])))
