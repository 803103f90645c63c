import { verify } from "node:crypto";
import { request, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { answerJson, LocalServer, refuse } from "./local-server.ts";

const claims = z.object({ iss: z.string(), scope: z.string(), exp: z.number(), iat: z.number() });
const ACCESS_TOKEN = "ya29.gcp-canary-token";

/** What happens to a request instead of being passed on; whether it does. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * What stands before an emulator that asks nobody who they are: it gives tokens for a service account's signature, as
 * Google's token service does, wants them with each request, and breaks what a test wants broken.
 */
export class GoogleGate extends LocalServer {
  /** What each request that came through asked for. */
  readonly asked: string[] = [];
  #fault: Fault | null = null;
  readonly #publicKey: string;
  readonly #behind: string;

  constructor(publicKey: string, behind: string) {
    super();
    this.#publicKey = publicKey;
    this.#behind = behind;
  }

  /** Null: all is well again. */
  breakWith(fault: Fault | null): void {
    this.#fault = fault;
  }

  protected async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.url === "/token") return this.#giveToken(await text(incoming), response);
    this.asked.push(`${incoming.method} ${decodeURIComponent(incoming.url ?? "")}`);
    // Google's client sends none with uploads in parts to an address that is not Google's.
    const isInParts = /[?&](uploadType=resumable|upload_id=)/.test(incoming.url ?? "");
    if (!isInParts && incoming.headers.authorization !== `Bearer ${ACCESS_TOKEN}`) {
      return refuse(response, 401, "Invalid Credentials");
    }
    if (this.#fault?.(incoming, response) === true) return;
    this.#passOn(incoming, response);
  }

  #giveToken(form: string, response: ServerResponse): void {
    const assertion = new URLSearchParams(form).get("assertion") ?? "";
    const [head = "", body = "", signature = ""] = assertion.split(".");
    const isSigned = verify(
      "sha256",
      Buffer.from(`${head}.${body}`),
      this.#publicKey,
      Buffer.from(signature, "base64url"),
    );
    if (!isSigned || !claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString())).success) {
      const refusal = { error: "invalid_grant", error_description: "Invalid JWT Signature." };
      return answerJson(response, 400, refusal);
    }
    answerJson(response, 200, { access_token: ACCESS_TOKEN, expires_in: 3599, token_type: "Bearer" });
  }

  #passOn(incoming: IncomingMessage, response: ServerResponse): void {
    const { method, headers, url } = incoming;
    const onwards = request(`${this.#behind}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onwards.on("error", () => response.destroy());
    incoming.pipe(onwards);
  }
}
