// node bin/tally.mjs DIR: adds up the reports (CTRF, ctrf.io) that bin/test left there, NAME.json beside NAME.exit.
// Names what failed; the last line is "N passed, N failed[, N skipped]".
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NO_TESTS = 8; // the runner's exit code where a filter leaves nothing
const sum = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

for (const exit of readdirSync(process.argv[2]).filter((file) => file.endsWith(".exit")).sort()) {
  const name = exit.slice(0, -".exit".length);
  const code = Number(readFileSync(join(process.argv[2], exit), "utf8"));
  const report = read(join(process.argv[2], `${name}.json`));
  const tests = report?.results?.tests ?? [];
  const failed = tests.filter((test) => test.status === "failed");
  sum.passed += tests.filter((test) => test.status === "passed").length;
  sum.failed += failed.length;
  sum.skipped += tests.length - failed.length - tests.filter((test) => test.status === "passed").length;
  failures.push(...failed.map((test) => `${name}: ${test.name}\n${indented(test.message)}`));
  if (failed.length === 0 && (report === undefined || (code !== 0 && code !== NO_TESTS))) {
    sum.failed++; // it did not come to its end, and a run that tells nothing is no success
    failures.push(`${name}: the run broke off with exit code ${code}`);
  }
}

if (failures.length > 0) {
  console.log(`\nFailed:\n${failures.join("\n")}\n`);
}
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ""}`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

function read(path) {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  } catch {
    return undefined; // half a report is none
  }
}

function indented(message) {
  return (message ?? "").split("\n").slice(0, 12).map((line) => `    ${line}`).join("\n");
}
