import { lookup as resolve } from "node:dns/promises";
import { isIP } from "node:net";
import { isPrivateAddress } from "./private-addresses.ts";

// Automations connect to hosts that users choose, so none may be led to what only this network reaches: a name is resolved
// once, its addresses are looked at, and the connection goes to the one that was looked at.

export interface SendTerms {
  readonly allowsPrivate: boolean;
  /** Resolves a name; tests bring their own. */
  readonly addressesOf?: (host: string) => Promise<readonly string[]>;
}

/** The address to connect to for the host. Throws when it has none, or a private one where none is allowed. */
export async function allowedAddress(host: string, terms: SendTerms, refusesPrivate: boolean): Promise<string> {
  const addresses = isIP(host) === 0 ? await (terms.addressesOf ?? resolveAll)(host) : [host];
  const [first] = addresses;
  if (first === undefined) throw new Error(`${host} has no address`);
  const isRefused = addresses.some(isPrivateAddress) && (refusesPrivate || !terms.allowsPrivate);
  if (isRefused) throw new Error(`${host} is a private address; TUTTI_WEBHOOKS_ALLOW_PRIVATE=true allows these`);
  return first;
}

async function resolveAll(host: string): Promise<string[]> {
  return (await resolve(host, { all: true })).map(({ address }) => address);
}
