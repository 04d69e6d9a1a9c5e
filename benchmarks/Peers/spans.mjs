// The official JavaScript client: all pages of a project's spans, with the largest page that it takes, and the sum of a score.
import { createClient, listSpans } from "@arizeai/ax-client";

const client = createClient();
const project = process.argv[2];
const started = performance.now();
let cursor, sum = 0, rows = 0;
do {
  const page = await listSpans({ client, project, startTime: new Date("2026-11-24T00:00:00Z"), endTime: new Date("2026-11-25T00:00:00Z"), limit: 500, cursor });
  for (const row of page.data) {
    rows++;
    sum += row.evaluations.find(evaluation => evaluation.name === "correctness").score;
  }
  cursor = page.pagination.nextCursor ?? undefined;
} while (cursor);
const used = process.cpuUsage();
console.log(JSON.stringify({
  seconds: (performance.now() - started) / 1000,
  cpu: (used.user + used.system) / 1e6,
  memory: process.resourceUsage().maxRSS / 1024,
  result: rows,
  sum,
}));
