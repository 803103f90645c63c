import { hostname } from "node:os";
import { flow, task } from "tutti";

const describe = task(function describe(greeting: string): string {
  return `${greeting} from ${hostname()}`;
});

/** Says where it runs: in a cluster, that is its pod's name. */
export const where = flow(async function where({ greeting = "Hello" }: { greeting?: string } = {}) {
  const text = await describe(greeting);
  console.log(text);
  return text;
});

if (import.meta.main) await where();
