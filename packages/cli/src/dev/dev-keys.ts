import { randomUUID } from "node:crypto";
import { createDeploymentRun } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { failureOf, tellFailure } from "../failure.ts";
import { openInBrowser } from "../open-in-browser.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { uiAddress } from "@tutti/client/ui-address";
import type { DevFlow } from "./dev-flows.ts";
import { type Hotkey, hotkeysText } from "./hotkeys.ts";

const NUMBERED = 9;

export interface DevKeys {
  readonly api: ApiClient;
  readonly output: Output;
  readonly flows: () => readonly DevFlow[];
  readonly deployAgain: () => void;
}

/** What the keys of `tutti dev` do. The flows have numbers, in the order in which they were found. */
export function devHotkeys(dev: DevKeys): Hotkey[] {
  const { api, output } = dev;
  const keys: Hotkey[] = [
    ...dev
      .flows()
      .slice(0, NUMBERED)
      .map((flow, index) => ({
        key: String(index + 1),
        does: `run ${oneLine(flow.name)}`,
        press: () => told(run(flow, dev), output),
      })),
    { key: "o", does: "open the dashboard", press: () => told(open(api, output), output) },
    { key: "d", does: "deploy again", press: dev.deployAgain },
    { key: "h", does: "help", press: () => output.say(hotkeysText(devHotkeys(dev))) },
    { key: "q", does: "quit", press: () => process.kill(process.pid, "SIGINT") },
  ];
  return keys;
}

async function run({ deploymentId }: DevFlow, { api, output }: DevKeys): Promise<void> {
  const created = await createDeploymentRun(api, deploymentId, { idempotency_key: randomUUID() });
  const url = await uiAddress(api, `/runs/flow-run/${created.id}`);
  output.say(`Run ${oneLine(created.name)} is on its way: ${output.styleAside("cyan", url)}`);
}

async function open(api: ApiClient, output: Output): Promise<void> {
  await openInBrowser(await uiAddress(api), output);
}

function told(work: Promise<void>, output: Output): void {
  work.catch((error: unknown) => tellFailure(failureOf(error, ["dev"]), output));
}
