// The official JavaScript client: waits for all runs at once, with its own defaults.
import { createClient, waitForTaskRun } from "@arizeai/ax-client";
import { print } from "./measure.mjs";

const client = createClient();
const ids = process.argv[2].split(",");
const started = performance.now();
const runs = await Promise.all(ids.map((runId) => waitForTaskRun({ client, runId })));
print(started, runs.filter((run) => run.status === "COMPLETED").length);
