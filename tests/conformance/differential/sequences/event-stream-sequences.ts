import type { Answer } from "../exchange.ts";
import { happenings, type Happening } from "../made-events.ts";
import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import type { SocketStep } from "../socket-play.ts";
import { newFlow, newFlowRun, setFlowRunState } from "../starting-points.ts";

const message = { await: "message" } as const;
const close = { await: "close" } as const;
const entered: readonly SocketStep[] = [{ send: '{"type":"auth","token":null}' }, message];

function asked(filter: object, rest: object = {}): SocketStep {
  return { send: JSON.stringify({ type: "filter", filter, ...rest }) };
}

/** From a minute ago on, as Prefect's client asks. */
function lately(): object {
  const [since, until] = [-60_000, 365 * 86_400_000].map((millis) => new Date(Date.now() + millis).toISOString());
  return { since, until };
}

function hasEvents(total: number) {
  return ({ body }: Answer) => JSON.stringify(body).includes(`"total":${total}`);
}

/** Posts events that happen now, one after another, and waits until they can be found. */
async function happen(api: Session, prefix: string, made: readonly Omit<Happening, "second">[]): Promise<void> {
  const events = happenings(
    prefix,
    made.map((happening) => ({ ...happening, second: 0 })),
  );
  const now = Date.now();
  await api.post(
    "/events",
    events.map((event, index) => ({ ...event, occurred: new Date(now + index).toISOString() })),
  );
  const all = { filter: { event: { prefix: [prefix] }, occurred: lately() } };
  await api.settle("/events/filter", all, hasEvents(made.length));
}

const flow = { "prefect.resource.id": "streamed.flow", "prefect.resource.role": "flow" };

export const eventStreamSequences: Sequence[] = [
  {
    title: "a stream of events begins with what happened lately, oldest first",
    play: async (api) => {
      await happen(api, "streamed", [
        { name: "streamed.one", related: [flow] },
        { name: "streamed.two", resource: { "prefect.resource.id": "streamed.other" } },
        { name: "streamed.three" },
      ]);
      const mine = { event: { prefix: ["streamed"] }, occurred: lately() };
      await api.socket("/events/out", ["prefect"], [...entered, asked(mine), message, message, message]);
      await api.socket("/events/out", [], [asked({ ...mine, order: "DESC" }), message, message, message]);
      await api.socket(
        "/events/out",
        ["prefect"],
        [...entered, asked({ ...mine, related: { role: ["flow"] } }), message],
      );
      const any = { any_resource: { id: ["streamed.other", "streamed.flow"] } };
      await api.socket("/events/out", ["prefect"], [...entered, asked({ ...mine, ...any }), message, message]);
    },
  },
  {
    title: "a stream of events goes on with what happens",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "streamed-run"), { name: "streamed-run" });
      const resource = { id: [`prefect.flow-run.${id}`] };
      const filter = { event: { prefix: ["prefect.flow-run."] }, resource, occurred: lately() };
      await api.settle("/events/filter", { filter }, hasEvents(1));
      await api.socket(
        "/events/out",
        ["prefect"],
        [
          ...entered,
          asked(filter),
          message,
          { meanwhile: () => setFlowRunState(api, id, { type: "RUNNING" }) },
          message,
          { meanwhile: () => setFlowRunState(api, id, { type: "CANCELLING" }) },
          message,
        ],
      );
    },
  },
  {
    title: "a stream that is asked for without a time ends where it begins: late events come, those of now do not",
    play: async (api) => {
      const name = "streamed.untimed";
      const at = (id: number, seconds: number) => ({
        id: `00000000-0000-4000-8000-0000000de${String(id).padStart(3, "0")}`,
        occurred: new Date(Date.now() + seconds * 1000).toISOString(),
        event: name,
        resource: { "prefect.resource.id": "streamed.thing" },
      });
      const post = (id: number, seconds: number) => ({ meanwhile: () => api.post("/events", [at(id, seconds)]) });
      const mine = { event: { name: [name] } };
      await api.post("/events", [at(0, -60)]);
      const since = new Date(Date.now() - 90_000).toISOString();
      await api.settle("/events/filter", { filter: { ...mine, occurred: { since } } }, hasEvents(1));
      // What comes of the past shows that the stream has begun, and what comes last that the one before was not told.
      await api.socket(
        "/events/out",
        ["prefect"],
        [...entered, asked(mine), message, post(1, 60), post(2, -50), message],
      );
      await api.settle("/events/filter", { filter: { ...mine, occurred: { since } } }, hasEvents(2));
      const timed = asked({ ...mine, occurred: { since } });
      const next = [post(3, 60), post(4, -120), post(5, -40)];
      await api.socket("/events/out", ["prefect"], [...entered, timed, message, message, ...next, message]);
    },
  },
  {
    title: "streams are asked for with a filter and nothing else",
    play: async (api) => {
      for (const path of ["/events/out", "/logs/out"]) {
        const refused = [
          '{"type":"hello"}',
          '{"type":"filter","filter":{"unknown":1}}',
          '{"type":"filter","filter":5}',
        ];
        for (const first of refused) await api.socket(path, ["prefect"], [...entered, { send: first }, close]);
        await api.socket(path, [], [{ send: '{"type":"hello"}' }, close]);
        await api.socket(path, ["prefect"], [{ send: '{"type":"hello"}' }, close]);
      }
      await api.socket("/events/out", ["prefect"], [...entered, asked({ order: "UP" }), close]);
      await api.socket(
        "/events/out",
        ["prefect"],
        [...entered, asked({ id: { id: [] } }, { backfill: false }), { ping: true }],
      );
      await api.socket("/logs/out", ["prefect"], [...entered, asked({ level: { ge_: 10 } }), { ping: true }]);
    },
  },
];
