import { type Bin, type Exploration, MAX_MINUTES, MIN_MINUTES } from "../exploration.ts";
import { binLabel, histogramChart } from "./histogram-chart.ts";
import { hourLabel, hoursChart } from "./hours-chart.ts";
import { dataTable, escapeHtml } from "./html.ts";
import { formatCount, formatShare, formatTenths } from "./numbers.ts";
import { PAGE_STYLE } from "./page-style.ts";

/** One self-contained HTML page: no script, no request. */
export function explorationReport(exploration: Exploration): string {
  const title = `A month of taxi trips: ${exploration.source}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>A month of taxi trips</h1>
<p class="lead">What is in <strong>${escapeHtml(exploration.source)}</strong>, and what a model of trip duration learns from.</p>
${tiles(exploration)}
${rowsSection(exploration)}
${durationSection(exploration)}
${distanceSection(exploration)}
${hoursSection(exploration)}
<footer>Trip records of the
<a href="https://www.nyc.gov/site/tlc/about/tlc-trip-record-data.page">NYC Taxi and Limousine Commission</a>. Times are
New York's local time.</footer>
</main>
</body>
</html>
`;
}

function tiles(exploration: Exploration): string {
  const entries = [
    ["trips in the file", formatCount(exploration.rowCount)],
    ["kept for the model", formatCount(exploration.keptCount)],
    ["median duration", `${formatTenths(exploration.medianMinutes)} min`],
    ["median distance", `${formatTenths(exploration.medianMiles)} mi`],
    ["pairs of zones", formatCount(exploration.zonePairCount)],
  ];
  return `<dl class="tiles">${entries.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join("")}</dl>`;
}

function rowsSection({ rowCount, keptCount, dropped, suspicious }: Exploration): string {
  const droppedRows = dropped.filter(({ count }) => count > 0);
  const row = ({ label, count }: { label: string; count: number }, kind: string) =>
    `<tr><th scope="row"><span class="key ${kind}">${escapeHtml(label)}</span></th><td>${formatCount(count)}</td><td>${formatShare(count, rowCount)}</td></tr>`;
  const shares = [{ count: keptCount, kind: "" }, ...droppedRows.map(({ count }) => ({ count, kind: "dropped" }))];
  const oddities = suspicious.map(({ label, count }) => `${formatCount(count)} ${label}`);
  return `<section>
<h2>${formatShare(keptCount, rowCount)} of the rows are kept</h2>
<p class="quiet">A trip counts when it took ${MIN_MINUTES} to ${MAX_MINUTES} minutes.</p>
<div class="shares" aria-hidden="true">${shares.map(({ count, kind }) => `<span class="${kind}" style="flex:${count}"></span>`).join("")}</div>
<table><caption>Rows kept and dropped</caption>
<thead><tr><th scope="col">rows</th><th scope="col">count</th><th scope="col">share</th></tr></thead>
<tbody>${row({ label: "kept", count: keptCount }, "")}
${dropped.map((reason) => row({ ...reason, label: `dropped: ${reason.label}` }, "dropped")).join("\n")}
<tr class="total"><th scope="row">all</th><td>${formatCount(rowCount)}</td><td>100%</td></tr></tbody></table>
<p class="quiet" style="margin:14px 0 0">Among the kept ones are odd trips the rule does not see: ${escapeHtml(oddities.join(", "))}.</p>
</section>`;
}

function durationSection({ durations, medianMinutes, keptCount }: Exploration): string {
  const title = "How long a trip takes";
  const description = `Half of the kept trips take less than ${formatTenths(medianMinutes)} minutes; the tail reaches to the hour.`;
  const chart = histogramChart({ title, description, unit: "minutes", bins: durations, labelEvery: 10 });
  return figure(title, description, chart, binTable(title, "minutes", durations, keptCount));
}

function distanceSection({ distances, medianMiles, keptCount }: Exploration): string {
  const title = "How far a trip goes";
  const beyond = distances.at(-1);
  const description = `Half of the kept trips are shorter than ${formatTenths(medianMiles)} miles; ${formatCount(beyond?.count ?? 0)} are longer than ${beyond?.from ?? 0}, gathered in the last bar.`;
  const chart = histogramChart({ title, description, unit: "miles", bins: distances, labelEvery: 5 });
  return figure(title, description, chart, binTable(title, "miles", distances, keptCount));
}

function hoursSection({ hours }: Exploration): string {
  const title = "When a trip takes longer";
  const slowest = hours.toSorted((a, b) => b.median - a.median)[0];
  const description = `Trips that begin around ${hourLabel(slowest?.hour ?? 0)} take longest: a median of ${formatTenths(slowest?.median ?? 0)} minutes.`;
  const rows = hours.map((spread) => [
    hourLabel(spread.hour),
    formatCount(spread.count),
    formatTenths(spread.lowerQuartile),
    formatTenths(spread.median),
    formatTenths(spread.upperQuartile),
  ]);
  const header = ["hour", "trips", "lower quartile", "median", "upper quartile"];
  return figure(
    title,
    description,
    hoursChart(title, description, hours),
    dataTable(`${title}, in minutes`, header, rows),
  );
}

function binTable(title: string, unit: string, bins: readonly Bin[], whole: number): string {
  const rows = bins.map((bin) => [binLabel(bin), formatCount(bin.count), formatShare(bin.count, whole)]);
  return dataTable(title, [unit, "trips", "share"], rows);
}

function figure(title: string, description: string, chart: string, table: string): string {
  return `<section>
<h2>${escapeHtml(title)}</h2>
<figure>
<figcaption>${escapeHtml(description)}</figcaption>
${chart}
</figure>
<details><summary>Show the numbers</summary>${table}</details>
</section>`;
}
