import { authMessage, PREFECT_PROTOCOL, SESSION_PROTOCOL } from "@tutti/core/wire/session";
import type { RawData, WebSocket } from "ws";
import { isSecret } from "../http/authentication.ts";
import { jsonOf, textOf } from "./text-frame.ts";

const ANSWER_WITHIN_MS = 15_000;
const POLICY_VIOLATION = 1008;

/** What a client may offer, best first. */
const PROTOCOLS = [SESSION_PROTOCOL, PREFECT_PROTOCOL];

/** The best of the offered subprotocols, or false: `ws` then names none. */
export function chooseProtocol(offered: ReadonlySet<string>): string | false {
  return PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false;
}

/**
 * The exchange that comes before anything else on a socket with a subprotocol: the client sends `auth`, the server
 * answers `auth_success`. Calls `proceed` in the same turn, so that no message is missed; else closes with 1008. A
 * socket without a subprotocol has no exchange: with a password it was refused before the upgrade.
 */
export function shakeHands(socket: WebSocket, secret: string | null, proceed: () => void): void {
  if (socket.protocol === "") {
    proceed();
    return;
  }
  const timer = setTimeout(() => socket.close(POLICY_VIOLATION, "No auth message"), ANSWER_WITHIN_MS);
  socket.once("close", () => clearTimeout(timer));
  socket.once("message", (data: RawData, isBinary: boolean) => {
    clearTimeout(timer);
    const reason = isBinary ? "Expected 'auth' message" : refusal(textOf(data), secret);
    if (reason !== null) {
      socket.close(POLICY_VIOLATION, reason);
      return;
    }
    socket.send(JSON.stringify({ type: "auth_success" }));
    proceed();
  });
}

function refusal(text: string, secret: string | null): string | null {
  const message = authMessage.safeParse(jsonOf(text));
  if (!message.success) return "Expected 'auth' message";
  if (secret === null) return null;
  return isSecret(message.data.token ?? "", secret) ? null : "Auth required but no valid token provided";
}
