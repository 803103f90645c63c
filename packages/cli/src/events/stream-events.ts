import { once } from "node:events";
import { createWriteStream } from "node:fs";
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
  const file = options.outputFile === null ? null : createWriteStream(options.outputFile, { flags: "a" });
  if (file !== null) await once(file, "open");
  const stopped = new AbortController();
  process.once("SIGINT", () => stopped.abort());
  const onOpen = () => output.say(output.styleAside("dim", "Waiting for events; Ctrl-C ends it."));
  for await (const event of streamEvents(api, {}, { signal: stopped.signal, onOpen })) {
    const line = options.format === "json" ? JSON.stringify(event) : eventText(event);
    if (file === null) output.line(line);
    else file.write(`${line}\n`);
    if (options.runOnce) break;
  }
  if (file === null) return;
  file.end();
  await once(file, "close");
}

function eventText({ occurred, event, resource }: Event): string {
  return oneLine(`${occurred} ${event} ${resource["prefect.resource.id"] ?? ""}`);
}
