import { count, flag, texts } from "../option.ts";

// What a worker and an agent are told alike.

export const queuesOption = texts("-q, --work-queue <name>", "take runs of this queue only; any number of times");

export const limitOption = count("-l, --limit <number>", "how many runs at a time; any number unless given", {
  min: 1,
  fallback: null,
});

export const prefetchOption = count("--prefetch-seconds <seconds>", "how long before its time a run is taken", {
  min: 0,
  fallback: null,
});

export const runOnceOption = flag("--run-once", "take what is due now, and end when it has ended");
