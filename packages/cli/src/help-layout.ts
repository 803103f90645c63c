import { Help } from "commander";
import { USUAL_WIDTH } from "./examples-text.ts";
import { wrapWords } from "./wrap-words.ts";

// A description shares the lines with its term where this much, or its longest word, fits beside it; else it stands below, and has them to itself.
const BESIDE_FROM = 20;
const INDENT = 2;
const GAP = 2;
const BELOW_INDENT = 6;

/** How commander lays out help, so that it fits terminals that are narrow, too. */
export const helpLayout = {
  formatItem(term: string, termWidth: number, description: string, helper: Help): string {
    const width = helper.helpWidth ?? USUAL_WIDTH;
    const needed = Math.max(BESIDE_FROM, ...description.split(/\s+/).map((word) => word.length));
    if (description === "" || width - termWidth - INDENT - GAP >= needed) {
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    }
    const lines = wrapWords(description, width - BELOW_INDENT);
    return [" ".repeat(INDENT) + term, ...lines.map((line) => " ".repeat(BELOW_INDENT) + line)].join("\n");
  },

  styleUsage(this: Help, usage: string): string {
    const indent = "Usage: ".length;
    const lines = wrapWords(usage, (this.helpWidth ?? USUAL_WIDTH) - indent);
    // A line's end is a word of its own, which commander leaves uncoloured.
    return Help.prototype.styleUsage.call(this, lines.join(` \n${" ".repeat(indent)}`));
  },
};
