export const broken = readConfiguration();

function readConfiguration(): never {
  throw new TypeError("no configuration");
}
