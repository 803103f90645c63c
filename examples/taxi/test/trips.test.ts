import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TRAIN_PATH, VAL_PATH } from "../src/data-paths.ts";
import { TripDataError } from "../src/trip-data-error.ts";
import { readTrips } from "../src/trips.ts";
import { fixture } from "./fixture.ts";

const JANUARY_2021 = Date.UTC(2021, 0, 1);

describe("reading trips", () => {
  test("timestamps of nanoseconds, missing values and 32-bit zones are read exactly", async () => {
    expect(await readTrips(fixture("nanoseconds.parquet"))).toEqual([
      { pickupAtMs: JANUARY_2021, durationMinutes: 1.5, pickupZone: "43", dropoffZone: "151", distanceMiles: 1.01 },
      { pickupAtMs: JANUARY_2021 + 0.5, durationMinutes: 1, pickupZone: "7", dropoffZone: "7", distanceMiles: 0 },
      {
        pickupAtMs: JANUARY_2021,
        durationMinutes: Number.NaN,
        pickupZone: "7",
        dropoffZone: "null",
        distanceMiles: Number.NaN,
      },
    ]);
  });

  test.each([
    ["January", TRAIN_PATH, 76_518, 73_908],
    ["February", VAL_PATH, 64_572, 61_921],
  ])("%s has its published rows, and the notebook's count of 1 to 60 minutes", async (_month, source, rows, kept) => {
    const trips = await readTrips(source);
    expect(trips.length).toBe(rows);
    expect(trips.filter((trip) => trip.durationMinutes >= 1 && trip.durationMinutes <= 60).length).toBe(kept);
  });

  test.each([
    ["nowhere.parquet", "no such file"],
    ["README.md", "is not a Parquet file"],
    ["no-rows.parquet", "has no rows"],
    [
      "other-columns.parquet",
      "lacks the columns lpep_dropoff_datetime, PULocationID, DOLocationID, trip_distance. It has the columns lpep_pickup_datetime, fare.",
    ],
  ])("%s is refused: %s", async (name, reason) => {
    const refused = await readTrips(fixture(name)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TripDataError);
    expect(String(refused)).toContain(reason);
  });
});

describe("reading trips from an address", () => {
  const server = createServer((request, response) => {
    if (request.url !== "/month.parquet") {
      response.writeHead(404).end();
      return;
    }
    void readFile(fixture("nanoseconds.parquet")).then((bytes) => response.end(bytes));
  });
  let origin = "";

  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server listens on no port");
    origin = `http://127.0.0.1:${address.port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test("an http address is read like a file", async () => {
    expect(await readTrips(`${origin}/month.parquet`)).toEqual(await readTrips(fixture("nanoseconds.parquet")));
  });

  test("an answer other than 200 is refused with its status", async () => {
    await expect(readTrips(`${origin}/other.parquet`)).rejects.toThrow(
      `Cannot fetch ${origin}/other.parquet: the server answered 404 Not Found.`,
    );
  });
});
