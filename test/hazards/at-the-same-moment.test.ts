import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { keyIn } from "../../src/model/key.ts";
import type { Feature } from "../github/gaps.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type AppChild, startAppChild } from "./app-child.ts";
import { type Fan, openFan } from "./fan.ts";
import { doubled, reader } from "./reading.ts";
import { loosenBrake, optionsFor, shop } from "./stage.ts";

const rounds = 6;
const itemsEach = 3;
/** Milliseconds for which the server's lists leave out what is new: nobody sees there what the other has just opened. */
const lag = 500;
let github: TestGitHub;
let apps: readonly AppChild[] = [];
let fan: Fan;
afterEach(async () => {
  fan?.close();
  for (const app of apps) await app.kill();
  await github?.close();
});

async function raise(without: readonly Feature[]): Promise<void> {
  github = await startGitHub({ without });
  await loosenBrake(github);
  apps = await Promise.all([0, 1].map(() => startAppChild(optionsFor(github, { logLevel: "error", lag }))));
  fan = await openFan(() => apps);
  github.deliveries.to(fan.url);
}

/** Until the items of a round have their numbers and nobody claims anything, on the branch where our commits go. */
async function followed(round: number, branch: string): Promise<void> {
  const seen = reader(github.as("alice"));
  for (let tried = 0; tried < 600; tried++) {
    await sleep(100);
    await github.deliveries.flush();
    const text = await seen.file(pathOf(round), branch).catch(() => "");
    const claimed = (await seen.files(branch).catch(() => [""])).includes("reports/opening.json");
    if (!claimed && text.match(/^- \[ \] .* #\d+$/gm)?.length === itemsEach) return;
  }
  throw new Error(`Unexpected wait of a minute, expected ${itemsEach} numbers in ${pathOf(round)} on ${branch}`);
}

const pathOf = (round: number): string => `incidents/2025/INC-2025-${900 + round}.md`;

/** An administrator's push of a finished record, as an archive from elsewhere is taken over. */
async function archive(round: number): Promise<void> {
  const id = `INC-2025-${900 + round}`;
  const items = Array.from({ length: itemsEach }, (_, item) => `- [ ] Mend part ${item} of ${round}`);
  const text = [
    `---\nid: ${id}\ntitle: Service ${round} was down\nseverity: sev2\nstatus: resolved\n---\n`,
    `# Service ${round} was down\n\n## Action items\n\n${items.join("\n")}\n`,
  ].join("\n");
  const content = Buffer.from(text).toString("base64");
  const file = { ...shop, path: pathOf(round), message: `Add ${id}`, content };
  await github.as("octo-admin").repos.createOrUpdateFileContents(file);
}

const servers: readonly (readonly [string, readonly Feature[], boolean])[] = [
  ["with GraphQL", [], false],
  ["without GraphQL", ["graphql"], false],
  ["with a protected branch", [], true],
  ["with a protected branch, without GraphQL", ["graphql"], true],
];

it.each(servers)(
  "hazard 2: two processes that look at the same moment open each issue once, %s",
  async (what, without, guarded) => {
    await raise(without);
    const admin = github.as("octo-admin");
    const rule = {
      required_status_checks: null,
      enforce_admins: null,
      required_pull_request_reviews: {},
      restrictions: null,
    };
    if (guarded) await admin.repos.updateBranchProtection({ ...shop, branch: "main", ...rule });
    github.faults.staleLists({ ms: lag });
    const branch = guarded ? "gitcident/reports" : "main";
    for (let round = 0; round < rounds; round++) {
      await archive(round);
      await followed(round, branch);
      const rolling = guarded ? (await admin.pulls.list({ ...shop, state: "open" })).data[0] : undefined;
      // Half of them find a rolling pull request, or what is left of one, the others must make it.
      if (rolling && round % 2 === 1) await admin.pulls.merge({ ...shop, pull_number: rolling.number });
      if (rolling && round % 4 === 1) await admin.git.deleteRef({ ...shop, ref: "heads/gitcident/reports" });
    }
    github.faults.staleLists(undefined);
    const seen = reader(github.as("alice"));
    // Issues, closed ones too, can't be taken back: the last list has every one that was ever opened.
    const keys = (await seen.issues()).map(({ body }) => keyIn(body ?? "") ?? "");
    const pulls = (await seen.pulls()).filter(({ state }) => state === "open").map(({ head }) => head.ref);
    const refused = github.requests.filter(({ status }) => status === 409 || status === 422).length;
    console.log(
      `hazard 2: ${rounds} pushes told to two processes at the same moment, ${what}: ${keys.length} issues, ${doubled(keys)} opened twice, ${refused} writes refused`,
    );
    expect(keys).toHaveLength(rounds * itemsEach);
    expect(doubled(keys)).toBe(0);
    expect(doubled(pulls)).toBe(0);
  },
  240_000,
);
