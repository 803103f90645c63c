"""Emits an event in a run, and reads and writes automations that a TypeScript program does, too."""

import json
from datetime import timedelta

from prefect import flow, task
from prefect.automations import Automation, EventTrigger
from prefect.events import emit_event
from prefect.events.actions import CancelFlowRun


@task(tags=["inner"])
def emit():
    emit_event("shared.happened", resource={"prefect.resource.id": "shared.python"}, payload={"by": "python"})


@flow
def emits():
    emit()


emits()
Automation(
    name="of python",
    trigger=EventTrigger(expect={"a.b"}, posture="Reactive", threshold=2, within=timedelta(seconds=60)),
    actions=[CancelFlowRun()],
).create()
read = Automation.read(name="of typescript")
print(json.dumps(read.model_dump(mode="json", exclude={"id"})))
