import { expect, test } from "vitest";
import { z } from "zod";
import { flow } from "../../src/flow.ts";
import { receiveInput } from "../../src/input/receive-input.ts";
import { sendInput } from "../../src/input/send-input.ts";
import { runtime } from "../../src/runtime.ts";
import { useServer } from "../support/server.ts";

useServer();

const order = z.object({ item: z.string(), count: z.number().default(1) });

test("two flows talk: what one sends the other takes in order, and answers", async () => {
  const receiverId = Promise.withResolvers<string>();
  const receiver = flow({ name: "receiver" }, async () => {
    receiverId.resolve(runtime.flowRun?.id ?? "");
    const seen: unknown[] = [];
    for await (const { value, sender, respond } of receiveInput(order, { pollIntervalSeconds: 0.05 })) {
      seen.push([value, sender?.startsWith("prefect.flow-run.")]);
      await respond(value.count);
      if (seen.length === 2) break;
    }
    return seen;
  });
  const sender = flow({ name: "sender" }, async () => {
    const to = await receiverId.promise;
    const answers = receiveInput(z.int(), { pollIntervalSeconds: 0.05 });
    await sendInput({ item: "tea" }, to);
    const first = (await answers.next()).value;
    await sendInput({ item: "milk", count: 3 }, to);
    return [first, (await answers.next()).value];
  });
  const [received, answered] = await Promise.all([receiver(), sender()]);
  expect(received).toEqual([
    [{ item: "tea", count: 1 }, true],
    [{ item: "milk", count: 3 }, true],
  ]);
  expect(answered).toEqual([1, 3]);
});

test("inputs of another type, prefix or model are somebody else's; a loop ends when none comes in time", async () => {
  const choosy = flow({ name: "choosy" }, async () => {
    const id = runtime.flowRun?.id ?? "";
    await sendInput("text", id);
    await sendInput(7, id);
    await sendInput(8, id, { keyPrefix: "mine" });
    await sendInput({ number: 9 }, id, { model: "NumberData" });
    const times = { timeoutSeconds: 0.1, pollIntervalSeconds: 0.05 };
    const all = async (receiver: ReturnType<typeof receiveInput>) =>
      (await Array.fromAsync(receiver)).map(({ value }) => value);
    return {
      int: await all(receiveInput(z.int(), times)),
      mine: await all(receiveInput(z.int(), { ...times, keyPrefix: "mine" })),
      model: await all(receiveInput(z.object({ number: z.int() }), { ...times, model: "NumberData" })),
      none: await receiveInput(z.boolean(), times)
        .next()
        .catch((error: unknown) => Object(error).code as unknown),
    };
  });
  expect(await choosy()).toEqual({ int: [7], mine: [8], model: [{ number: 9 }], none: "timed_out" });
});

test("an input that does not fit the schema says so, and one from no flow run cannot be answered", async () => {
  const strict = flow({ name: "strict" }, async () => {
    const id = runtime.flowRun?.id ?? "";
    await sendInput({ item: 1 }, id, { keyPrefix: "bad", sender: "a person" });
    await sendInput({ item: "x" }, id, { keyPrefix: "good", sender: "a person" });
    const bad = await receiveInput(order, { keyPrefix: "bad" })
      .next()
      .catch((error: unknown) => Object(error).code as unknown);
    const good = await receiveInput(order, { keyPrefix: "good" }).next();
    return [bad, await good.respond("no").catch((error: unknown) => Object(error).code as unknown)];
  });
  expect(await strict()).toEqual(["invalid_input", "invalid_input"]);
});

test("inputs that somebody knows already are not given again", async () => {
  const informed = flow({ name: "informed" }, async () => {
    const id = runtime.flowRun?.id ?? "";
    for (const number of [1, 2, 3]) await sendInput(number, id);
    const times = { timeoutSeconds: 0.1, pollIntervalSeconds: 0.05 };
    const [first, ...others] = await Array.fromAsync(receiveInput(z.int(), times));
    const again = await Array.fromAsync(receiveInput(z.int(), { ...times, excludeKeys: [first?.key ?? ""] }));
    return { others: others.map(({ value }) => value), again: again.map(({ value }) => value) };
  });
  expect(await informed()).toEqual({ others: [2, 3], again: [2, 3] });
});
