import type { Socket } from "node:net";
import { TuttiError } from "@tutti/core/errors";
import { authReply, PREFECT_PROTOCOL, SESSION_PROTOCOL } from "@tutti/core/wire/session";
import { WebSocket } from "ws";
import { type ApiAddress, socketUrl } from "./api-address.ts";
import { readFrame } from "./read-frame.ts";

const HANDSHAKE_TIMEOUT_MS = 15_000;
const POLICY_VIOLATION = 1008;
/** Said of a client that was stopped in the middle of the handshake, as a laptop that sleeps is: nobody was refused. */
const CAME_TOO_LATE = "No auth message";

/** An open socket that has been let in. */
export interface OpenSocket {
  readonly socket: WebSocket;
  /** What lies below, to `ref` and `unref`: an idle session keeps no process alive. */
  readonly transport: Socket | null;
}

/** An open session. */
export interface SessionSocket extends OpenSocket {
  /** True when the server acknowledges frames (`tutti.v1`); else only a pong says that they arrived. */
  readonly isAcknowledged: boolean;
}

/** Opens `/events/in`: Tutti picks the acknowledged protocol, Prefect its own; both ask for the password first. */
export async function openSessionSocket(address: ApiAddress): Promise<SessionSocket> {
  const open = await openSocket(address, "/events/in", [SESSION_PROTOCOL, PREFECT_PROTOCOL]);
  return { ...open, isAcknowledged: open.socket.protocol === SESSION_PROTOCOL };
}

/** Opens a socket of the API, and shows the password, as every one of them asks for. Rejects with `unauthorized`. */
export async function openSocket(address: ApiAddress, path: string, protocols: string[]): Promise<OpenSocket> {
  const socket = new WebSocket(socketUrl(address, path), protocols, {
    perMessageDeflate: false,
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  });
  const transports: Socket[] = [];
  socket.once("upgrade", (response) => transports.push(response.socket));
  try {
    await authenticate(socket, address);
  } catch (error) {
    socket.on("error", () => undefined);
    socket.terminate();
    throw error;
  }
  return { socket, transport: transports[0] ?? null };
}

function authenticate(socket: WebSocket, address: ApiAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle(new Error(`No answer to the handshake within ${HANDSHAKE_TIMEOUT_MS / 1000} s`));
    }, HANDSHAKE_TIMEOUT_MS);
    function settle(error: Error | null): void {
      clearTimeout(timer);
      for (const event of ["open", "message", "close", "error", "unexpected-response"])
        socket.removeAllListeners(event);
      if (error === null) resolve();
      else reject(error);
    }
    socket.once("open", () => {
      socket.send(JSON.stringify({ type: "auth", token: address.authString }));
    });
    socket.once("message", (data: Buffer) => {
      const isLetIn = readFrame(authReply, data.toString())?.type === "auth_success";
      settle(isLetIn ? null : notLetIn(address.url));
    });
    socket.once("close", (code, reason) => {
      const isRefused = code === POLICY_VIOLATION && reason.toString() !== CAME_TOO_LATE;
      settle(isRefused ? notLetIn(address.url) : new Error(`Closed with code ${code}`));
    });
    socket.once("error", settle);
    socket.once("unexpected-response", (_request, response) => {
      const isRefused = response.statusCode === 401 || response.statusCode === 403;
      settle(isRefused ? notLetIn(address.url) : new Error(`Answered ${response.statusCode}`));
    });
  });
}

function notLetIn(url: string): TuttiError {
  return new TuttiError("unauthorized", `${url} refused the password`);
}
