import type { Flow } from "@tutti/core/wire/flow";
import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent, type LifecycleEvent } from "../events/lifecycle-event.ts";

export async function emitFlowEvent(tx: Tx, deps: Deps, verb: LifecycleEvent["verb"], flow: Flow): Promise<void> {
  const { id, name, tags, labels } = flow;
  await emitLifecycleEvent(tx, deps, { kind: "prefect.flow", verb, id, name, payload: { name, tags, labels } });
}
