import { open } from "node:fs/promises";
import { streamEvents } from "@tutti/client/event-stream";
import type { Event } from "@tutti/core/wire/event";
import type { CommandContext } from "../context.ts";
import { oneLine } from "../plain-text.ts";

export interface StreamOptions {
  readonly format: string;
  readonly outputFile: string | null;
  readonly runOnce: boolean;
}

/** Prints events as they happen, one a line, until Ctrl-C. */
export async function printEvents({ output, connect }: CommandContext, options: StreamOptions): Promise<void> {
  const api = await connect();
  await using file = options.outputFile === null ? null : await open(options.outputFile, "a");
  const stopped = new AbortController();
  process.once("SIGINT", () => stopped.abort());
  const onOpen = () => output.say(output.styleAside("dim", "Waiting for events; Ctrl-C ends it."));
  for await (const event of streamEvents(api, {}, { signal: stopped.signal, onOpen })) {
    const line = options.format === "json" ? JSON.stringify(event) : eventText(event);
    if (file === null) output.line(line);
    else await file.appendFile(`${line}\n`);
    if (options.runOnce) break;
  }
}

function eventText({ occurred, event, resource }: Event): string {
  return oneLine(`${occurred} ${event} ${resource["prefect.resource.id"] ?? ""}`);
}
