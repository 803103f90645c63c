/** The URL below `/api` of one below the API's other base; any other URL as it is. */
export function belowApi(url: string, base: string): string {
  const rest = url.startsWith(base) ? url.slice(base.length) : null;
  return rest !== null && /^(?:[/?]|$)/.test(rest) ? `/api${rest}` : url;
}
