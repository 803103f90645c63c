"""A flow with parameters of every kind that Python and TypeScript have in common."""

from datetime import datetime
from enum import Enum
from typing import Any, Literal

from prefect import flow
from pydantic import BaseModel, Field


class Color(Enum):
    Red = "red"
    Blue = "blue"


class Node(BaseModel):
    """A node of a tree."""

    weight: float = Field(description="How much it weighs.", ge=0)
    children: list["Node"] = []


@flow(version="1")
def every_kind(
    path: str,
    node: Node,
    when: datetime,
    pair: tuple[str, float],
    color: Color = Color.Red,
    mode: Literal["fast", "slow"] = "fast",
    only: Literal["this"] = "this",
    ratio: float = 0.5,
    deep: bool = True,
    names: list[str] = ["a", "b"],
    unique: set[str] = set(),
    counts: dict[str, float] = {"a": 1},
    either: str | float = "x",
    perhaps: str | None = None,
    whatever: Any = 3,
):
    """Takes parameters of every kind."""
