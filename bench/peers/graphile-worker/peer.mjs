import { makeWorkerUtils, run } from "graphile-worker";

// A queue, without steps: a job is what it does durably.

export async function open() {
  const connectionString = process.env.BENCH_DATABASE_URL;
  const waiting = new Map();
  const job = async ({ id }) => waiting.get(id)(performance.timeOrigin + performance.now());
  const runner = await run({
    connectionString,
    concurrency: 100,
    taskList: { job },
    noHandleSignals: true,
    noPreparedStatements: false,
  });
  const utils = await makeWorkerUtils({ connectionString });
  let ids = 0;
  return {
    async start() {
      const id = (ids += 1);
      const begun = new Promise((resolve) => {
        waiting.set(id, resolve);
      });
      await utils.addJob("job", { id });
      return begun;
    },
    async close() {
      await utils.release();
      await runner.stop();
    },
  };
}
