import { actions, Automation, emitEvent, eventTrigger, flow, sequenceTrigger, task } from "tutti";

// Emits an event in a run, and reads and writes automations that a Python program does, too: `shared-events.ts write|read|emit`.

const emit = task({ tags: ["inner"] }, async function emit() {
  await emitEvent({ event: "shared.happened", resource: "shared.typescript", payload: { by: "typescript" } });
});

export const emits = flow(async function emits() {
  await emit();
});

async function write(): Promise<void> {
  const failed = eventTrigger({ expect: "prefect.flow-run.Failed", forEach: "prefect.resource.id", threshold: 2 });
  const late = eventTrigger({ expect: "a.b", posture: "Proactive", withinSeconds: 30 });
  await emits();
  await Automation.create({
    name: "of typescript",
    trigger: sequenceTrigger({ triggers: [failed, late], withinSeconds: 3600 }),
    actions: [actions.cancelFlowRun(), actions.changeFlowRunState({ state: "FAILED", message: "enough" })],
    actionsOnTrigger: [actions.doNothing()],
    enabled: false,
  });
  await Automation.create({
    name: "runs it again",
    trigger: eventTrigger({ expect: "shared.again", match: { "prefect.resource.id": "shared.typescript" } }),
    actions: [actions.runDeployment("emits/again")],
  });
}

async function read(): Promise<unknown> {
  const { options } = await Automation.read("of python");
  const again = await Automation.read("runs it again");
  await again.update({ description: "changed" });
  await again.disable();
  const disabled = await Automation.read(again.id);
  await again.enable();
  return { options, again: [disabled.isEnabled, disabled.options.description] };
}

const [, , part] = process.argv;
if (part === "write") await write();
if (part === "emit") await emitEvent({ event: "shared.again", resource: "shared.typescript" });
process.stdout.write(`${JSON.stringify(part === "read" ? await read() : "done")}\n`);
