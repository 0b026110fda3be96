import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// Every benchmark, one after the other: `npm run bench`, or `npm run bench -- requests` for one of them.
// What is compared is measured in one run; figures of different runs say nothing about each other.
const all = {
  requests: ["requests.ts"],
  webhooks: ["webhooks.ts"],
  check: ["check.ts", "--quick"],
  cache: ["cache.ts"],
  coverage: ["coverage.ts"],
  metrics: ["metrics.ts"],
  "action-start": ["action-start.ts"],
} as const;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  console.error(`Unexpected benchmark ${unknown.join(", ")}, expected ${Object.keys(all).join(", ")}`);
  process.exit(2);
}
let failed = false;
for (const [name, [file, ...rest]] of Object.entries(all)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n# ${name}\n`);
  const path = fileURLToPath(new URL(file, import.meta.url));
  const { status } = spawnSync(process.execPath, [path, ...rest], { stdio: "inherit" });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
