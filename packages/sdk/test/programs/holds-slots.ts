import { flow } from "../../src/flow.ts";
import { concurrency } from "../../src/limits/concurrency.ts";

// A program whose flow takes a slot and keeps it until the process ends.

const [, , limit = ""] = process.argv;

await flow({ name: "holds-slots" }, async () => {
  await using _slots = await concurrency.acquire(limit);
  process.stdout.write("holding\n");
  await new Promise((resolve) => setInterval(() => resolve, 60_000));
})();
