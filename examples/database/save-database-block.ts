/** Saves how a database is connected to: DATABASE_URL, else a SQLite file in this folder. */
import { join } from "node:path";
import { SqlAlchemyConnector } from "@tutti/database/sqlalchemy-connector";

const usual = { driver: "sqlite", database: join(import.meta.dirname, "trips.db") };
const connector = new SqlAlchemyConnector({ connectionInfo: process.env["DATABASE_URL"] ?? usual });
await connector.save("trips-example", { overwrite: true });
console.log("Saved sqlalchemy-connector/trips-example");
