"""Does work under keys that a TypeScript program does, too: `shared_transactions.py FOLDER`."""

import json
import sys

from prefect import flow
from prefect.filesystems import LocalFileSystem
from prefect.results import ResultStore
from prefect.serializers import JSONSerializer
from prefect.transactions import transaction


def once(key):
    store = ResultStore(result_storage=LocalFileSystem(basepath=sys.argv[1]), serializer=JSONSerializer())
    with transaction(key=key, store=store) as txn:
        if txn.is_committed():
            return {"committed": txn.read().result}
        txn.stage({"by": "python"})
        return {"staged": True}


@flow
def shared():
    return [once("loads/left"), once("loads/right")]


print(json.dumps(shared()))
