import { defineCommand } from "../command.ts";
import { flag, oneOf, text } from "../option.ts";

const format = text("--format <format>", "json, or text to read; json unless given");
format.option.argParser(oneOf(["json", "text"]));

export const eventsStream = defineCommand({
  description: "Prints events as they happen, one a line, until Ctrl-C.",
  options: {
    format,
    outputFile: text("--output-file <file>", "append them to this file instead"),
    runOnce: flag("--run-once", "end after the first event"),
  },
  examples: [
    ["tutti events stream", "as JSON"],
    ["tutti events stream --format text", "to read"],
  ],
  async run(context, { options }) {
    const { printEvents } = await import("../events/stream-events.ts");
    return printEvents(context, { ...options, format: options.format ?? "json" });
  },
});
