import { pino } from "pino";
import { expect, test } from "vitest";
import { BlockRegistration } from "../../src/services/block-registration.ts";
import { blockKind, idOf } from "../support/block-kind.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { eventsOfResource } from "../support/events-of-resource.ts";
import { RouteClient } from "../support/route-client.ts";

const logger = pino({ level: "silent" });

describeOnDatabases("bundled blocks", (database) => {
  test("are registered once, over what is there, and used like others", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const early = await blockKind(client, "secret");
    await new BlockRegistration({ store, deps, logger }).finish();
    const types = (await client.expect(200, "POST", "/block_types/filter")) as {
      slug: string;
      is_protected: boolean;
    }[];
    expect(types.length).toBe(55);
    expect(types.filter((type) => type.is_protected).map(({ slug }) => slug)).toEqual([
      "local-file-system",
      "secret",
      "webhook",
    ]);
    expect(idOf(await client.expect(200, "GET", "/block_types/slug/secret"))).toBe(early.block_type_id);
    const told = async () => (await eventsOfResource(database, `prefect.block-type.${early.block_type_id}`)).length;
    expect(await told()).toBe(2);
    await new BlockRegistration({ store, deps, logger }).finish();
    await client.expect(200, "POST", "/block_types/install_system_block_types");
    expect(await told()).toBe(2);
    const schemas = (await client.expect(200, "POST", "/block_schemas/filter")) as unknown[];
    expect(schemas.length).toBe(56);
  });
});
