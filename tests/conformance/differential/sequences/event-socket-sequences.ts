import type { Sequence } from "../sequence.ts";

const auth = (token: string | null) => ({ send: JSON.stringify({ type: "auth", token }) });
const ping = { ping: true } as const;
const message = { await: "message" } as const;
const close = { await: "close" } as const;

export const eventSocketSequences: Sequence[] = [
  {
    title: "a socket for events answers pings, with and without the exchange of Prefect's subprotocol",
    play: async (api) => {
      await api.socket("/events/in", [], [ping, ping]);
      await api.socket("/events/in", ["prefect"], [auth(null), message, ping]);
      await api.socket("/events/in", ["prefect"], [auth("a token nobody asked for"), message, ping]);
      await api.socket("/events/in", ["other", "prefect"], [auth(null), message]);
      await api.socket("/events/in", ["other"], [ping]);
      await api.socket("/events/in", ["prefect"], [ping, auth(null), message, ping]);
    },
  },
  {
    title: "nothing but the auth message may come first",
    play: async (api) => {
      for (const first of ['{"type":"hello"}', "{}", "[]", '"auth"', '{"type":"auth"}', '{"type":"auth","token":5}']) {
        await api.socket("/events/in", ["prefect"], [{ send: first }, message]);
      }
      await api.socket("/events/in", ["prefect"], [{ send: "not json" }, close]);
      await api.socket("/events/in", ["prefect"], [{ send: '{"type":"hello"}' }, close]);
    },
  },
  {
    title: "sockets that are not there are refused before they open",
    play: async (api) => {
      for (const path of ["/events/nowhere", "/flows/", "/health", "/nowhere"]) {
        await api.socket(path, ["prefect"], [auth(null), message]);
        await api.socket(path, [], [ping]);
      }
    },
  },
];
