import { randomUUID } from "node:crypto";

/** An object of the cluster, as JSON has it. */
export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  readonly [field: string]: unknown;
}

interface ObjectMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
  readonly [field: string]: unknown;
}

/** What is said of an object before it is there. */
interface NewMetadata {
  readonly name?: string;
  readonly generateName?: string;
}

export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: StoredObject;
}

/** The objects of one kind, with one version for every change and the changes themselves, as etcd keeps them for a while. */
export class ObjectStore {
  readonly #kind: { apiVersion: string; kind: string };
  readonly #clock: { version: number };
  readonly #objects = new Map<string, StoredObject>();
  readonly #listeners = new Set<(change: Change) => void>();
  #changes: Change[] = [];
  #oldest = 0;

  constructor(kind: { apiVersion: string; kind: string }, clock: { version: number }) {
    this.#kind = kind;
    this.#clock = clock;
  }

  get version(): string {
    return String(this.#clock.version);
  }

  all(): StoredObject[] {
    return [...this.#objects.values()];
  }

  find(namespace: string, name: string): StoredObject | null {
    return this.#objects.get(`${namespace}/${name}`) ?? null;
  }

  create(namespace: string, object: Readonly<Record<string, unknown>>, metadata: NewMetadata): StoredObject {
    const { name = `${metadata.generateName ?? ""}${randomUUID().slice(0, 5)}` } = metadata;
    const own = {
      name,
      namespace,
      uid: randomUUID(),
      creationTimestamp: new Date().toISOString().replace(/\.\d+/, ""),
    };
    return this.#tell("ADDED", { ...object, ...this.#kind, metadata: { ...metadata, ...own, resourceVersion: "" } });
  }

  /** Replaces fields; of an object that was deleted meanwhile nothing is left to change. */
  update(object: StoredObject, fields: Readonly<Record<string, unknown>>): StoredObject | null {
    const { namespace, name } = object.metadata;
    const now = this.find(namespace, name);
    return now === null ? null : this.#tell("MODIFIED", { ...now, ...fields });
  }

  remove({ metadata }: StoredObject): void {
    const now = this.find(metadata.namespace, metadata.name);
    if (now === null) return;
    this.#objects.delete(`${metadata.namespace}/${metadata.name}`);
    this.#tell("DELETED", now);
  }

  /** What changed since a version, and what will; null when that is forgotten. */
  changesSince(version: number, listener: (change: Change) => void): (() => void) | null {
    if (version < this.#oldest) return null;
    for (const change of this.#changes) if (Number(change.object.metadata.resourceVersion) > version) listener(change);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** As etcd does every five minutes. */
  compact(): void {
    this.#changes = [];
    this.#oldest = this.#clock.version;
  }

  #tell(type: Change["type"], object: StoredObject): StoredObject {
    const metadata = { ...object.metadata, resourceVersion: String(++this.#clock.version) };
    const versioned = { ...object, metadata };
    if (type !== "DELETED") this.#objects.set(`${metadata.namespace}/${metadata.name}`, versioned);
    const change = { type, object: versioned };
    this.#changes.push(change);
    for (const listener of this.#listeners) listener(change);
    return versioned;
  }
}
