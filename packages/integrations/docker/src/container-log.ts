import { FollowedOutput, type ReadOutcome } from "@tutti/worker/followed-output";
import type { Container } from "dockerode";
import { ContainerOutput, type StampedLine } from "./container-output.ts";
import { isStatus, reasonOf } from "./docker-error.ts";

export interface LogReader {
  /** The time of the last line that was told already; null: none was. */
  readonly since: string | null;
  readonly onLine: (line: StampedLine) => void;
  /** Told once why there is no output. */
  readonly onTrouble: (reason: string) => void;
}

/** Follows what a container prints, from where somebody else left it; a daemon that goes away and comes back is asked again. */
export function followContainer(container: Container, isTerminal: boolean, reader: LogReader): FollowedOutput {
  let told = reader.since;
  return new FollowedOutput(async (signal): Promise<ReadOutcome> => {
    const since = told;
    const output = new ContainerOutput(isTerminal, (line) => {
      if (since !== null && line.at <= since) return;
      told = line.at;
      reader.onLine(line);
    });
    try {
      await readLog(container, since, output, signal);
      return "read";
    } catch (error) {
      if (!isStatus(error, 404, 409, 500, 501)) return "broken";
      // Of a container that is gone there is nothing to read; some ways to log cannot be read at all.
      if (!isStatus(error, 404)) reader.onTrouble(reasonOf(error));
      return "unreadable";
    }
  });
}

/** Reads to the end, or until it is called off. */
export async function readLog(
  container: Container,
  since: string | null,
  output: ContainerOutput,
  signal: AbortSignal,
): Promise<void> {
  const stream = await container.logs({
    follow: true,
    stdout: true,
    stderr: true,
    timestamps: true,
    abortSignal: signal,
    ...(since === null ? {} : { since: Math.floor(Date.parse(since) / 1000) }),
  });
  for await (const chunk of stream) output.write(chunk as Buffer);
  output.end();
}
