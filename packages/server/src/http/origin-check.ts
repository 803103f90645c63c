import { BlockList, isIP } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ServerConfig } from "../config.ts";
import { HttpError } from "./http-error.ts";

// A browser carries a stranger's page to this server in two ways: from another origin, or by a name that the stranger
// lets resolve to loopback. So the Origin is checked always, and the Host where only loopback should be heard.

type Rules = Pick<ServerConfig, "host" | "corsOrigins" | "publicApiUrl">;
type CorsRules = Rules & Pick<ServerConfig, "corsMethods" | "corsHeaders">;

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Names that a stranger cannot make resolve to this machine: containers know their host by the last one. */
const LOCAL_NAMES = /^(?:[\w-]+\.)*localhost$|^host\.docker\.internal$/;

/** Whether a host name or address, brackets allowed, means this machine. */
export function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const family = isIP(bare);
  if (family === 0) return LOCAL_NAMES.test(bare);
  return loopback.check(bare, family === 4 ? "ipv4" : "ipv6");
}

/** Null when the request may be served, otherwise why not. */
export function strangerReason(
  headers: { host?: string | undefined; origin?: string | undefined },
  rules: Rules,
): string | null {
  const host = hostOf(`http://${headers.host ?? ""}`);
  const known = rules.publicApiUrl === null ? null : hostOf(rules.publicApiUrl);
  if (isLoopback(rules.host) && !isKnownHost(host, known)) {
    return `Host ${headers.host ?? "(none)"} is not this server; it listens on ${rules.host} only.`;
  }
  if (headers.origin === undefined || isAllowedOrigin(headers.origin, [host, known], rules.corsOrigins)) return null;
  return `Origin ${headers.origin} is not allowed; TUTTI_SERVER_CORS_ORIGINS lists the origins that are.`;
}

interface HostAndPort {
  readonly hostname: string;
  readonly host: string;
}

function hostOf(url: string): HostAndPort | null {
  return URL.canParse(url) ? new URL(url) : null;
}

function isKnownHost(host: HostAndPort | null, known: HostAndPort | null): boolean {
  return host !== null && (isLoopback(host.hostname) || host.hostname === known?.hostname);
}

/** Proxies that end TLS leave the scheme behind, so only host and port have to be the same. */
function isAllowedOrigin(origin: string, same: readonly (HostAndPort | null)[], listed: readonly string[]): boolean {
  const from = hostOf(origin);
  if (listed.includes("*") || listed.includes(origin)) return true;
  return from !== null && (isLoopback(from.hostname) || same.some((own) => own?.host === from.host));
}

/** Refuses strangers, and tells browsers on allowed origins that they may read the answers. */
export function checkOrigins(app: FastifyInstance, rules: CorsRules): void {
  app.addHook("onRequest", async (request, reply) => {
    const reason = strangerReason(request.headers, rules);
    if (reason !== null) throw new HttpError(403, { detail: reason });
    const { origin } = request.headers;
    if (origin === undefined) return undefined;
    reply.header("access-control-allow-origin", origin).header("vary", "Origin");
    return isPreflight(request) ? answerPreflight(request, reply, rules) : undefined;
  });
}

function isPreflight(request: FastifyRequest): boolean {
  return request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
}

async function answerPreflight(
  request: FastifyRequest,
  reply: FastifyReply,
  { corsMethods, corsHeaders }: CorsRules,
): Promise<FastifyReply> {
  const asked = request.headers["access-control-request-headers"] ?? "*";
  return reply
    .headers({
      "access-control-allow-methods": anyOr(corsMethods, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"),
      "access-control-allow-headers": anyOr(corsHeaders, asked),
      "access-control-max-age": "600",
    })
    .code(204)
    .send();
}

function anyOr(allowed: readonly string[], any: string): string {
  return allowed.includes("*") ? any : allowed.join(", ");
}
