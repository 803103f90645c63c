import { CachePolicy, flow, task } from "tutti";

// Shares results with a Python program: `shared-cache.ts FOLDER NAME …`, where the folder holds `storage`.

const [, , folder = "", ...names] = process.argv;
process.env.TUTTI_HOME = folder;

const make = task({ cachePolicy: ({ inputs }) => `shared/${String(inputs.name)}` }, async function make(name: string) {
  return { by: "typescript", name, numbers: [1, 2.5, null] };
});

let calls = 0;
const policy = CachePolicy.of(() => "computed-once").configure({ isolation: "SERIALIZABLE" });
const once = task({ cachePolicy: policy }, async function once() {
  calls += 1;
  return calls;
});

const seen: unknown[] = [];
await flow({ name: "ts-shared" }, async () => {
  for (const name of names) {
    const state = await make.state(name);
    seen.push({ state: state.name, result: state.result() });
  }
})();
const computing = flow({ name: "ts-computing" }, async () => once());
const computed = await Promise.all([computing(), computing()]);
process.stdout.write(`${JSON.stringify({ seen, computed })}\n`);
