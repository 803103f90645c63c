const FACTORS = { "": 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 } as const;

/** An amount of memory as Docker writes it: `512m`, `1.5g`, bytes without a unit, `-1` for any. Undefined for others. */
export function bytesOf(text: string): number | undefined {
  if (text.trim() === "-1") return -1;
  const [, digits = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([bkmgt]?)b?\s*$/i.exec(text) ?? [];
  const factor = Object.entries(FACTORS).find(([name]) => name === unit.toLowerCase())?.[1];
  return digits === "" || factor === undefined ? undefined : Math.round(Number(digits) * factor);
}
