/** Where a server is, and how to be let in. `url` is the API's base, ending in `/api`, without a trailing slash. */
export interface ApiAddress {
  readonly url: string;
  readonly authString: string | null;
  /** Where people are sent to see its pages, when it is not where the server has them; without a slash at the end. */
  readonly uiUrl?: string | null;
}

/** Asked before the first request, and with the address that failed each time no server answers there. */
export type LocateServer = (failed: ApiAddress | null) => Promise<ApiAddress>;

/** A server whose address is given and never changes. */
export function fixedAddress(url: string, authString: string | null = null, uiUrl: string | null = null): LocateServer {
  const address = { url: url.replace(/\/+$/, ""), authString, uiUrl };
  return () => Promise.resolve(address);
}

/** The same API's WebSocket address. */
export function socketUrl(address: ApiAddress, path: string): string {
  return address.url.replace(/^http/, "ws") + path;
}

/** Basic authentication, as the protocol has it: the whole auth string is the credential. */
export function authorization(address: ApiAddress): string | null {
  if (address.authString === null) return null;
  const bytes = new TextEncoder().encode(address.authString);
  return `Basic ${btoa(String.fromCodePoint(...bytes))}`;
}
