import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

// P6: how long the Action's bundle takes to start, beside another action's, in one run.
// node bench/action-start.ts [rounds]
//
// actions/labeler's own bundle is not in the package registry. In its place stands what it is made of: a GitHub client
// and a YAML parser, bundled the same way, which parses a configuration and sends its first request. What is missing to
// its 1.6 MB (an HTTP client and a toolkit, which it runs at its start) is code that is read and never run, so that the
// stand-in starts faster than the original would.

export interface StartTime {
  readonly what: string;
  /** A whole process, median. */
  readonly time: Time;
  /** Against the stand-in's. */
  readonly ratio: Time;
  readonly kilobytes: number;
}

interface Time {
  readonly clock: number;
  /** Of the processor: what other work on the machine changes least. Both in milliseconds. */
  readonly processor: number;
}

/** Together with the stand-in's own 0.4 MB a little less than actions/labeler's 1.6 MB. */
const ballast = ["zod/mini", "liquidjs", "mdast-util-gfm", "commander", "unified"];
const root = fileURLToPath(new URL("../", import.meta.url));

const standIn = `
import { readFileSync } from "node:fs";
import { Octokit } from "@octokit/rest";
import { parse } from "yaml";
JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH, "utf8"));
const config = parse("bug:\\n- changed-files:\\n  - any-glob-to-any-file: 'src/**'\\n");
const github = new Octokit({ auth: process.env.GITHUB_TOKEN, baseUrl: process.env.GITHUB_API_URL });
if (config) await github.rest.pulls.get({ owner: "octo", repo: "shop", pull_number: 1 }).catch(() => {});
`;

export async function measureActionStart(rounds = 21): Promise<readonly StartTime[]> {
  const scratch = mkdtempSync(join(tmpdir(), "gitcident-start-"));
  // Answers nobody, so that a run ends with its first request.
  const server = createServer((_, response) =>
    response.writeHead(401, { "content-type": "application/json" }).end("{}"),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const file = (name: string): string => join(scratch, name);
    writeFileSync(file("package.json"), '{"type":"module"}');
    writeFileSync(file("stand-in-source.js"), standIn);
    writeFileSync(file("nothing.js"), "");
    writeFileSync(file("meter.cjs"), meter);
    copyFileSync(join(root, "dist/action.js"), file("action.js"));
    const output = { file: file("stand-in.js"), format: "esm", codeSplitting: false } as const;
    const resolve = { modules: [join(root, "node_modules")] };
    await build({
      cwd: root,
      input: file("stand-in-source.js"),
      platform: "node",
      logLevel: "silent",
      resolve,
      output,
    });
    await weighDown(file, resolve);
    const talk = { action: "created", issue: { number: 1, labels: [] }, sender: { login: "alice", type: "User" } };
    const pull = { action: "opened", number: 1, pull_request: { number: 1, head: { ref: "a" } } };
    writeFileSync(file("talk.json"), JSON.stringify(talk));
    writeFileSync(file("pull.json"), JSON.stringify(pull));
    const env = {
      PATH: process.env["PATH"] ?? "",
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      GITHUB_REPOSITORY: "octo/shop",
      GITHUB_TOKEN: "ghs_start",
    };
    const talked = { ...env, GITHUB_EVENT_NAME: "issue_comment", GITHUB_EVENT_PATH: file("talk.json") };
    const pulled = { ...env, GITHUB_EVENT_NAME: "pull_request_target", GITHUB_EVENT_PATH: file("pull.json") };
    const candidates = [
      { what: "stand-in for actions/labeler, to its first answer", main: "stand-in.js", env: pulled },
      { what: "this Action, a pull request, to its first answer", main: "action.js", env: pulled },
      { what: "this Action, an event that concerns no incident", main: "action.js", env: talked },
      { what: "node alone", main: "nothing.js", env: pulled },
    ];
    const times = candidates.map(() => [] as Time[]);
    // In turns, so that what else the machine does hurts all of them alike.
    for (let round = -1; round < rounds; round++) {
      for (const [index, { main, env }] of candidates.entries()) {
        const clock = await timeOf(file(main), { ...env, METER: file("used") }, file("meter.cjs"));
        const processor = Number(readFileSync(file("used"), "utf8")) / 1000;
        if (round >= 0) times[index]?.push({ clock, processor });
      }
    }
    const medians = times.map((one) => ({
      clock: median(one.map(({ clock }) => clock)),
      processor: median(one.map(({ processor }) => processor)),
    }));
    const [first = { clock: 1, processor: 1 }] = medians;
    return candidates.map(({ what, main }, index) => {
      const time = medians[index] ?? first;
      const ratio = { clock: time.clock / first.clock, processor: time.processor / first.processor };
      return { what, time, ratio, kilobytes: Math.round(statSync(file(main)).size / 1000) };
    });
  } finally {
    server.close().closeAllConnections();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Adds code that is never run to the stand-in, so that it is about as large as actions/labeler's bundle. */
async function weighDown(file: (name: string) => string, resolve: { modules: string[] }): Promise<void> {
  for (const name of ballast) {
    const output = { file: file("ballast.js"), format: "cjs", codeSplitting: false, exports: "named" } as const;
    writeFileSync(file("ballast-source.js"), `export * as all from "${name}";\n`);
    await build({ cwd: root, input: file("ballast-source.js"), platform: "node", logLevel: "silent", resolve, output });
    const unused = readFileSync(file("ballast.js"), "utf8");
    const wrapped = `\nexport function unused_${name.replaceAll(/\W/g, "_")}(require, module, exports) {\n${unused}\n}\n`;
    appendFileSync(file("stand-in.js"), wrapped);
  }
  const { size } = statSync(file("stand-in.js"));
  if (size < 1_300_000)
    throw new Error(`Unexpected stand-in of ${size} bytes, expected 1.3 MB at least: is a package gone?`);
}

/** Says at its end what a process has used, in microseconds. */
const meter = `const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.METER, String(user + system));
});
`;

function timeOf(main: string, env: NodeJS.ProcessEnv, meter: string): Promise<number> {
  const since = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--require", meter, main], { env, stdio: "ignore" });
    child.on("error", reject).on("exit", () => resolve(performance.now() - since));
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const version = execFileSync(process.execPath, ["--version"], { encoding: "utf8" }).trim();
  process.stdout.write(`Node ${version}\n`);
  for (const { what, time, ratio, kilobytes } of await measureActionStart(Number(process.argv[2] ?? 21))) {
    const said = (["clock", "processor"] as const).map(
      (by) => `${time[by].toFixed(0).padStart(5)} ms  ${ratio[by].toFixed(2)} × by ${by}`,
    );
    process.stdout.write(`${said.join("  ")}  ${String(kilobytes).padStart(5)} KB  ${what}\n`);
  }
}
