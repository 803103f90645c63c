import { PgBoss } from "pg-boss";

// A queue, without steps: a job is what it does durably.

export async function open() {
  const boss = new PgBoss(process.env.BENCH_DATABASE_URL);
  boss.on("error", (error) => console.error(error));
  await boss.start();
  await boss.createQueue("jobs");
  const waiting = new Map();
  await boss.work("jobs", { batchSize: 100, pollingIntervalSeconds: 0.5 }, async (jobs) => {
    for (const { data } of jobs) waiting.get(data.id)(performance.timeOrigin + performance.now());
  });
  let ids = 0;
  return {
    async start() {
      const id = (ids += 1);
      const begun = new Promise((resolve) => {
        waiting.set(id, resolve);
      });
      await boss.send("jobs", { id });
      return begun;
    },
    close: () => boss.stop({ graceful: false }),
  };
}
