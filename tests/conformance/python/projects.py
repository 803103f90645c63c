"""What Prefect makes of project files, templates, command lines and steps.

Takes a JSON file with the cases; the last line printed is a JSON object with the answers. `yaml` files are read, `lines`
split, `templates` filled with `values`, and `steps` run in the folder `folder`.
"""

import asyncio
import json
import os
import shlex
import sys
from pathlib import Path

from prefect.cli.deploy._config import _load_deploy_configs_and_actions
from prefect.deployments.steps.core import run_steps
from prefect.utilities.templating import apply_values
from rich.console import Console

cases = json.loads(Path(sys.argv[1]).read_text())


def split(line):
    try:
        return shlex.split(line)
    except ValueError:
        return None


def read(text):
    path = Path(cases["folder"], "case.yaml")
    path.write_text(text)
    deployments, actions = _load_deploy_configs_and_actions(path, console=Console(quiet=True))
    path.unlink()
    return {"deployments": deployments, "actions": actions}


def fill(template):
    return apply_values({"value": template}, cases["values"])


def run(steps):
    os.chdir(cases["folder"])
    outputs = asyncio.run(run_steps(steps, print_function=lambda *_, **__: None))
    return {"outputs": outputs, "folder": os.getcwd()}


os.environ.update(cases["environment"])
print(
    json.dumps(
        {
            "yaml": [read(text) for text in cases["yaml"]],
            "lines": [split(line) for line in cases["lines"]],
            "templates": [fill(template) for template in cases["templates"]],
            "steps": [run(steps) for steps in cases["steps"]],
        }
    )
)
