import { flow, pause, receiveInput, runtime, sendInput } from "tutti";
import { z } from "zod";

// Runs that ask and answer: `pause`, `talk <run>`.

const asking = flow(async function asking() {
  console.log("run", runtime.flowRun?.id);
  const input = z.object({ approved: z.boolean(), note: z.string().default("none") });
  const { approved, note } = await pause({ input, description: "Publish?", pollIntervalSeconds: 0.2 });
  return `${approved} ${note}`;
});

const talking = flow(async function talking({ to }: { to: string }) {
  await sendInput(21, to);
  const { value, sender } = await receiveInput(z.int(), { timeoutSeconds: 60, pollIntervalSeconds: 0.2 }).next();
  await sendInput({ item: "tea" }, to, { model: "Order" });
  return `${value} ${sender === `prefect.flow-run.${to}`}`;
});

const [what, to = ""] = process.argv.slice(2);
console.log("result", what === "pause" ? await asking() : await talking({ to }));
