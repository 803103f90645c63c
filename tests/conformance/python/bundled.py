"""What Prefect brings along: its block types, and the jobs of its worker types, as its own package has them.

The last line printed is a JSON object.
"""

import json
from pathlib import Path

import prefect.server.api.server  # noqa: F401 (registers the blocks of the package)
from prefect.blocks.core import Block
from prefect.utilities.dispatch import get_registry_for_type

server = Path(prefect.server.__file__).parent


def schema(fields, capabilities):
    return {"fields": fields, "capabilities": sorted(capabilities)}


def own_blocks():
    for block in get_registry_for_type(Block).values():
        yield block._to_block_type().slug, schema(block.model_json_schema(), block.get_block_capabilities())


def collection_blocks():
    collections = json.loads((server / "collection_blocks_data.json").read_text())["collections"]
    for collection in collections.values():
        for slug, block_type in collection["block_types"].items():
            yield slug, schema(block_type["block_schema"]["fields"], block_type["block_schema"]["capabilities"])


workers = json.loads((server / "api/collections_data/views/aggregate-worker-metadata.json").read_text())
print(json.dumps({"blocks": dict(collection_blocks()) | dict(own_blocks()), "workers": workers}))
