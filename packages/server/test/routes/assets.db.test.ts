import { randomUUID } from "node:crypto";
import { type Asset, type AssetLineage, assetLineage, type AssetsPage, assetsPage } from "@tutti/core/wire/asset";
import { beforeEach, expect, test } from "vitest";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

const related = (role: string, id: string) => ({ "prefect.resource.id": id, "prefect.resource.role": role });

/** Tells of assets under keys of its own, and reads what is known of them. */
class Assets {
  readonly client: RouteClient;
  readonly mark: string;

  static async open(database: DatabaseUnderTest): Promise<Assets> {
    const { store, deps } = await database.open();
    return new Assets(new RouteClient(store, deps), deps.newId());
  }

  private constructor(client: RouteClient, mark: string) {
    this.client = client;
    this.mark = mark;
  }

  keyOf(name: string): string {
    return `s3://${this.mark}/${name}`;
  }

  eventOf(name: string, sources: readonly string[], second: number, result: string, labels: object = {}) {
    return {
      id: randomUUID(),
      occurred: `2026-11-22T10:00:${String(second).padStart(2, "0")}Z`,
      event: `prefect.asset.${result}`,
      resource: { "prefect.resource.id": this.keyOf(name), ...labels },
      related: sources.map((source) => related("asset", this.keyOf(source))),
      payload: {},
    };
  }

  tell(...events: object[]): Promise<unknown> {
    return this.client.expect(204, "POST", "/events", events);
  }

  make(name: string, sources: readonly string[], second: number): Promise<unknown> {
    return this.tell(this.eventOf(name, sources, second, "materialization.succeeded"));
  }

  async page(body: object = {}): Promise<AssetsPage> {
    return assetsPage.parse(
      await this.client.expect(200, "POST", "/tutti/assets/page", { search: this.mark, ...body }),
    );
  }

  async lineageOf(name: string): Promise<AssetLineage> {
    return assetLineage.parse(await this.client.expect(200, "GET", this.path(name)));
  }

  path(name: string): string {
    return `/tutti/assets/one?key=${encodeURIComponent(this.keyOf(name))}`;
  }

  names(assets: readonly Asset[]): string[] {
    return assets.map(({ key }) => this.short(key));
  }

  short(key: string): string {
    return key.slice(this.keyOf("").length);
  }
}

describeOnDatabases("assets", (database) => {
  let assets: Assets;
  beforeEach(async () => {
    assets = await Assets.open(database);
  });

  test("are known by the events that tell of them, however often they come", async () => {
    const { id: flowRun } = Object(
      await assets.client.expect(201, "POST", "/flow_runs/", {
        flow_id: Reflect.get(
          Object(await assets.client.expect(201, "POST", "/flows/", { name: `f ${assets.mark}` })),
          "id",
        ),
        name: "maker",
      }),
    ) as { id: string };
    const labels = { "prefect.resource.name": "features", "prefect.asset.owners": '["ada"]' };
    const made = assets.eventOf("features", ["raw"], 1, "materialization.succeeded", labels);
    const failed = assets.eventOf("features", ["raw"], 2, "materialization.failed");
    const run = related("flow-run", `prefect.flow-run.${flowRun}`);
    const all = [{ ...made, related: [...made.related, run] }, failed];
    await assets.tell(...all);
    await assets.tell(...all);
    expect((await assets.page()).results).toEqual([
      {
        key: assets.keyOf("raw"),
        name: null,
        description: null,
        url: null,
        owners: [],
        seen_at: "2026-11-22T10:00:02Z",
        made_at: null,
        failed_at: null,
        flow_run: null,
        failed_flow_run: null,
        made_by: null,
      },
      {
        key: assets.keyOf("features"),
        name: "features",
        description: null,
        url: null,
        owners: ["ada"],
        seen_at: "2026-11-22T10:00:02Z",
        made_at: "2026-11-22T10:00:01Z",
        failed_at: "2026-11-22T10:00:02Z",
        flow_run: { id: flowRun, name: "maker" },
        failed_flow_run: null,
        made_by: null,
      },
    ]);
  });
});

describeOnDatabases("lists of assets", (database) => {
  let assets: Assets;
  beforeEach(async () => {
    assets = await Assets.open(database);
  });

  test.each(["SEEN_DESC", "KEY_ASC"])("come each once, page by page, %s", async (sort) => {
    for (const [index, name] of ["b", "a", "c"].entries()) await assets.make(name, [], index);
    const whole = assets.names((await assets.page({ sort })).results);
    expect(whole).toEqual(sort === "KEY_ASC" ? ["a", "b", "c"] : ["c", "a", "b"]);
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const { results, next_cursor, total }: AssetsPage = await assets.page({ sort, limit: 1, cursor });
      expect(total).toEqual(cursor === null ? { count: 3, is_bounded: false } : null);
      found.push(...assets.names(results));
      cursor = next_cursor;
    } while (cursor !== null);
    expect(found).toEqual(whole);
    expect(await assets.client.ask("POST", "/tutti/assets/page", { cursor: "x" })).toMatchObject({ status: 400 });
  });
});

describeOnDatabases("the lineage of assets", (database) => {
  let assets: Assets;
  beforeEach(async () => {
    assets = await Assets.open(database);
  });

  test("are told with what they are made from and what is made from them, some steps far", async () => {
    await assets.make("features", ["raw", "zones"], 1);
    await assets.make("model", ["features"], 2);
    await assets.make("scores", ["model", "zones"], 3);
    await assets.make("raw", ["scores"], 4);
    const { relatives, sources, is_truncated } = await assets.lineageOf("features");
    expect(relatives.map(({ key, distance }) => [assets.short(key), distance])).toEqual([
      ["model", 1],
      ["raw", -1],
      ["zones", -1],
      ["scores", -2],
    ]);
    expect(is_truncated).toBe(false);
    expect(
      new Set(sources.map(({ key, source_key: source }) => `${source} ${key}`.replaceAll(assets.keyOf(""), ""))),
    ).toEqual(
      new Set(["raw features", "zones features", "features model", "model scores", "zones scores", "scores raw"]),
    );
  });

  test("of a long chain the near end is told", async () => {
    for (let step = 1; step < 8; step += 1) await assets.make(`s${step}`, [`s${step - 1}`], step);
    const { relatives, is_truncated } = await assets.lineageOf("s7");
    expect(relatives.map(({ key }) => assets.short(key))).toEqual(["s6", "s5", "s4", "s3"]);
    expect(is_truncated).toBe(true);
  });

  test("are forgotten when somebody says so, until something is told of them again", async () => {
    await assets.make("features", ["raw"], 1);
    const path = assets.path("features");
    await assets.client.expect(204, "DELETE", path);
    expect([(await assets.client.ask("DELETE", path)).status, (await assets.client.ask("GET", path)).status]).toEqual([
      404, 404,
    ]);
    expect((await assets.lineageOf("raw")).sources).toEqual([]);
    await assets.make("features", ["raw"], 2);
    expect(assets.names((await assets.lineageOf("raw")).relatives)).toEqual(["features"]);
  });
});
