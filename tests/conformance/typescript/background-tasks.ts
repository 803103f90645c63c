import { LocalFileSystem, serve, task } from "tutti";

// Meets a Python program in the background: `background-tasks.ts storage FOLDER` makes the storage that both read arguments
// from; `background-tasks.ts meet` executes what Python delays, and delays what Python executes.

const [, , mode = "", folder = ""] = process.argv;
const STORAGE = { resultStorage: "local-file-system/both-background", resultSerializer: "json" } as const;

const asked = Promise.withResolvers<void>();

const addFromPython = task(
  { ...STORAGE, name: "add-from-python" },
  async function addFromPython(a: number, b: number[]) {
    asked.resolve();
    return b.reduce((sum, n) => sum + n, a);
  },
);

const shoutInPython = task({ ...STORAGE, name: "shout-in-python" }, async function shout(text: string, times: number) {
  return text.repeat(times);
});

if (mode === "storage") {
  await new LocalFileSystem({ basepath: folder }).save("both-background", { overwrite: true });
  process.stdout.write('"saved"\n');
} else {
  const served = serve(addFromPython);
  const run = await shoutInPython.delay("hey", 2);
  const answer = await run.result({ timeoutSeconds: 200 });
  await asked.promise;
  process.kill(process.pid, "SIGTERM");
  await served;
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
