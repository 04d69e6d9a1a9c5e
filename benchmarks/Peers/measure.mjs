// What each script of this folder measures, printed as the line that the benchmarks read.
export function print(started, result) {
  const used = process.cpuUsage();
  console.log(JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    cpu: (used.user + used.system) / 1e6,
    memory: process.resourceUsage().maxRSS / 1024,
    result,
  }));
}

// Reads all pages, adds a score of each row up, and prints the measure with the number of rows.
export async function addUp(pageAt, scoreOf) {
  const started = performance.now();
  let cursor, sum = 0, rows = 0;
  do {
    const page = await pageAt(cursor);
    for (const row of page.data) {
      rows++;
      sum += scoreOf(row);
    }
    cursor = page.pagination.nextCursor ?? undefined;
  } while (cursor);
  if (!Number.isFinite(sum))
    throw new Error("a row has no score");
  print(started, rows);
}
