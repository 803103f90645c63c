import { delay } from "@tutti/client/delay";
import type { JobEnd } from "@tutti/worker/launcher";
import type { Container, ContainerInspectInfo } from "dockerode";
import { isStatus } from "./docker-error.ts";

const AGAIN_AFTER_MS = 1000;

/** Resolves when a container is over, however often its daemon goes away meanwhile; at the latest when it is `givenUp`. */
export async function containerEnd(container: Container, givenUp: AbortSignal): Promise<JobEnd> {
  while (!givenUp.aborted) {
    try {
      await container.wait({ abortSignal: givenUp });
      return endOf((await container.inspect()).State);
    } catch (error) {
      if (isStatus(error, 404)) return ended(null, "The container was removed before it ended.");
    }
    const state = await stateNow(container);
    if (state === "gone") return ended(null, "The container was removed before it ended.");
    if (state !== null && !state.Running && state.Status !== "created") return endOf(state);
    await delay(AGAIN_AFTER_MS, givenUp);
  }
  return ended(null, "The container took longer than its container_wait_timeout, and is watched no more.");
}

/** Null while the daemon does not answer. */
async function stateNow(container: Container): Promise<ContainerInspectInfo["State"] | "gone" | null> {
  try {
    return (await container.inspect()).State;
  } catch (error) {
    return isStatus(error, 404) ? "gone" : null;
  }
}

function endOf({ ExitCode, OOMKilled, Error: failure }: ContainerInspectInfo["State"]): JobEnd {
  if (OOMKilled) return ended(ExitCode, "The container used more memory than it may.");
  return ended(ExitCode, failure === "" ? null : `Docker says: ${failure}`);
}

function ended(code: number | null, reason: string | null): JobEnd {
  return { code, signal: null, reason, isReported: false };
}
