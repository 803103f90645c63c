import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { ApiErrorCode } from "@tutti/core/errors";
import type { z } from "zod";
import type { ServerConfig } from "../config.ts";
import type { Deps } from "../deps.ts";
import type { Store } from "../store/store.ts";
import type { WaitingProcesses } from "../waiting-processes.ts";
import { parseBody, parseParams, parseQuery } from "./request-parts.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What every handler works with. */
export interface RouteContext {
  readonly store: Store;
  readonly deps: Deps;
  readonly config: ServerConfig;
  /** Names this process, as the instance header does. */
  readonly instanceId: string;
  /** Stops the server, once the answer is sent; null where clients may not. */
  readonly stop: (() => void) | null;
  readonly waitingProcesses: WaitingProcesses;
  /** Resolves when the bundled blocks are registered. */
  readonly blocksRegistered: () => Promise<void>;
}

/** A request whose parts are parsed: what a handler gets. */
export interface RouteRequest<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly headers: IncomingHttpHeaders;
  /** Scheme, host and port as the client wrote them, for absolute links. */
  readonly origin: string;
}

/** Statuses and the schema of each one's body; `null` where there is none. */
type ReplySchemas = Readonly<Record<number, z.ZodType | null>>;

type ReplyWith<S, Schema> = Schema extends z.ZodType
  ? {
      readonly status: S;
      /** Bytes are JSON that is written already. */
      readonly body: z.input<Schema> | Readable | Uint8Array;
      readonly headers?: Readonly<Record<string, string>>;
    }
  : { readonly status: S };
type ReplyOf<R extends ReplySchemas> = { [S in keyof R]: ReplyWith<S, R[S]> }[keyof R];

export interface AnyReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type OutputOf<S extends z.ZodType | undefined> = S extends z.ZodType ? z.output<S> : undefined;

interface RouteSchemas {
  readonly params?: z.ZodType | undefined;
  readonly query?: z.ZodType | undefined;
  readonly body?: z.ZodType | undefined;
  readonly reply: ReplySchemas;
}

interface RouteTraits {
  readonly method: Method;
  /** Below `/api`, with `{name}` for a parameter and no trailing slash: both forms of a path are served. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly tags?: readonly string[];
  /** Codes of `core/api-errors.ts` that this route answers besides the ones every route has. */
  readonly errors?: readonly ApiErrorCode[];
  /** The largest body taken; 1 MB unless said. */
  readonly bodyBytesMax?: number;
  /** The member of the body that holds secrets: a refusal, which says what was given, does not say it. */
  readonly secretMember?: string;
  /** "open" routes answer without credentials. Nothing else opens a route: paths are not matched for it. */
  readonly access?: "open";
  /** Answers clients of every API version. */
  readonly servesAnyVersion?: true;
  /** Media type of the replies when it is not JSON; their bodies are then strings or streams. */
  readonly produces?: string;
}

interface RouteSpec<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends ReplySchemas,
> extends RouteTraits {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly reply: R;
  handle(
    request: RouteRequest<OutputOf<P>, OutputOf<Q>, OutputOf<B>>,
    context: RouteContext,
  ): Promise<ReplyOf<NoInfer<R>>> | ReplyOf<NoInfer<R>>;
}

/** What arrived, before parsing. */
export type RawRequest = RouteRequest<unknown, unknown, unknown>;

/** One operation of the API: what `mount.ts` serves and `openapi.ts` describes. */
export interface Route extends RouteTraits, RouteSchemas {
  /** Parses, then handles. Throws an `HttpError`, 422, when a part does not fit its schema. */
  run(raw: RawRequest, context: RouteContext): Promise<AnyReply>;
}

/**
 * Defines an operation once: types, parsing, reply and documentation all come from the zod schemas given here.
 * A path parameter that does not fit its schema is a path that does not exist (404), as on Prefect's server; query and
 * body answer 422. A body of `z.object` embeds optional parameters, so that an absent body means their defaults; a
 * `z.strictObject` is one model and required.
 */
export function defineRoute<
  R extends ReplySchemas,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(spec: RouteSpec<P, Q, B, R>): Route {
  return {
    ...spec,
    async run(raw, context) {
      const request = {
        ...raw,
        params: parseParams(spec.params, raw.params, raw.body) as OutputOf<P>,
        query: parseQuery(spec.query, raw.query) as OutputOf<Q>,
        body: parseBody(spec.body, raw.body, spec.secretMember) as OutputOf<B>,
      };
      const answered: unknown = await spec.handle(request, context);
      return answered as AnyReply;
    },
  };
}
