"""A flow that this program deploys and serves, or that a prefect.yaml beside it deploys."""

import sys

from prefect import flow


@flow
def deployed(x: int, name: str = "nobody") -> str:
    return f"{name}: {x}"


if __name__ == "__main__":
    deployed.serve(
        name=sys.argv[1],
        cron="0 0 * * *",
        tags=["served"],
        parameters={"x": 1},
        description="what it does",
        version="1",
    )
