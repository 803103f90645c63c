import { formatInstant, type Instant } from "../instant.ts";

/** A value that says itself how it is written, and what is in it. */
export abstract class TemplateValue {
  /** As `{{ value }}` writes it. */
  abstract text(): string;
  /** As `| tojson` writes it. */
  abstract data(): unknown;
  /** What stands behind `value.key` and `value["key"]`; undefined when nothing does. */
  member(_key: string): unknown {
    return undefined;
  }
}

/** A time, written as Python writes it. */
export class TemplateTime extends TemplateValue {
  readonly at: Instant;

  constructor(at: Instant) {
    super();
    this.at = at;
  }

  text(): string {
    return formatInstant(this.at).replace("T", " ").replace("Z", "+00:00");
  }

  data(): string {
    return formatInstant(this.at);
  }
}

/** Labels as a tree: `labels.prefect.resource.id` is the label `prefect.resource.id`. */
export class LabelTree extends TemplateValue {
  readonly #labels: Readonly<Record<string, string>>;
  readonly #path: string;

  constructor(labels: Readonly<Record<string, string>>, path = "") {
    super();
    this.#labels = labels;
    this.#path = path;
  }

  text(): string {
    return this.#value(this.#path) ?? "";
  }

  data(): unknown {
    return this.#path === "" ? { ...this.#labels } : this.text();
  }

  override member(key: string): unknown {
    const path = this.#path === "" ? key : `${this.#path}.${key}`;
    const isThere = Object.keys(this.#labels).some((label) => label === path || label.startsWith(`${path}.`));
    return isThere ? new LabelTree(this.#labels, path) : undefined;
  }

  #value(path: string): string | undefined {
    return Object.hasOwn(this.#labels, path) ? this.#labels[path] : undefined;
  }
}

/** A resource of an event: its labels, and short names for some of them. */
export class ResourceValue extends TemplateValue {
  readonly labels: Readonly<Record<string, string>>;

  constructor(labels: Readonly<Record<string, string>>) {
    super();
    this.labels = labels;
  }

  text(): string {
    return JSON.stringify(this.labels);
  }

  data(): unknown {
    return { ...this.labels };
  }

  override member(key: string): unknown {
    if (Object.hasOwn(this.labels, key)) return this.labels[key];
    if (key === "labels") return new LabelTree(this.labels);
    return ["id", "name", "role"].includes(key) ? this.labels[`prefect.resource.${key}`] : undefined;
  }
}
