import { createFlowRunInput } from "@tutti/client/flow-run-inputs";
import { randomUUID } from "node:crypto";
import { connect } from "../connection.ts";
import { currentContext } from "../engine/run-context.ts";
import { plainJson } from "../parameters.ts";
import { type InputPlace, prefixFor, typeOfValue } from "./key-prefix.ts";

export interface SendOptions extends InputPlace {
  /** Who sends it, `prefect.flow-run.<id>`; the flow run around the call unless given. */
  readonly sender?: string;
}

/**
 * Sends a value to a flow run, which takes it with `receiveInput`, or Python's `receive_input`. Resolves when the server
 * has it: the run need not be under way. Rejects with status 404 when there is no such run.
 */
export async function sendInput(value: unknown, flowRunId: string, options: SendOptions = {}): Promise<void> {
  const { flowRun } = currentContext();
  const { api } = flowRun?.connection ?? (await connect());
  const from = options.sender ?? (flowRun === null ? null : `prefect.flow-run.${flowRun.fields.id}`);
  const plain = plainJson(value);
  await createFlowRunInput(api, flowRunId, {
    key: `${prefixFor(options, () => typeOfValue(plain))}-${randomUUID()}`,
    value: JSON.stringify(options.model === undefined ? { value: plain } : plain),
    sender: from,
  });
}
