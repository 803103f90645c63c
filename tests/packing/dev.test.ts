import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { Shell, stop } from "./support/shell.ts";

const folder = join(inject("installedFolder"), "developing");
const home = mkdtempSync(join(tmpdir(), "tutti-developing-"));
const shell = new Shell(folder, home);

beforeAll(() => mkdirSync(folder));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

const flow = (word: string) => `import { flow } from "tutti";
export const greet = flow(async function greet({ name = "world" }: { name?: string } = {}) {
  return \`${word} \${name}\`;
});
`;

test("tutti dev serves a folder with the installed package, takes up what is saved, and leaves nothing behind", async () => {
  writeFileSync(join(folder, "greet.ts"), flow("Hello"));
  const dev = shell.start("tutti dev --port 0");
  try {
    while ((await shell.run("tutti deployment inspect greet/dev")).code !== 0) {
      if (dev.exitCode !== null) throw new Error(`it ended with ${dev.exitCode}`);
    }
    await shell.succeed("tutti deployment run greet/dev --watch --watch-timeout 100 --flow-run-name first");
    writeFileSync(join(folder, "greet.ts"), flow("Goodbye"));
    await shell.succeed("tutti deployment run greet/dev --watch --watch-timeout 100 --flow-run-name second");
    const data = async (run: string) =>
      Reflect.get(Object(await shell.json(`tutti flow-run inspect ${run} --json state`)), "state");
    expect(await data("first")).toMatchObject({ data: "Hello world" });
    expect(await data("second")).toMatchObject({ data: "Goodbye world" });
  } finally {
    expect(await stop(dev)).toBe(0);
  }
  expect(await shell.run("tutti server status")).toMatchObject({ code: 1 });
});
