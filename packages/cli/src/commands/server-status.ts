import { setTimeout } from "node:timers/promises";
import { TuttiError } from "@tutti/core/errors";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { flag, outputOption, seconds } from "../option.ts";
import type { ServerProbe } from "../server-probe.ts";
import type { Environment } from "@tutti/core/settings/read-settings";

const LOOK_EVERY_MS = 200;

export const serverStatus = defineCommand({
  description:
    "Says whether the configured server, else the local one, answers, and where. The exit code is 0 when it does, 1 when not.",
  options: {
    wait: flag("-w, --wait", "wait until it answers"),
    timeout: seconds("-t, --timeout <seconds>", "how long --wait waits at most; for ever unless given"),
    output: outputOption,
  },
  examples: [
    ["tutti server status", "is one running?"],
    ["tutti server status --wait --timeout 30", "in a script that has just started one"],
  ],
  async run({ output, home, settings }, { options }) {
    const environment = await settings();
    try {
      const server = options.wait
        ? await waitForServer(environment, home, options.timeout)
        : await ask(environment, home);
      if (options.output === "json") output.json({ running: true, ...statusFields(server) });
      else
        output.facts([
          ["Status", output.style("green", "running")],
          ["Dashboard", server.dashboardUrl],
          ["API", server.apiUrl],
          ["Version", `${server.kind} ${server.version}`],
          ["Process", server.pid === null ? null : String(server.pid)],
        ]);
      return EXIT.ok;
    } catch (error) {
      if (options.output !== "json" || !(error instanceof TuttiError) || !isAbsent(error)) throw error;
      output.json({ running: false, reason: error.message });
      return options.wait ? EXIT.timedOut : EXIT.failed;
    }
  },
});

async function waitForServer(settings: Environment, home: string, timeout: number | null): Promise<ServerProbe> {
  const deadlineMs = timeout === null ? Number.POSITIVE_INFINITY : performance.now() + timeout * 1000;
  for (;;) {
    try {
      return await ask(settings, home);
    } catch (error) {
      if (!(error instanceof TuttiError) || !isAbsent(error)) throw error;
      if (performance.now() >= deadlineMs) throw new TuttiError("waited_in_vain", error.message, { cause: error });
    }
    await setTimeout(LOOK_EVERY_MS);
  }
}

async function ask(settings: Environment, home: string): Promise<ServerProbe> {
  const { probeServer } = await import("../server-probe.ts");
  return probeServer(settings, home);
}

function isAbsent({ code }: TuttiError): boolean {
  return code === "missing_server" || code === "unreachable_server" || code === "waited_in_vain";
}

function statusFields({ apiUrl, dashboardUrl, kind, version, pid }: ServerProbe) {
  return { api_url: apiUrl, dashboard_url: dashboardUrl, kind, version, pid };
}
