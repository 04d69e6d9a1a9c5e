// The official JavaScript client: all pages of a project's spans, with the largest page that it takes, and the sum of a score.
import { createClient, listSpans } from "@arizeai/ax-client";
import { addUp } from "./measure.mjs";

const client = createClient();
const project = process.argv[2];
await addUp(
  cursor => listSpans({ client, project, startTime: new Date("2026-11-24T00:00:00Z"), endTime: new Date("2026-11-25T00:00:00Z"), limit: 500, cursor }),
  row => row.evaluations.find(evaluation => evaluation.name === "correctness").score);
