import { authorization } from "@tutti/client/api-address";
import type { ApiClient } from "@tutti/client/http";
import { API_VERSION } from "@tutti/client/versions";
import { TuttiError } from "@tutti/core/errors";
import { parseExact } from "@tutti/core/exact-json";
import type { CommandContext } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { readJson, readSource } from "./json-input.ts";
import type { Output } from "./output.ts";

const BODILESS = new Set(["GET", "HEAD"]);
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

export interface ApiCallOptions {
  readonly data: string | null;
  readonly header: readonly string[];
  readonly verbose: boolean;
  readonly root: boolean;
}

/** Sends one request as it is written and prints the answer's body. The exit code is 1 for a refusal. */
export async function callApi(
  { output, connect }: CommandContext,
  method: string,
  path: string,
  options: ApiCallOptions,
): Promise<ExitCode> {
  const verb = method.toUpperCase();
  if (!METHODS.includes(verb)) {
    throw new TuttiError("invalid_usage", `The method must be one of ${METHODS.join(", ")}, not ${method}.`);
  }
  if (options.data !== null && BODILESS.has(verb)) {
    throw new TuttiError("invalid_usage", `${verb} takes no --data.`);
  }
  const body = options.data === null ? null : await readBody(options.data);
  const headers = Object.fromEntries(options.header.map(readHeader));
  const request = await requestTo(await connect(), path, options.root, {
    ...(body === null ? {} : JSON_BODY),
    ...headers,
  });
  const answer = await fetch(request.url, { method: verb, headers: request.headers, body });
  if (options.verbose) tellHeads(verb, request, answer, output);
  const text = await answer.text();
  if (text !== "") output.line(pretty(text));
  if (answer.ok) return EXIT.ok;
  output.say(`${verb} ${path} was answered ${answer.status}.`);
  return answer.status === 404 ? EXIT.notFound : EXIT.failed;
}

const JSON_BODY = { "content-type": "application/json" };

interface ApiRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function requestTo(
  api: ApiClient,
  path: string,
  isOfRoot: boolean,
  headers: Readonly<Record<string, string>>,
): Promise<ApiRequest> {
  await api.server();
  const address = await api.address();
  const credentials = authorization(address);
  const base = isOfRoot ? new URL(address.url).origin : address.url;
  return {
    url: `${base}${path.startsWith("/") ? "" : "/"}${path}`,
    headers: {
      "x-prefect-api-version": API_VERSION,
      ...(credentials === null ? {} : { authorization: credentials }),
      ...headers,
    },
  };
}

function tellHeads(method: string, { url, headers }: ApiRequest, answer: Response, output: Output): void {
  output.say(`> ${method} ${url}`);
  for (const [name, value] of Object.entries(headers)) output.say(`> ${name}: ${shown(name, value)}`);
  output.say(`< ${answer.status} ${answer.statusText}`);
  for (const [name, value] of answer.headers) output.say(`< ${name}: ${value}`);
}

async function readBody(data: string): Promise<string> {
  const source = data === "-" || data.startsWith("@") ? await readSource(data.replace(/^@/, "")) : data;
  readJson(source, "--data");
  return source;
}

function readHeader(header: string): [name: string, value: string] {
  const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(header) ?? [];
  if (name !== undefined && value !== undefined) return [name.toLowerCase(), value];
  throw new TuttiError("invalid_usage", `--header "${header}" is not of the form Name: value.`);
}

function shown(name: string, value: string): string {
  return name === "authorization" ? "********" : value;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(parseExact(text), null, 2);
  } catch {
    return text.trimEnd();
  }
}
