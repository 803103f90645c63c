import { setTimeout as passed } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { type Cluster, ClusterError } from "../src/cluster.ts";
import { FollowedList } from "../src/followed-list.ts";

type Watch = Cluster["lines"];

const held: Watch = async (_path, _query, signal, heard) => {
  heard.onAnswer?.();
  await passed(60_000, null, { signal, ref: false });
};

/** Follows, for so long, a cluster that lists nothing; answers what was said of trouble, and how many watches were asked for. */
async function follow(ms: number, watch: Watch): Promise<{ told: (string | null)[]; watches: number }> {
  const told: (string | null)[] = [];
  const lines = vi.fn<Watch>(watch);
  const get: Cluster["get"] = () => Promise.resolve({ metadata: { resourceVersion: "1" }, items: [] });
  const list = new FollowedList(
    { get, lines },
    {
      path: "/pods",
      selector: "",
      parse: () => ({ uid: "1" }),
      onSeen: () => undefined,
      onGone: () => undefined,
      onTrouble: (reason) => told.push(reason),
    },
  );
  await passed(ms);
  list.close();
  return { told, watches: lines.mock.calls.length };
}

test.concurrent("a cluster that lets list, and not watch, is never said to answer again", async () => {
  const { told } = await follow(900, () => Promise.reject(new ClusterError(403, "watch is forbidden")));
  expect(new Set(told)).toEqual(new Set(["watch is forbidden"]));
});

test.concurrent("a watch that is ended as soon as it begins is not begun again at once", async () => {
  const { told, watches } = await follow(900, async (_path, _query, _signal, heard) => {
    heard.onAnswer?.();
    await passed(1);
  });
  expect(told).toEqual([]);
  expect(watches).toBeLessThan(10);
});

test.concurrent("a watch that is answered after one that failed says that the cluster answers again", async () => {
  const watch = vi.fn<Watch>(held).mockRejectedValueOnce(new Error("connection refused"));
  const { told } = await follow(900, watch);
  expect(told).toEqual(["connection refused", null]);
});
