import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import { WebSocketServer, type WebSocket } from "ws";
import type { ServerConfig } from "../config.ts";
import { belowApi } from "../http/api-base.ts";
import { isAuthorized } from "../http/authentication.ts";
import { strangerReason } from "../http/origin-check.ts";
import { chooseProtocol, shakeHands } from "./handshake.ts";
import { Keepalive } from "./keepalive.ts";
import { OpenSockets } from "./open-sockets.ts";

/** Above what any client sends in one message: the session packs up to 0.5 MB of events, Prefect's client one event. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

/** What waits for a client that sends and does not read: more than any answer has. */
const UNREAD_BYTES_MAX = 16 * 1024 * 1024;

/** What is served on one path. */
export interface SocketRoute {
  /** With `*` for a part that is a name. */
  readonly path: `/${string}`;
  /** False where a pong means more than "here": the route then sends them itself. */
  readonly autoPong: boolean;
  /** Opens to clients alone that offer a subprotocol, and so shake hands. */
  readonly needsProtocol?: true;
  /** `name` is what stood for the `*`; empty without one. */
  serve(socket: WebSocket, name: string): void;
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
  const keepalive = new Keepalive(config.pingSeconds * 1000);
  const acceptors = routes.map((route) => ({ route, accept: acceptorOf(route) }));

  server.on("upgrade", (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    duplex.on("error", (error) => logger.debug({ err: error }, "socket failed"));
    const path =
      belowApi(request.url ?? "", config.apiBasePath)
        .split("?", 1)[0]
        ?.replace(/(.)\/$/, "$1") ?? "";
    const acceptor = acceptors.find((candidate) => nameIn(candidate.route.path, path) !== null);
    const name = acceptor === undefined ? null : nameIn(acceptor.route.path, path);
    const refused = sockets.isEnding ? STOPPING : refusalOf(request, acceptor?.route ?? null, config);
    if (acceptor === undefined || name === null || refused !== null) refuse(duplex, refused ?? NOT_FOUND);
    else acceptor.accept(request, duplex, head, name);
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
    return (request: IncomingMessage, duplex: Duplex, head: Buffer, name: string) =>
      accepting.handleUpgrade(request, duplex, head, (socket) => {
        socket.on("error", (error) => logger.debug({ err: error, path: route.path }, "socket failed"));
        sockets.add(socket);
        keepalive.watch(socket);
        cutUnread(socket);
        // Before its auth message Prefect's client pings, and waits: there is nothing yet that a pong could acknowledge.
        const answerPing = (payload: Buffer) => socket.pong(payload);
        if (!route.autoPong) socket.on("ping", answerPing);
        shakeHands(socket, config.authString, () => {
          socket.off("ping", answerPing);
          route.serve(socket, name);
        });
      });
  }
}

/** Whoever asks on and never takes the answers, be they pongs, would have the server keep all of them. */
function cutUnread(socket: WebSocket): void {
  const look = () => {
    if (socket.bufferedAmount > UNREAD_BYTES_MAX) socket.terminate();
  };
  socket.on("message", look);
  socket.on("ping", look);
}

/** What stands for the `*` of the pattern; empty when it has none; null when the path is another. */
function nameIn(pattern: string, path: string): string | null {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return path === pattern ? "" : null;
  if (!path.startsWith(before) || !path.endsWith(after)) return null;
  return decoded(path.slice(before.length, path.length - after.length));
}

/** A name is one part of a path, and no database holds one with a NUL in it. */
function decoded(part: string): string | null {
  if (part === "") return null;
  try {
    const name = decodeURIComponent(part);
    return name.includes("/") || name.includes("\0") ? null : name;
  } catch {
    return null;
  }
}

interface Refusal {
  readonly status: string;
  readonly detail: string;
}
const STOPPING: Refusal = { status: "503 Service Unavailable", detail: "The server is stopping." };
const WITHOUT_PROTOCOL: Refusal = {
  status: "403 Forbidden",
  detail: "A subprotocol with its auth message is required.",
};
const NOT_FOUND: Refusal = { status: "404 Not Found", detail: "Not Found" };

function refusalOf(request: IncomingMessage, route: SocketRoute | null, config: ServerConfig): Refusal | null {
  const { host, origin, authorization, "sec-websocket-protocol": offered } = request.headers;
  const stranger = strangerReason({ host, origin }, config);
  if (stranger !== null) return { status: "403 Forbidden", detail: stranger };
  if (route === null) return NOT_FOUND;
  const willShakeHands = chooseProtocol(new Set((offered ?? "").split(",").map((name) => name.trim()))) !== false;
  if (willShakeHands) return null;
  const isLetIn = config.authString === null || isAuthorized(authorization, config.authString);
  return isLetIn && route.needsProtocol !== true ? null : WITHOUT_PROTOCOL;
}

function refuse(duplex: Duplex, { status, detail }: Refusal): void {
  const body = JSON.stringify({ detail });
  duplex.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
