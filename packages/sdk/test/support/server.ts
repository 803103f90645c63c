import { afterAll, beforeAll } from "vitest";
import { fixedAddress } from "@tutti/client/api-address";
import { ApiClient } from "@tutti/client/http";
import { readFlowRun, readFlowRunStates } from "@tutti/client/flow-runs";
import { renewLease } from "@tutti/client/leases";
import { filterLogs } from "@tutti/client/logs";
import { filterTaskRuns, readTaskRunStates } from "@tutti/client/task-runs";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { disconnect } from "../../src/connection.ts";
import { startTestServer, type TestServer } from "../../src/test-server.ts";

/** Starts a real server for the tests of one file, to which every flow they call reports. */
export function useServer(): ServerForTests {
  return new ServerForTests();
}

/** What the tests of one file ask of their server. */
class ServerForTests {
  #server: TestServer | null = null;

  constructor() {
    beforeAll(async () => {
      // Which runs are late says how busy the machine is.
      this.#server = await startTestServer({ settings: { TUTTI_SERVICES_LATE_RUNS_ENABLED: "false" } });
      Object.assign(process.env, this.env);
    });
    afterAll(async () => {
      await disconnect();
      delete process.env.TUTTI_API_URL;
      delete process.env.TUTTI_HOME;
      delete process.env.TUTTI_LOGGING_LEVEL;
      await this.#server?.stop();
    });
  }

  get server(): TestServer {
    if (this.#server === null) throw new Error("The server is not started yet");
    return this.#server;
  }

  /** What a program is told, to report to this server. */
  get env(): Record<string, string> {
    return { TUTTI_API_URL: this.server.url, TUTTI_HOME: this.server.home, TUTTI_LOGGING_LEVEL: "CRITICAL" };
  }

  get api(): ApiClient {
    return new ApiClient({ locate: fixedAddress(this.server.url) });
  }

  flowRun(id: string) {
    return readFlowRun(this.api, id);
  }

  /** Has the lease of a process that is gone or stopped end in a second, as if its ten were over but one. */
  letLeaseEnd(flowRunId: string): Promise<void> {
    return renewLease(this.api, flowRunId, 1, { ttl_seconds: 1 });
  }

  /** The names of the states a flow run went through. */
  async flowStates(id: string): Promise<(string | null)[]> {
    return (await readFlowRunStates(this.api, id)).map((state) => state.name);
  }

  /** The task runs of a flow run, by name. */
  taskRuns(flowRunId: string): Promise<TaskRun[]> {
    return filterTaskRuns(this.api, { task_runs: { flow_run_id: { any_: [flowRunId] } }, sort: "NAME_ASC" });
  }

  /** The task runs of a flow run as `name: state ×count`, by name. */
  async tasks(flowRunId: string): Promise<string[]> {
    return (await this.taskRuns(flowRunId)).map((run) => `${run.name}: ${run.state_name} ×${run.run_count}`);
  }

  async taskStates(taskRunId: string): Promise<(string | null)[]> {
    return (await readTaskRunStates(this.api, taskRunId)).map((state) => state.name);
  }

  /** The messages in a flow run's log, oldest first. */
  async messages(flowRunId: string, offset = 0): Promise<string[]> {
    const logs = await filterLogs(this.api, { logs: { flow_run_id: { any_: [flowRunId] } }, offset });
    return logs.map((log) => log.message);
  }
}
