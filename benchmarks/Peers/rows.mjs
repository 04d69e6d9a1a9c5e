// The official JavaScript client: all pages of an experiment, with the largest page that it takes, and the sum of a score.
import { createClient, listExperimentRuns } from "@arizeai/ax-client";
import { addUp } from "./measure.mjs";

const client = createClient();
const experiment = process.argv[2];
await addUp(
  cursor => listExperimentRuns({ client, experiment, limit: 500, cursor }),
  row => Number(row["eval.correctness.score"] ?? row.additionalProperties?.["eval.correctness.score"] ?? 0));
