import type { AnyAuthClient, GoogleAuth } from "google-auth-library";
import type { GcpCredentials } from "./gcp-credentials.ts";
import { messageOf, statusOf } from "./google-failure.ts";
import { signIn } from "./sign-in.ts";

// Google's services whose own clients would bring gRPC along are asked in JSON, at the addresses that Google describes.

/** Where gcloud's own variables name another address for a service, that is asked. */
const SERVICES = {
  secretmanager: { address: "https://secretmanager.googleapis.com", override: "SECRETMANAGER" },
  run: { address: "https://run.googleapis.com", override: "RUN" },
  logging: { address: "https://logging.googleapis.com", override: "LOGGING" },
} as const;

const ANSWERS_WITHIN_MS = 60_000;

export interface ApiRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the service's address, such as `v1/projects/p/secrets`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whether it may be sent again when nobody knows what became of it: what only reads may anyway. */
  readonly isRepeatable?: boolean;
}

/** What a service refused, without what was sent: a secret may stand in it. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";
  /** Null where there was no answer. */
  readonly status: number | null;

  constructor(status: number | null, message: string) {
    super(message);
    this.status = status;
  }
}

/** One of Google's services, signed in to. */
export class GoogleApi {
  readonly #service: keyof typeof SERVICES;
  readonly #credentials: GcpCredentials;
  #auth: Promise<GoogleAuth<AnyAuthClient>> | null = null;

  constructor(service: keyof typeof SERVICES, credentials: GcpCredentials) {
    this.#service = service;
    this.#credentials = credentials;
  }

  async project(): Promise<string> {
    return this.#telling(async (auth) => auth.getProjectId());
  }

  /** The answer's JSON. Rejects with an `ApiFailure`, or with `invalid_block` for a key that is none. */
  async ask({ method, path, query = {}, body, isRepeatable = method === "GET" }: ApiRequest): Promise<unknown> {
    const url = new URL(path, `${this.#address}/`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return this.#telling(async (auth) => {
      const { data } = await auth.request<unknown>({
        url: url.href,
        method,
        responseType: "json",
        timeout: ANSWERS_WITHIN_MS,
        ...(body === undefined ? {} : { data: body }),
        ...(isRepeatable ? { retryConfig: { httpMethodsToRetry: [method], retryDelay: 200 } } : { retry: false }),
      });
      return data;
    });
  }

  get #address(): string {
    const { address, override } = SERVICES[this.#service];
    return (process.env[`CLOUDSDK_API_ENDPOINT_OVERRIDES_${override}`] ?? address).replace(/\/+$/, "");
  }

  async #telling<T>(work: (auth: GoogleAuth<AnyAuthClient>) => Promise<T>): Promise<T> {
    this.#auth ??= signIn(this.#credentials);
    const auth = await this.#auth;
    try {
      return await work(auth);
    } catch (error) {
      throw new ApiFailure(statusOf(error), messageOf(error));
    }
  }
}
