/**
 * What the user's own Python is asked: it loads the entry point as Prefect does, and prints what a deployment needs to
 * know as one line of JSON. Whatever the file prints goes to stderr.
 */
export const PYTHON_PROGRAM = `
import json, os, sys
out = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
sys.stdout = sys.stderr
entrypoint = sys.argv[1]
def answer(**fields):
    out.write(json.dumps(fields))
    out.flush()
    os._exit(0)
try:
    from prefect.flows import load_flow_from_entrypoint
    from prefect.utilities.callables import parameter_schema
except ImportError as error:
    answer(kind="no-prefect", error=str(error))
try:
    flow = load_flow_from_entrypoint(entrypoint)
except Exception as error:
    import traceback
    answer(kind="unloadable", error=traceback.format_exc(), type=type(error).__name__)
schema = parameter_schema(flow).model_dump(exclude_unset=True)
answer(kind="flow", name=flow.name, version=flow.version, description=flow.description, schema=schema)
`;
