import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Answers, Refusal } from "./fake-service.ts";

const METHOD = "run.projects.locations";

const jobBody = z.looseObject({
  template: z.looseObject({
    template: z.looseObject({
      containers: z.array(
        z.looseObject({
          image: z.string(),
          command: z.array(z.string()),
          args: z.array(z.string()).default([]),
          env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
        }),
      ),
    }),
  }),
});

type JobBody = z.output<typeof jobBody>;

interface Execution {
  readonly job: string;
  readonly child: ChildProcess | null;
  readonly createTime: string;
  end: { readonly isWell: boolean; readonly message: string } | null;
}

/** What happens to a line that a container prints: its execution's full name, and which of its streams it is. */
export type KeepLine = (execution: string, stream: "stdout" | "stderr", line: string) => void;

/**
 * Jobs, executions and operations as Cloud Run keeps them; what a container would run is run as a process of this machine.
 * Images whose names say so are denied or not found, or do not start, or nobody hears that they did.
 */
export class FakeCloudRun {
  /** What was asked for, by the jobs' full names; one that was removed is still there. */
  readonly made = new Map<string, JobBody>();
  readonly #jobs = new Set<string>();
  readonly #executions = new Map<string, Execution>();
  readonly #operations = new Map<string, { name: string; done?: boolean; error?: { code: number; message: string } }>();
  readonly #keepLine: KeepLine;

  constructor(keepLine: KeepLine) {
    this.#keepLine = keepLine;
  }

  get jobs(): readonly string[] {
    return [...this.#jobs];
  }

  imageOf(job: string): string | undefined {
    return this.made.get(job)?.template.template.containers[0]?.image;
  }

  /** The processes of executions that still run. */
  get running(): readonly ChildProcess[] {
    const open = [...this.#executions.values()].filter(({ end }) => end === null);
    return open.flatMap(({ child }) => (child === null ? [] : [child]));
  }

  get answers(): Answers {
    return {
      [`${METHOD}.jobs.create`]: (path, query, body) => this.#create(nameOf(path), query.get("jobId") ?? "", body),
      [`${METHOD}.jobs.get`]: (path) => this.#jobOf(nameOf(path)),
      [`${METHOD}.jobs.run`]: (path) => this.#run(nameOf(path).replace(/:run$/, "")),
      [`${METHOD}.jobs.delete`]: (path) => this.#remove(nameOf(path)),
      [`${METHOD}.jobs.executions.get`]: (path) => this.#view(nameOf(path)),
      [`${METHOD}.jobs.executions.cancel`]: (path) => this.#cancel(nameOf(path).replace(/:cancel$/, "")),
      [`${METHOD}.operations.get`]: (path) => this.#operation(nameOf(path)),
    };
  }

  #create(parent: string, id: string, body: unknown) {
    if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(id)) throw new Refusal(400, `jobId ${id} is invalid`);
    const given = jobBody.parse(body);
    const [container] = given.template.template.containers;
    if (container?.image === "denied:1") throw new Refusal(403, "Permission 'run.jobs.create' denied on resource");
    const name = `${parent.replace(/\/jobs$/, "")}/jobs/${id}`;
    this.made.set(name, given);
    this.#jobs.add(name);
    const operation = `${parent.replace(/\/jobs$/, "")}/operations/${id}`;
    const error = { code: 5, message: "Image 'missing:1' not found." };
    this.#operations.set(operation, {
      name: operation,
      done: true,
      ...(container?.image === "missing:1" && { error }),
    });
    return { name: operation, metadata: { name } };
  }

  #jobOf(name: string) {
    this.#known(name);
    const latest = [...this.#executions].find(([, { job }]) => job === name)?.[0];
    return { name, ...(latest === undefined ? {} : { latestCreatedExecution: { name: latest } }) };
  }

  #run(name: string) {
    this.#known(name);
    const execution = `${name}/executions/${name.split("/").at(-1)}-x`;
    const image = this.imageOf(name) ?? "";
    if (image === "unstartable:1") {
      const end = { isWell: false, message: "The user-provided container failed to start." };
      this.#executions.set(execution, { job: name, child: null, createTime: new Date().toISOString(), end });
    } else this.#start(name, execution);
    if (image === "unsure:1") throw new Refusal(503, "The service is currently unavailable.");
    if (image === "unanswered:1") return new Promise(() => undefined);
    return { name: execution.replace(/\/jobs\/.*/, "/operations/run"), metadata: { name: execution } };
  }

  #start(name: string, execution: string): void {
    const [container] = this.made.get(name)?.template.template.containers ?? [];
    const { command = [], args = [], env = [] } = container ?? {};
    const [program = "", ...words] = [...command, ...args];
    const variables = Object.fromEntries(env.map((one) => [one.name, one.value ?? "from a secret"]));
    const child = spawn(program, words, { env: { PATH: process.env["PATH"], ...variables } });
    for (const stream of ["stdout", "stderr"] as const) {
      createInterface(child[stream]).on("line", (line) => this.#keepLine(execution, stream, line));
    }
    const running: Execution = { job: name, child, createTime: new Date().toISOString(), end: null };
    this.#executions.set(execution, running);
    void once(child, "close").then(([code]) => (running.end ??= endOf(code)));
  }

  #view(name: string) {
    const execution = this.#executions.get(name);
    if (execution === undefined || !this.#jobs.has(execution.job)) throw new Refusal(404, `${name} not found`);
    const { end, createTime } = execution;
    if (end === null) return { name, createTime, conditions: [{ type: "Completed", state: "CONDITION_RECONCILING" }] };
    const state = end.isWell ? "CONDITION_SUCCEEDED" : "CONDITION_FAILED";
    const condition = { type: "Completed", state, message: end.message };
    return { name, createTime, completionTime: new Date().toISOString(), conditions: [condition] };
  }

  #cancel(name: string) {
    const execution = this.#executions.get(name);
    if (execution === undefined) throw new Refusal(404, `${name} not found`);
    execution.end ??= { isWell: false, message: "The execution was cancelled." };
    execution.child?.kill("SIGKILL");
    return { name: name.replace(/\/jobs\/.*/, "/operations/cancel") };
  }

  #remove(name: string) {
    this.#known(name);
    this.#jobs.delete(name);
    for (const [, { job, child }] of this.#executions) if (job === name) child?.kill("SIGKILL");
    return { name: name.replace(/\/jobs\/.*/, "/operations/remove") };
  }

  #operation(name: string) {
    const operation = this.#operations.get(name);
    if (operation === undefined) throw new Refusal(404, `${name} not found`);
    return operation;
  }

  #known(name: string): void {
    if (!this.#jobs.has(name)) throw new Refusal(404, `Resource '${name}' of kind 'JOB' does not exist.`);
  }
}

function nameOf(path: string): string {
  return path.replace("/v2/", "");
}

function endOf(code: unknown): Execution["end"] {
  if (code === 0) return { isWell: true, message: "Execution completed successfully." };
  return { isWell: false, message: `Task failed with exit code: ${String(code)} and message: it ended in an error.` };
}
