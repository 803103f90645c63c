import { appendFileSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { concurrency, flow, rateLimit, task } from "tutti";

// Takes slots of limits that a Python program takes, too, and notes when it is inside: `shared-limits.ts FOLDER`.

const [, , folder = ""] = process.argv;

async function stay(name: string): Promise<void> {
  appendFileSync(`${folder}/${name}`, "in\n");
  await passed(100);
  appendFileSync(`${folder}/${name}`, "out\n");
}

const tagged = task({ tags: ["shared-tag"] }, async function tagged() {
  await stay("tag");
});

await flow({ name: "ts-visits" }, async () => {
  await Promise.all(
    [1, 2, 3].map(() => concurrency("shared", { timeoutSeconds: 200, strict: true }, () => stay("limit"))),
  );
  await Promise.all([tagged(), tagged()]);
  for (let call = 0; call < 3; call++) await rateLimit("shared-rate");
})();
process.stdout.write('"done"\n');
