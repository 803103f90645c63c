import { checkGiven } from "../check-given.ts";

/** What is said of an asset; what is not said stays as it was. */
export interface AssetProperties {
  readonly name?: string;
  /** Where it is to be seen. */
  readonly url?: string;
  /** Up to 2,500 characters. */
  readonly description?: string;
  readonly owners?: readonly string[];
}

const FORM = 'new Asset("s3://bucket/trips.parquet", { name, url, description, owners })';
const PROPERTIES = ["name", "url", "description", "owners"];

// What Prefect's keys may not have, so that each of them names the same asset in both languages.
const KEY_CHARACTERS_MAX = 512;
const DESCRIPTION_CHARACTERS_MAX = 2500;
const SCHEME = /^[a-z0-9]+:\/\//;
const FORBIDDEN = /[\n\r\t\0 #?&%"'<>[\]{}|\\^`]/;

/** Data that tasks make, named by a URI wherever it is spoken of. Throws `TypeError` for a key that is none. */
export class Asset {
  readonly key: string;
  readonly properties: AssetProperties;

  constructor(key: string, properties: AssetProperties = {}) {
    checkKey(key);
    checkGiven(FORM, properties, PROPERTIES);
    if ((properties.description ?? "").length > DESCRIPTION_CHARACTERS_MAX)
      throw new TypeError(`The description of ${key} is longer than ${DESCRIPTION_CHARACTERS_MAX} characters`);
    this.key = key;
    this.properties = properties;
  }
}

function checkKey(key: unknown): asserts key is string {
  if (typeof key !== "string" || !SCHEME.test(key))
    throw new TypeError(`The key of an asset is a URI, as in s3://bucket/trips.parquet, not ${String(key)}`);
  const forbidden = FORBIDDEN.exec(key)?.[0];
  if (forbidden !== undefined) throw new TypeError(`The key of an asset has no ${JSON.stringify(forbidden)}: ${key}`);
  if (key.length > KEY_CHARACTERS_MAX)
    throw new TypeError(`The key of an asset has at most ${KEY_CHARACTERS_MAX} characters, not ${key.length}`);
}

/** An asset, or its key alone. */
export type AssetLike = Asset | string;

export function assetOf(given: AssetLike): Asset {
  return given instanceof Asset ? given : new Asset(given);
}

/** As what an event is about. */
export function assetResource({ key, properties }: Asset): Record<string, string> {
  const { name, url, description, owners } = properties;
  return {
    "prefect.resource.id": key,
    ...(name === undefined ? {} : { "prefect.resource.name": name }),
    ...(description === undefined ? {} : { "prefect.asset.description": description }),
    ...(url === undefined ? {} : { "prefect.asset.url": url }),
    ...(owners === undefined ? {} : { "prefect.asset.owners": JSON.stringify(owners) }),
  };
}
