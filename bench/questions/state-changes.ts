import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { once } from "node:events";
import { perSecond, type Question, type Row } from "../question.ts";
import type { Subject } from "../subjects.ts";

const SECONDS = 5;

interface Tally {
  accepted: number;
  refused: number;
  /** Requests whose connection was closed before an answer came. */
  dropped: number;
}

/** One client: creates runs and takes each to Running and Completed, over its own connection, until the deadline. */
async function client(api: string, flowId: string, deadline: number, tally: Tally): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (performance.now() < deadline) {
    const run = await post(agent, `${api}/flow_runs/`, { flow_id: flowId }, tally);
    if (run === null) continue;
    for (const type of ["RUNNING", "COMPLETED"])
      await post(agent, `${api}/flow_runs/${run}/set_state`, { state: { type } }, tally);
  }
  agent.destroy();
}

/** Answers the id in the reply, or null when the server gave none. */
async function post(agent: Agent, url: string, body: unknown, tally: Tally): Promise<string | null> {
  try {
    const sent = request(url, { method: "POST", agent, headers: { "content-type": "application/json" } });
    sent.end(JSON.stringify(body));
    const [response] = await once(sent, "response");
    const reply = await text(response);
    if (response.statusCode >= 300) {
      tally.refused += 1;
      return null;
    }
    tally.accepted += 1;
    return String(Reflect.get(Object(JSON.parse(reply)), "id"));
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    tally.dropped += 1;
    return null;
  }
}

function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
}

async function figures(subject: Subject, clients: number): Promise<Row> {
  const created = await fetch(`${subject.api}/flows/`, {
    method: "POST",
    body: JSON.stringify({ name: "bench-states" }),
    headers: { "content-type": "application/json" },
  });
  const flowId = String(Reflect.get(Object(await created.json()), "id"));
  const tally: Tally = { accepted: 0, refused: 0, dropped: 0 };
  const startedAt = performance.now();
  const deadline = startedAt + SECONDS * 1000;
  await Promise.all(Array.from({ length: clients }, () => client(subject.api, flowId, deadline, tally)));
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    subject: `${subject.name}, ${clients} clients`,
    durability: "each answered change committed",
    figures: {
      accepted: perSecond(tally.accepted / seconds),
      refused: String(tally.refused),
      dropped: String(tally.dropped),
    },
  };
}

export function stateChanges(subjects: readonly Subject[]): Question {
  return {
    title: "Durable state changes over HTTP",
    method: `Clients that create flow runs and take each to Running and Completed with set_state, ${SECONDS} s each; the clients share the machine's two cores with the server. Refused are answers of 4xx and 5xx, dropped are requests whose connection was closed unanswered.`,
    target: "≥ 10,000/s at 64 clients, ≥ 10 × Prefect's at 8, nothing refused or dropped",
    async ask(): Promise<Row[]> {
      const rows: Row[] = [];
      for (const clients of [1, 8, 64]) for (const subject of subjects) rows.push(await figures(subject, clients));
      return rows;
    },
  };
}
