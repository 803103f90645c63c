import { once } from "node:events";
import { WebSocket, type RawData } from "ws";

/** One thing to do with an open socket. The `await…` steps end when what they wait for came, or the socket closed. */
export type SocketStep =
  | { readonly send: string }
  | { readonly ping: true }
  | { readonly await: "message" | "close" }
  /** Something that is done beside the socket. */
  | { readonly meanwhile: () => Promise<unknown> };

/** Everything that a client can see of a socket's life, in order. */
export type SocketEntry =
  | { readonly opened: { readonly protocol: string } }
  | { readonly refused: { readonly status: number } }
  | { readonly message: unknown }
  | { readonly pong: true }
  | { readonly closed: { readonly code: number } }
  | { readonly waitedInVain: string };

const PATIENCE_MS = 120_000;

/** Opens a socket, takes the steps one after another, closes it, and answers what was seen. */
export async function playSocket(
  url: string,
  protocols: readonly string[],
  steps: readonly SocketStep[],
): Promise<SocketEntry[]> {
  const socket = new WebSocket(url, [...protocols]);
  const seen: SocketEntry[] = [];
  if (!(await opened(socket, seen))) return seen;
  socket.on("message", (data: RawData) => seen.push({ message: parsed(textOf(data)) }));
  socket.on("pong", () => seen.push({ pong: true }));
  socket.on("close", (code) => seen.push({ closed: { code } }));
  for (const [index, step] of steps.entries()) {
    if (socket.readyState !== WebSocket.OPEN) break;
    const isThere = isMessage(step) && messagesOf(seen) >= steps.slice(0, index + 1).filter(isMessage).length;
    if (!isThere) await take(step, socket, seen);
  }
  if (socket.readyState === WebSocket.OPEN) socket.close(1000);
  // Its end may have come together with the last message, and is seen then as when it comes after.
  if (socket.readyState !== WebSocket.CLOSED) await once(socket, "close");
  return seen;
}

/** A message may have come together with the one before it. */
function isMessage(step: SocketStep): boolean {
  return "await" in step && step.await === "message";
}

function messagesOf(seen: readonly SocketEntry[]): number {
  return seen.filter((entry) => "message" in entry).length;
}

async function opened(socket: WebSocket, seen: SocketEntry[]): Promise<boolean> {
  const answer = Promise.withResolvers<boolean>();
  socket.once("open", () => {
    seen.push({ opened: { protocol: socket.protocol } });
    answer.resolve(true);
  });
  socket.once("unexpected-response", (request, response) => {
    seen.push({ refused: { status: response.statusCode ?? 0 } });
    request.destroy();
    answer.resolve(false);
  });
  socket.on("error", () => answer.resolve(false));
  return answer.promise;
}

async function take(step: SocketStep, socket: WebSocket, seen: SocketEntry[]): Promise<void> {
  if ("send" in step) {
    socket.send(step.send);
    return;
  }
  if ("meanwhile" in step) {
    await step.meanwhile();
    return;
  }
  const awaited = "ping" in step ? "pong" : step.await;
  const arrival = Promise.race([once(socket, awaited), once(socket, "close")]).then(() => true);
  if ("ping" in step) socket.ping();
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const outOfPatience = once(patience, "abort").then(() => false);
  if (!(await Promise.race([arrival, outOfPatience]))) seen.push({ waitedInVain: awaited });
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString("utf8") : "<a fragmented or binary frame>";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
