import { flow } from "tutti";

type Color = (typeof COLORS)[keyof typeof COLORS];
const COLORS = { Red: "red", Blue: "blue" } as const;

/** A node of a tree. */
interface Node {
  /**
   * How much it weighs.
   * @minimum 0
   */
  weight: number;
  /** @default [] */
  children?: Node[];
}

interface Kinds {
  path: string;
  node: Node;
  when: Date;
  pair: [string, number];
  color?: Color;
  mode?: "fast" | "slow";
  only?: "this";
  ratio?: number;
  deep?: boolean;
  names?: string[];
  unique?: Set<string>;
  counts?: Record<string, number>;
  either?: string | number;
  perhaps?: string | null;
  whatever?: unknown;
}

/** Takes parameters of every kind. */
export const everyKind = flow({ name: "every-kind", version: "1" }, async function everyKind(kinds: Kinds) {
  const {
    color = COLORS.Red,
    mode = "fast",
    only = "this",
    ratio = 0.5,
    deep = true,
    names = ["a", "b"],
    counts = { a: 1 },
    either = "x",
    perhaps = null,
    whatever = 3,
    ...rest
  } = kinds;
  return JSON.stringify([color, mode, only, ratio, deep, names, counts, either, perhaps, whatever, rest]);
});
