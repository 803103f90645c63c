// What every peer is asked to do, written once: `step(name, body)` is its own way to make a step durable, and `all` its own
// way to wait for several, where it has one.

function fibo(n) {
  return n <= 1 ? n : fibo(n - 1) + fibo(n - 2);
}

async function timed(run) {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

export const workflows = {
  /** Milliseconds of each of `count` no-op steps, one after another. */
  async steps(step, { count }) {
    const samples = [];
    for (let index = 0; index < count; index += 1) {
      samples.push(await timed(() => step(`no-op-${index}`, async () => index)));
    }
    return samples;
  },

  /** Milliseconds of forty steps that each compute fibo(10). */
  fibonacci(step) {
    return timed(async () => {
      for (let index = 0; index < 40; index += 1) await step(`fibonacci-${index}`, async () => fibo(10));
    });
  },

  /** Milliseconds until `width` no-op steps begun at once have ended. */
  fanOut(step, { width }, all = (steps) => Promise.all(steps)) {
    return timed(() => all(Array.from({ length: width }, (_, index) => step(`no-op-${index}`, async () => index))));
  },

  async threeSteps(step) {
    for (let index = 0; index < 3; index += 1) await step(`no-op-${index}`, async () => index);
    return 3;
  },

  /** When its first step began, in milliseconds of the wall clock. */
  firstStep(step) {
    return step("begin", async () => performance.timeOrigin + performance.now());
  },

  /** Is killed in its second step, and says when it is there again, in milliseconds of the wall clock. */
  async survive(step) {
    await step("first", async () => 1);
    return step("second", async () => {
      console.log(JSON.stringify([performance.timeOrigin + performance.now()]));
      if (process.env.BENCH_IS_KILLED === "1") process.kill(process.pid, "SIGKILL");
      return 2;
    });
  },
};
