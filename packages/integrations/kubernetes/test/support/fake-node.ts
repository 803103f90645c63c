import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import type { ObjectStore, StoredObject } from "./object-store.ts";

/** What a node does with a pod beside running it. */
export type Fate = "run" | "unschedulable" | "unpullable" | "misnamed" | "unmounted";

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly { name: string; value?: string }[];
}

interface RunningPod {
  readonly child: ChildProcess;
  readonly log: string[];
  readonly readers: Set<(line: string | null) => void>;
  isOver: boolean;
}

/** A node that runs what a pod's first container says as a process of this machine, and tells its status as a kubelet does. */
export class FakeNode {
  readonly #pods: ObjectStore;
  readonly #warn: (object: StoredObject, reason: string, message: string) => void;
  readonly #running = new Map<string, RunningPod>();

  constructor(pods: ObjectStore, warn: (object: StoredObject, reason: string, message: string) => void) {
    this.#pods = pods;
    this.#warn = warn;
  }

  /** Takes a pod; its fate is what its image says. */
  take(pod: StoredObject): void {
    const { image } = containerOf(pod);
    const fate = fateOf(image);
    if (fate === "unschedulable") {
      const message = "0/3 nodes are available: 3 Insufficient cpu.";
      const conditions = [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }];
      this.#pods.update(pod, { status: { phase: "Pending", conditions } });
    } else if (fate === "run") this.#run(pod);
    else this.#keepWaiting(pod, fate);
  }

  /** Ends a pod as its deletion does; resolves when it is over. */
  async end(pod: StoredObject, graceSeconds: number): Promise<void> {
    const running = this.#running.get(pod.metadata.uid);
    if (running !== undefined && !running.isOver) {
      const gone = new Promise((resolve) => running.child.once("close", resolve));
      running.child.kill(graceSeconds === 0 ? "SIGKILL" : "SIGTERM");
      const kill = setTimeout(() => killAll(running), graceSeconds * 1000);
      await gone;
      clearTimeout(kill);
      killAll(running);
    }
    this.#pods.remove(pod);
  }

  signal(pod: StoredObject, signal: NodeJS.Signals): void {
    this.#running.get(pod.metadata.uid)?.child.kill(signal);
  }

  /** Reads what a pod printed from the first line on, and goes on with it; null ends it. */
  read(pod: StoredObject, reader: (line: string | null) => void): () => void {
    const running = this.#running.get(pod.metadata.uid);
    for (const line of running?.log ?? []) reader(line);
    if (running === undefined || running.isOver) reader(null);
    running?.readers.add(reader);
    return () => running?.readers.delete(reader);
  }

  close(): void {
    for (const running of this.#running.values()) killAll(running);
  }

  #keepWaiting(pod: StoredObject, fate: Exclude<Fate, "run" | "unschedulable">): void {
    const { name, image } = containerOf(pod);
    const waiting = {
      unpullable: { reason: "ImagePullBackOff", message: `Back-off pulling image "${image}"` },
      misnamed: { reason: "InvalidImageName", message: `Failed to apply default image tag "${image}"` },
      unmounted: { reason: "ContainerCreating" },
    }[fate];
    const containerStatuses = [{ name, image, imageID: "", ready: false, restartCount: 0, state: { waiting } }];
    this.#pods.update(pod, { status: { phase: "Pending", conditions: [scheduled()], containerStatuses } });
    if (fate === "unmounted")
      this.#warn(pod, "FailedMount", 'MountVolume.SetUp failed for volume "s": secret "s" not found');
  }

  #run(pod: StoredObject): void {
    const container = containerOf(pod);
    const [program = "", ...args] = container.args ?? [];
    const env = Object.fromEntries((container.env ?? []).map(({ name, value = "" }) => [name, value]));
    const child = spawn(program, args, {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const running: RunningPod = { child, log: [], readers: new Set(), isOver: false };
    this.#running.set(pod.metadata.uid, running);
    for (const stream of [child.stdout, child.stderr]) {
      let begun = "";
      stream?.on("data", (chunk: Buffer) => {
        const lines = (begun + chunk.toString()).split("\n");
        begun = lines.pop() ?? "";
        for (const line of lines) print(running, line);
      });
    }
    child.once("spawn", () => this.#tell(pod, "Running", { running: { startedAt: new Date().toISOString() } }));
    child.once("close", (code, signal) => {
      running.isOver = true;
      for (const reader of running.readers) reader(null);
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      const reason = exitCode === 0 ? "Completed" : "Error";
      this.#tell(pod, exitCode === 0 ? "Succeeded" : "Failed", { terminated: { exitCode, reason } });
    });
  }

  #tell(pod: StoredObject, phase: string, state: unknown): void {
    const { name, image } = containerOf(pod);
    const status = { name, image, imageID: image, ready: phase === "Running", restartCount: 0, state };
    this.#pods.update(pod, { status: { phase, conditions: [scheduled()], containerStatuses: [status] } });
  }
}

/** A container takes along all that was started in it. */
function killAll({ child }: RunningPod): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

function print(running: RunningPod, line: string): void {
  const stamped = `${new Date().toISOString().replace("Z", "000000Z")} ${line}`;
  running.log.push(stamped);
  for (const reader of running.readers) reader(stamped);
}

function scheduled() {
  return { type: "PodScheduled", status: "True" };
}

function containerOf(pod: StoredObject): Container {
  const { spec }: { spec?: { containers?: Container[] } } = Object(pod);
  const [container] = spec?.containers ?? [];
  if (container === undefined) throw new Error("a pod without containers");
  return container;
}

function fateOf(image: string): Fate {
  const [, fate] = /^(unschedulable|unpullable|misnamed|unmounted)/.exec(image) ?? [];
  if (fate === "unschedulable" || fate === "unpullable" || fate === "misnamed" || fate === "unmounted") return fate;
  return "run";
}
