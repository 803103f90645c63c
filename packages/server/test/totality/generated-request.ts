import type { Chance } from "./chance.ts";
import type { KnownThings } from "./known-things.ts";
import type { Operation, Parameter } from "./operations.ts";
import type { SchemaValues } from "./schema-values.ts";
import { spoil, spoiltText, strangePiece } from "./strange-values.ts";

export interface GeneratedRequest {
  readonly operation: Operation;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

/** Makes requests of operations: half of them fit the document, the others are spoilt in one way. */
export class RequestMaker {
  readonly #chance: Chance;
  readonly #values: SchemaValues;
  readonly #known: KnownThings;

  constructor(chance: Chance, values: SchemaValues, known: KnownThings) {
    this.#chance = chance;
    this.#values = values;
    this.#known = known;
  }

  make(operation: Operation): GeneratedRequest {
    const way = this.#chance.pick(["good", "good", "good", "body", "body", "text", "path", "query", "header"]);
    const path = this.#path(operation, way === "path") + this.#query(operation, way === "query");
    const { body, contentType } = this.#body(operation, way);
    const headers = {
      ...(body === null ? {} : { "content-type": contentType }),
      ...(way === "header" ? this.#strangeHeader() : {}),
    };
    return { operation, path, headers, body };
  }

  #path({ path, parameters }: Operation, isStrange: boolean): string {
    const kind = path.split("/")[2] ?? "";
    return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
      if (isStrange) return strangePiece(this.#chance);
      const parameter = parameters.find((one) => one.in === "path" && one.name === name);
      const known = name.endsWith("id")
        ? null
        : this.#known.name(name === "queue_name" ? "work_queues" : kind, this.#chance);
      const value = known ?? this.#values.of(parameter?.schema ?? {}, name, kind);
      return encodeURIComponent(wellFormed(String(value))) || "x";
    });
  }

  #query({ path, parameters }: Operation, isStrange: boolean): string {
    const kind = path.split("/")[2] ?? "";
    const inQuery = parameters.filter((one) => one.in === "query");
    const taken = inQuery.filter(({ required }) => required || this.#chance.happens(0.5));
    const pieces = taken.map((parameter) => `${parameter.name}=${this.#queryValue(parameter, kind, isStrange)}`);
    if (isStrange) pieces.push(`${strangePiece(this.#chance)}=${strangePiece(this.#chance)}`);
    return pieces.length === 0 ? "" : `?${pieces.join("&")}`;
  }

  #queryValue({ schema, name }: Parameter, kind: string, isStrange: boolean): string {
    return isStrange
      ? strangePiece(this.#chance)
      : encodeURIComponent(wellFormed(String(this.#values.of(schema, name, kind))));
  }

  #body({ body, path }: Operation, way: string): { body: string | Buffer | null; contentType: string } {
    const contentType = "application/json";
    if (body === null) return { body: way === "body" ? "{}" : null, contentType };
    if (!body.isRequired && this.#chance.happens(0.1)) return { body: null, contentType };
    const good = this.#values.of(body.schema, "", path.split("/")[2] ?? "");
    const value = way === "body" ? spoil(good, this.#chance) : good;
    const text = JSON.stringify(value) ?? "";
    if (way !== "text") return { body: text, contentType };
    const spoilt = spoiltText(text, this.#chance);
    return { body: spoilt.text, contentType: spoilt.contentType };
  }

  #strangeHeader(): Record<string, string> {
    return this.#chance.pick<Record<string, string>>([
      { "x-prefect-api-version": "0.8.4" },
      { "x-prefect-api-version": "x.y" },
      { "x-tutti-lease-epoch": "1" },
      { "x-tutti-lease-epoch": "-1" },
      { "user-agent": "prefect/3.0.1 (API 0.8.4)" },
      { "content-encoding": "gzip" },
      { "content-encoding": "br" },
      { authorization: "Basic" },
      { origin: "http://localhost:1" },
      { origin: "https://evil.example" },
      { "prefect-automation-id": "x", "prefect-automation-name": "%%%" },
      { accept: "text/html" },
    ]);
  }
}

function wellFormed(text: string): string {
  return text.toWellFormed();
}
