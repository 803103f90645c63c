/** A module beside the one of this address, for a thread to start from: TypeScript from the sources, JavaScript when packed. */
export function moduleBeside(address: string, name: string): URL {
  return new URL(`./${name}${address.endsWith(".ts") ? ".ts" : ".js"}`, address);
}
