// The official JavaScript client: waits for all runs at once, with its own defaults.
import { createClient, waitForTaskRun } from "@arizeai/ax-client";

const client = createClient();
const ids = process.argv[2].split(",");
const started = performance.now();
const runs = await Promise.all(ids.map((runId) => waitForTaskRun({ client, runId })));
const used = process.cpuUsage();
console.log(JSON.stringify({
  seconds: (performance.now() - started) / 1000,
  cpu: (used.user + used.system) / 1e6,
  memory: process.resourceUsage().maxRSS / 1024,
  result: runs.filter((run) => run.status === "COMPLETED").length,
}));
