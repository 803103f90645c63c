import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import { WebSocketServer, type WebSocket } from "ws";
import type { ServerConfig } from "../config.ts";
import { isAuthorized } from "../http/authentication.ts";
import { strangerReason } from "../http/origin-check.ts";
import { chooseProtocol, shakeHands } from "./handshake.ts";
import { Keepalive } from "./keepalive.ts";
import { OpenSockets } from "./open-sockets.ts";

/** Above what any client sends in one message: the session packs up to 0.5 MB of events, Prefect's client one event. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

/** What is served on one path. */
export interface SocketRoute {
  readonly path: `/${string}`;
  /** False where a pong means more than "here": the route then sends them itself. */
  readonly autoPong: boolean;
  serve(socket: WebSocket): void;
}

/**
 * Takes upgrades for these paths. Everything that can be refused is refused before the upgrade, in HTTP: an unknown path
 * (404, which tells Prefect's worker to use REST instead), strangers and missing credentials (403).
 */
export function serveSockets(
  server: Server,
  routes: readonly SocketRoute[],
  config: ServerConfig,
  logger: FastifyBaseLogger,
): OpenSockets {
  const sockets = new OpenSockets();
  const keepalive = new Keepalive();
  const acceptors = new Map(routes.map((route) => [route.path as string, acceptorOf(route)]));

  server.on("upgrade", (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    duplex.on("error", (error) => logger.debug({ err: error }, "socket failed"));
    const path = (request.url ?? "").split("?", 1)[0]?.replace(/(.)\/$/, "$1") ?? "";
    const acceptor = acceptors.get(path);
    const refused = sockets.isEnding ? STOPPING : refusalOf(request, acceptor !== undefined, config);
    if (acceptor === undefined || refused !== null) refuse(duplex, refused ?? NOT_FOUND);
    else acceptor(request, duplex, head);
  });

  return sockets;

  function acceptorOf(route: SocketRoute) {
    const accepting = new WebSocketServer({
      noServer: true,
      autoPong: route.autoPong,
      handleProtocols: chooseProtocol,
      maxPayload: MESSAGE_BYTES_MAX,
      perMessageDeflate: false,
      clientTracking: false,
    });
    return (request: IncomingMessage, duplex: Duplex, head: Buffer) =>
      accepting.handleUpgrade(request, duplex, head, (socket) => {
        socket.on("error", (error) => logger.debug({ err: error, path: route.path }, "socket failed"));
        sockets.add(socket);
        keepalive.watch(socket);
        // Before its auth message Prefect's client pings, and waits: there is nothing yet that a pong could acknowledge.
        const answerPing = (payload: Buffer) => socket.pong(payload);
        if (!route.autoPong) socket.on("ping", answerPing);
        shakeHands(socket, config.authString, () => {
          socket.off("ping", answerPing);
          route.serve(socket);
        });
      });
  }
}

interface Refusal {
  readonly status: string;
  readonly detail: string;
}
const STOPPING: Refusal = { status: "503 Service Unavailable", detail: "The server is stopping." };
const NOT_FOUND: Refusal = { status: "404 Not Found", detail: "Not Found" };

function refusalOf(request: IncomingMessage, isKnown: boolean, config: ServerConfig): Refusal | null {
  const { host, origin, authorization, "sec-websocket-protocol": offered } = request.headers;
  const stranger = strangerReason({ host, origin }, config);
  if (stranger !== null) return { status: "403 Forbidden", detail: stranger };
  if (!isKnown) return NOT_FOUND;
  const willShakeHands = chooseProtocol(new Set((offered ?? "").split(",").map((name) => name.trim()))) !== false;
  const needsHeader = config.authString !== null && !willShakeHands;
  if (needsHeader && !isAuthorized(authorization, config.authString)) {
    return { status: "403 Forbidden", detail: "A subprotocol with its auth message is required." };
  }
  return null;
}

function refuse(duplex: Duplex, { status, detail }: Refusal): void {
  const body = JSON.stringify({ detail });
  duplex.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
