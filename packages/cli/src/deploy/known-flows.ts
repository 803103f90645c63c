import type { Environment } from "@tutti/core/settings/read-settings";
import { type EntryPoint, entryPointText } from "@tutti/project/entry-point";
import { describeFlow } from "@tutti/project/flow-description/describe-flow";
import type { FlowDescription } from "@tutti/project/flow-description/flow-description";

/** What flows said of themselves: each is asked once. */
export class KnownFlows {
  readonly #asked = new Map<string, Promise<FlowDescription>>();

  describe(entryPoint: EntryPoint, folder: string, environment: Environment): Promise<FlowDescription> {
    const key = `${folder}\n${entryPointText(entryPoint)}`;
    const asked = this.#asked.get(key) ?? describeFlow(entryPoint, folder, environment);
    this.#asked.set(key, asked);
    return asked;
  }
}
