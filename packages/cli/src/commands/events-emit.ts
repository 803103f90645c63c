import { defineCommand } from "../command.ts";
import { text, texts } from "../option.ts";

export const eventsEmit = defineCommand({
  description: "Reports an event, for automations and whoever listens, and prints its id.",
  arguments: [{ term: "<event>", description: "what happened, such as model.drifted" }],
  options: {
    resource: texts("-r, --resource <label=value>", "what it happened to: labels, or one JSON object; repeatable"),
    resourceId: text("--resource-id <id>", "the same as -r prefect.resource.id=<id>"),
    related: text("--related <json>", "what has to do with it: a JSON object with prefect.resource.role, or a list"),
    payload: text("-p, --payload <json>", "more about it, as a JSON object"),
  },
  examples: [["tutti events emit model.drifted --resource-id model.duration -p '{\"rmse\": 7.1}'", ""]],
  async run(context, { args, options }) {
    const { emitEvent } = await import("../events/emit-event.ts");
    return emitEvent(context, args[0] ?? "", options);
  },
});
