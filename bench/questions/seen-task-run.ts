import { quantile } from "../quantile.ts";
import { milliseconds } from "../question.ts";

const REST_MS = 20;

/** A report, and the task run that it is of. */
export interface TaskRunReport {
  readonly event: object;
  readonly taskRunId: string;
}

/**
 * Reports so many task runs one after another over a session of its own, and asks for each until it is there. From the
 * moment at which the event is sent: the median and the 95th percentile.
 */
export async function timeUntilSeen(api: string, count: number, make: () => TaskRunReport): Promise<string> {
  const socket = await openSession(api);
  const times: number[] = [];
  while (times.length < count) {
    const { event, taskRunId } = make();
    const sentAt = performance.now();
    socket.send(JSON.stringify([event]));
    while (!(await isThere(api, taskRunId))) continue;
    times.push(performance.now() - sentAt);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
  socket.close();
  return `${milliseconds(quantile(times, 0.5))}, p95 ${milliseconds(quantile(times, 0.95))}`;
}

/** The same while so many others are reported each second, a tenth of them at a time. */
export async function timeUntilSeenBeside(
  perSecond: number,
  api: string,
  count: number,
  make: () => TaskRunReport,
): Promise<string> {
  const socket = await openSession(api);
  const stream = setInterval(() => {
    socket.send(JSON.stringify(Array.from({ length: perSecond / 10 }, () => make().event)));
  }, 100);
  const seen = await timeUntilSeen(api, count, make);
  clearInterval(stream);
  socket.close();
  return seen;
}

async function isThere(api: string, taskRunId: string): Promise<boolean> {
  const answer = await fetch(`${api}/task_runs/${taskRunId}`);
  await answer.text();
  return answer.ok;
}

function openSession(api: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${api.replace("http", "ws")}/events/in`, ["tutti.v1"]);
    socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "auth", token: null })));
    socket.addEventListener("error", () => reject(new Error("the session was not opened")));
    socket.addEventListener("message", () => resolve(socket), { once: true });
  });
}
