// Is killed in its second step, and answers the milliseconds until its next process was there again.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { flow, task } from "tutti";

const first = task({ name: "first" }, async function first() {
  return 1;
});

const second = task({ name: "second" }, async function second(file: string) {
  const now = performance.timeOrigin + performance.now();
  if (existsSync(file)) return now - Number(readFileSync(file, "utf8"));
  writeFileSync(file, String(now));
  process.kill(process.pid, "SIGKILL");
  return 0;
});

export const survive = flow({ name: "bench-survive" }, async function survive({ file }: { file: string }) {
  await first();
  return second(file);
});
