import { z } from "zod";
import type { Exchange } from "./exchange.ts";

const parameter = z.object({ name: z.string(), in: z.string() });
const operationSchema = z.object({ parameters: z.array(parameter).optional(), requestBody: z.unknown().optional() });
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

/** One operation of a server's OpenAPI document, with its path below `/api`. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** Whether a request can name something that does not exist. */
  readonly hasPathParameter: boolean;
  /** Whether a request can be malformed. An id in a path that is none is a path that is not there. */
  readonly hasInput: boolean;
}

export type Outcome = "success" | "404" | "422";

/** Reads the operations from a server's `/openapi.json`, with or without the `/api` prefix in its paths. */
export async function readOperations(origin: string): Promise<Operation[]> {
  const response = await fetch(`${origin}/openapi.json`);
  const { paths } = documentSchema.parse(await response.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      toOperation(path.replace(/^\/api(?=\/)/, ""), method, operation),
    ),
  );
}

function toOperation(path: string, method: string, operation: z.output<typeof operationSchema>): Operation {
  const inputs = (operation.parameters ?? []).filter((input) => input.in === "query");
  const source = path.replaceAll(/[.+]/g, String.raw`\$&`).replaceAll(/\{[^}]+\}/g, "[^/]+");
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    pattern: new RegExp(`^${source}$`),
    hasPathParameter: path.includes("{"),
    hasInput: inputs.length > 0 || operation.requestBody !== undefined,
  };
}

/** The operation of an exchange; literal paths win over templates (`/flows/count` over `/flows/{id}`). */
export function operationOf({ method, path }: Exchange, operations: readonly Operation[]): Operation | undefined {
  const [pathname = path] = path.split("?");
  const found = operations.filter((operation) => operation.method === method && operation.pattern.test(pathname));
  return found.find((operation) => !operation.hasPathParameter) ?? found[0];
}

/** What an operation still has to show: an outcome that its inputs allow and no exchange had. */
export function outcomesAllowedBy({ hasPathParameter, hasInput }: Operation): Outcome[] {
  return ["success", ...(hasPathParameter ? (["404"] as const) : []), ...(hasInput ? (["422"] as const) : [])];
}

export function outcomeOf(status: number): Outcome | undefined {
  if (status >= 200 && status < 300) return "success";
  if (status === 404) return "404";
  return status === 422 ? "422" : undefined;
}
