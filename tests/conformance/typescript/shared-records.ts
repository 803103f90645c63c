import { artifact, flow, variables } from "tutti";
import { z } from "zod";

// Leaves artifacts and variables for a Python program, and reads its own: `shared-records.ts write|read`.

const write = flow({ name: "ts-records" }, async () => {
  await artifact.markdown({ key: "ts-markdown", markdown: "# RMSE" });
  await artifact.table({ key: "ts-table", table: [{ a: 0 }] });
  await artifact.table({ key: "ts-table", table: [{ a: Number.NaN, b: 1 }], description: "by typescript" });
  await artifact.link({ key: "ts-link", link: "http://example.com" });
  await artifact.image({ key: "ts-image", imageUrl: "http://example.com/x.png" });
  const progress = await artifact.progress({ key: "ts-progress", progress: 10 });
  await progress.update(80);
  await variables.set("ts_limits", { rows: 5, names: ["a"] });
  return "done";
});

const read = flow({ name: "ts-reads-records" }, async () => {
  const schema = z.object({ rows: z.int(), names: z.array(z.string()) });
  const [table, progress] = [await artifact.get("py-table"), await artifact.history("py-progress")];
  return {
    table: [table?.type, table?.description, table?.data],
    progress: progress.map((one) => one.data),
    variable: await variables.get("py_limits", undefined, schema),
    history: (await artifact.history("ts-table")).map((one) => one.data),
  };
});

process.stdout.write(`${JSON.stringify(await (process.argv[2] === "write" ? write() : read()))}\n`);
