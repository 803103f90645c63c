/** Puts trips into the database that `save-database-block.ts` saved, and leaves a report of what each zone brought in. */
import { SqlAlchemyConnector } from "@tutti/database/sqlalchemy-connector";
import { artifact, flow, task } from "tutti";

interface Trip {
  readonly id: number;
  readonly zone: string;
  readonly fare: number;
}

const TRIPS: readonly Trip[] = [
  { id: 1, zone: "JFK", fare: 52 },
  { id: 2, zone: "Harlem", fare: 14 },
  { id: 3, zone: "JFK", fare: 55 },
];

/** All of them or none; trips that are there already are left out, so that a second run changes nothing. */
const load = task({ retries: 3, retryDelaySeconds: 2 }, async function load(trips: readonly Trip[]) {
  await using database = await SqlAlchemyConnector.load("trips-example");
  await database.execute("create table if not exists trips (id int primary key, zone varchar(40), fare int)");
  return await database.transaction(async () => {
    const known = new Set((await database.fetchAll<{ id: number }>("select id from trips")).map(({ id }) => id));
    const news = trips.filter(({ id }) => !known.has(id)).map((trip) => ({ ...trip }));
    return database.executeMany("insert into trips (id, zone, fare) values (:id, :zone, :fare)", news);
  });
});

const summarise = task(async function summarise(atLeast: number) {
  await using database = await SqlAlchemyConnector.load("trips-example");
  const sql = "select zone, count(*) as trips, sum(fare) as fares from trips where fare >= :atLeast group by zone";
  return await database.fetchAll(sql, { atLeast });
});

export const loadTrips = flow(async function loadTrips({ atLeast = 20 }: { atLeast?: number } = {}) {
  const loaded = await load(TRIPS);
  const zones = await summarise(atLeast);
  await artifact.table({ key: "trips-report", table: zones });
  return { loaded, zones };
});

if (import.meta.main) console.log(await loadTrips());
