import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";

export const TOKEN = "xoxb-slack-canary";

export interface SlackRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

type Answer = readonly [status: number, body: object | string, headers?: Record<string, string>];

/** Answers as Slack documents it, on the loopback; started and ended with the tests of a file. */
export class SlackForTests {
  readonly requests: SlackRequest[] = [];
  /** What is answered first, by path; then comes what is usual. */
  readonly answers = new Map<string, Answer[]>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #url = "";

  constructor() {
    beforeAll(async () => {
      this.#server.listen(0, "127.0.0.1");
      await once(this.#server, "listening");
      const { port } = this.#server.address() as AddressInfo;
      this.#url = `http://127.0.0.1:${port}`;
      vi.stubEnv("SLACK_API_URL", `${this.#url}/api/`);
    });
    beforeEach(() => {
      this.requests.length = 0;
      this.answers.clear();
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      this.#server.closeAllConnections();
      this.#server.close();
      await once(this.#server, "close");
    });
  }

  get webhookUrl(): string {
    return `${this.#url}/services/T0/B0/webhook-canary`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    this.requests.push({ path, authorization: request.headers.authorization, body: await text(request) });
    const [status, body, headers = {}] = this.answers.get(path)?.shift() ?? this.#usual(path);
    const isText = typeof body === "string";
    response.writeHead(status, { "content-type": isText ? "text/html" : "application/json", ...headers });
    response.end(isText ? body : JSON.stringify(body));
  }

  /** As in the examples of Slack's reference of these methods. */
  #usual(path: string): Answer {
    switch (path) {
      case "/api/chat.postMessage":
        return [200, { ok: true, channel: "C123ABC456", ts: "1503435956.000247", message: { type: "message" } }];
      case "/api/files.getUploadURLExternal":
        return [200, { ok: true, upload_url: `${this.#url}/upload/v1/ABC123`, file_id: "F123ABC456" }];
      case "/upload/v1/ABC123":
        return [200, "OK - 5"];
      case "/api/files.completeUploadExternal":
        return [200, { ok: true, files: [{ id: "F123ABC456", title: "report.csv" }] }];
      case "/services/T0/B0/webhook-canary":
        return [200, "ok"];
      default:
        return [200, { ok: false, error: "unknown_method" }];
    }
  }
}
