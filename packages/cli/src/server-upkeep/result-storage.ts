import { clearResultStorage, readResultStorage, setResultStorage } from "@tutti/client/result-storage";
import { blockSlug, findBlock } from "../blocks/find-block.ts";
import type { CommandContext } from "../context.ts";
import { oneLine } from "../plain-text.ts";

export async function showResultStorage(
  { output, connect }: CommandContext,
  options: { readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const storage = await readResultStorage(api);
  const id = storage.default_result_storage_block_id;
  if (options.output === "json") output.json(storage);
  else if (id === null) output.say("None is set: results stay where the flows run.");
  else output.line(`${oneLine(blockSlug(await findBlock(api, undefined, id)))}  ${output.style("dim", id)}`);
}

export async function chooseResultStorage({ output, connect }: CommandContext, reference: string): Promise<void> {
  const api = await connect();
  const isSlug = reference.includes("/");
  const block = await findBlock(api, isSlug ? reference : undefined, isSlug ? null : reference);
  await setResultStorage(api, block.id);
  output.say(`Results go to ${oneLine(blockSlug(block))} where nobody says another place.`);
}

export async function forgetResultStorage({ output, connect }: CommandContext): Promise<void> {
  await clearResultStorage(await connect());
  output.say("Results stay where the flows run, unless somebody says another place.");
}
