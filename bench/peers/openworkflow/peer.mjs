import { join } from "node:path";
import { OpenWorkflow } from "openworkflow";
import { BackendSqlite } from "openworkflow/sqlite";

export async function open(workflows) {
  const backend = BackendSqlite.connect(join(process.env.BENCH_FOLDER, "openworkflow.db"));
  const engine = new OpenWorkflow({ backend });
  const defined = Object.fromEntries(
    Object.entries(workflows).map(([name, body]) => [
      name,
      engine.defineWorkflow({ name }, ({ input, step }) => body((of, run) => step.run({ name: of }, run), input)),
    ]),
  );
  const worker = engine.newWorker({ concurrency: 100 });
  await worker.start();
  return {
    start: async (name, input) => (await defined[name].run(input)).result(),
    async close() {
      await worker.stop();
      await backend.stop();
    },
  };
}
