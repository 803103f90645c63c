import { DBOS } from "@dbos-inc/dbos-sdk";

export async function open(workflows) {
  DBOS.setConfig({ name: "bench", systemDatabaseUrl: process.env.BENCH_DATABASE_URL, logLevel: "error" });
  const step = (name, body) => DBOS.runStep(body, { name });
  const registered = Object.fromEntries(
    Object.entries(workflows).map(([name, body]) => [
      name,
      DBOS.registerWorkflow((input) => body(step, input), { name }),
    ]),
  );
  await DBOS.launch();
  return {
    start: async (name, input) => (await DBOS.startWorkflow(registered[name])(input)).getResult(),
    close: () => DBOS.shutdown(),
  };
}
