import {
  createAutomation,
  deleteAutomation,
  filterAutomations,
  patchAutomation,
  readAutomation,
  updateAutomation,
} from "@tutti/client/automations";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { Automation as WireAutomation } from "@tutti/core/wire/automation";
import { connect } from "../connection.ts";
import { automationNamed, isId } from "./action-targets.ts";
import type { Action, WireAction } from "./actions.ts";
import type { WireTrigger } from "./triggers.ts";

export interface AutomationOptions {
  readonly name: string;
  readonly trigger: WireTrigger;
  /** Done each time the trigger fires. */
  readonly actions: readonly Action[];
  /** Done when its state becomes triggered. */
  readonly actionsOnTrigger?: readonly Action[];
  /** Done when its state becomes resolved. */
  readonly actionsOnResolve?: readonly Action[];
  readonly description?: string;
  readonly tags?: readonly string[];
  /** False waits until it is enabled. */
  readonly enabled?: boolean;
}

/**
 * What the server does by itself when something happens, or does not happen.
 *
 * ```ts
 * await Automation.create({
 *   name: "tell us of failures",
 *   trigger: eventTrigger({ expect: "prefect.flow-run.Failed" }),
 *   actions: [actions.sendNotification({ block: "slack-webhook/ops", body: "{{ flow_run.name }} failed" })],
 * });
 * ```
 */
export class Automation {
  readonly id: string;
  #options: AutomationOptions;

  private constructor(id: string, options: AutomationOptions) {
    this.id = id;
    this.#options = options;
  }

  /** Rejects with `not_found` for what an action names and is not there, and with status 422 as the server refuses it. */
  static async create(options: AutomationOptions): Promise<Automation> {
    const { api } = await connect();
    return ofWire(await createAutomation(api, await bodyOf(api, options)));
  }

  /** By id or name. Rejects with `not_found`, and with `ambiguous_name` when several are called so. */
  static async read(idOrName: string): Promise<Automation> {
    const { api } = await connect();
    return ofWire(isId(idOrName) ? await found(api, idOrName) : await automationNamed(api, idOrName));
  }

  /** All of this name; all there are unless given. */
  static async list(name?: string): Promise<Automation[]> {
    const { api } = await connect();
    const automations = name === undefined ? {} : { name: { any_: [name] } };
    return (await filterAutomations(api, { automations })).map(ofWire);
  }

  /** @internal */
  static of(id: string, options: AutomationOptions): Automation {
    return new Automation(id, options);
  }

  get name(): string {
    return this.#options.name;
  }

  get isEnabled(): boolean {
    return this.#options.enabled ?? true;
  }

  /** What it was created with, or read as: actions as the API has them. */
  get options(): AutomationOptions {
    return this.#options;
  }

  /** Changes what is given. */
  async update(changes: Partial<AutomationOptions>): Promise<void> {
    const { api } = await connect();
    const options = { ...this.#options, ...changes };
    await updateAutomation(api, this.id, await bodyOf(api, options));
    this.#options = optionsOf(await found(api, this.id));
  }

  async enable(): Promise<void> {
    await this.#setEnabled(true);
  }

  async disable(): Promise<void> {
    await this.#setEnabled(false);
  }

  /** True when it was there. */
  async delete(): Promise<boolean> {
    const { api } = await connect();
    try {
      await deleteAutomation(api, this.id);
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  async #setEnabled(enabled: boolean): Promise<void> {
    const { api } = await connect();
    await patchAutomation(api, this.id, { enabled });
    this.#options = { ...this.#options, enabled };
  }
}

async function found(api: ApiClient, id: string): Promise<WireAutomation> {
  try {
    return await readAutomation(api, id);
  } catch (error) {
    if (isNotFound(error)) throw new TuttiError("not_found", `There is no automation with the id ${id}.`);
    throw error;
  }
}

function ofWire(wire: WireAutomation): Automation {
  return Automation.of(wire.id, optionsOf(wire));
}

function optionsOf(wire: WireAutomation): AutomationOptions {
  const { name, description, tags, enabled, trigger, actions, actions_on_trigger, actions_on_resolve } = wire;
  return {
    name,
    description,
    tags,
    enabled,
    trigger: { ...trigger },
    actions,
    actionsOnTrigger: actions_on_trigger,
    actionsOnResolve: actions_on_resolve,
  };
}

async function bodyOf(api: ApiClient, options: AutomationOptions) {
  const { name, trigger, description = "", tags = [], enabled = true } = options;
  return {
    name,
    description,
    tags: [...tags],
    enabled,
    trigger,
    actions: await resolved(api, options.actions),
    actions_on_trigger: await resolved(api, options.actionsOnTrigger),
    actions_on_resolve: await resolved(api, options.actionsOnResolve),
  };
}

function resolved(api: ApiClient, list: readonly Action[] = []): Promise<WireAction[]> {
  return Promise.all(list.map(async (action) => (typeof action === "function" ? action(api) : action)));
}
