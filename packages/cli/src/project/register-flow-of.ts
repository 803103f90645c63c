import { registerFlow } from "@tutti/client/flows";
import { entryPointText, parseEntryPoint } from "@tutti/project/entry-point";
import { describeFlow } from "@tutti/project/flow-description/describe-flow";
import type { CommandContext } from "../context.ts";

/** Makes sure that there is a flow and that the server knows its name. */
export async function registerFlowOf(context: CommandContext, text: string, asJson: boolean): Promise<void> {
  const { output } = context;
  const entryPoint = parseEntryPoint(text);
  const { name } = await describeFlow(entryPoint, process.cwd(), await context.settings());
  const { id } = await registerFlow(await context.connect(), { name });
  if (asJson) {
    output.json({ id, name, entrypoint: entryPointText(entryPoint) });
    return;
  }
  output.facts([
    ["Flow", name],
    ["Id", id],
  ]);
  const next = `Next: tutti deploy ${entryPointText(entryPoint)} -n <name> -p <pool>`;
  output.say(output.styleAside("dim", next));
}
