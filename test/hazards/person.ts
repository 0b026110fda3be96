import { setTimeout as sleep } from "node:timers/promises";
import type { TestGitHub } from "../github/start.ts";
import { branchOfIncident, pathOfIncident } from "./reading.ts";
import { shop } from "./stage.ts";

const severities = ["SEV-1 (Critical)", "SEV-2 (High)", "SEV-3 (Medium)"];
const types = ["availability", "performance"];

export const titleOf = (index: number): string => `Service ${index} is down`;
/** The words of an incident's timeline that people typed, each of which must be there once. */
export const wordsOf = (index: number): readonly string[] => [
  `looking at ${index}`,
  `the primary of ${index} failed`,
  `service ${index} is back`,
  `traffic of ${index} moved`,
];

function commandsOf(index: number): readonly string[] {
  const [ack, timeline, resolved, mitigated] = wordsOf(index);
  const facts = [
    "/assign commander @alice",
    `/severity sev${1 + ((index + 1) % 3)}`,
    "/impact customers=20%",
    "/severty sev1",
    "/update customers: we are looking into it",
    "/service +search",
  ];
  const from = index % facts.length;
  return [
    `/ack ${ack}`,
    ...[...facts, ...facts].slice(from, from + 4),
    `/timeline ${timeline}`,
    `/cause a wrong condition in ${index}`,
    `/action Fix ${index} @bob due:2030-01-20 priority:high type:prevent`,
    `/action Drill ${index} @carol due:2030-02-01 type:process every:3mo`,
    `/mitigate ${mitigated}`,
    `/resolve --force ${resolved}`,
  ];
}

/** One incident as people live it: they wait for what they need, and never for more. */
export async function live(github: TestGitHub, index: number, random: () => number): Promise<number> {
  const [alice, bob] = [github.as("alice"), github.as("bob")];
  const body = `### Severity\n\n${severities[index % 3]}\n\n### Type\n\n${types[index % 2]}\n\n### Services\n\ncheckout`;
  const { data: issue } = await alice.issues.create({ ...shop, title: titleOf(index), body, labels: ["incident"] });
  const number = issue.number;
  for (const command of commandsOf(index)) {
    await sleep(random() * 400);
    await (random() < 0.5 ? alice : bob).issues.createComment({ ...shop, issue_number: number, body: command });
  }
  const head = `${shop.owner}:${branchOfIncident(number)}`;
  const pull = await until(`pull request of ${number} ready`, async () => {
    const { data } = await alice.pulls.list({ ...shop, head, state: "open" });
    const ready = data.find((one) => one.draft === false);
    // Where no draft can be made ready none is made: the record says when it is time.
    return ready && (await isResolved(github, number)) ? ready : undefined;
  });
  await until(`post-mortem of ${number} written`, () => write(github, number));
  await sleep(random() * 1000);
  let refusal = "";
  await until(
    `pull request of ${number} merged`,
    async () => {
      try {
        return await alice.pulls.merge({ ...shop, pull_number: pull.number });
      } catch (error) {
        // The answer to a merge may be lost, and the merge be done.
        const { data } = await alice.pulls.get({ ...shop, pull_number: pull.number });
        const { state, draft, merged, head } = data;
        refusal = JSON.stringify({ said: String(error), number: pull.number, state, draft, merged, head: head.sha });
        return merged ? data : undefined;
      }
    },
    () => refusal,
  );
  const item = await until(`action items of ${number} opened`, async () => {
    const { data } = await bob.issues.listForRepo({ ...shop, labels: "action-item", state: "open", per_page: 100 });
    return data.find((one) => one.title === `Fix ${index}`);
  });
  await bob.issues.update({ ...shop, issue_number: item.number, state: "closed" });
  return number;
}

async function isResolved(github: TestGitHub, number: number): Promise<boolean> {
  const asked = { ...shop, path: pathOfIncident(number), ref: branchOfIncident(number) };
  const { data } = await github.as("alice").repos.getContent(asked);
  return /^status: resolved$/m.test(Buffer.from((data as { content: string }).content, "base64").toString("utf8"));
}

async function write(github: TestGitHub, number: number): Promise<true | undefined> {
  const bob = github.as("bob");
  const [path, branch] = [pathOfIncident(number), branchOfIncident(number)];
  try {
    const { data } = await bob.repos.getContent({ ...shop, path, ref: branch });
    const { sha, content } = data as { sha: string; content: string };
    const text = Buffer.from(content, "base64").toString("utf8");
    const written = text.replace("## Summary\n", "## Summary\n\nA person's words.\n");
    const file = { path, branch, sha, content: Buffer.from(written).toString("base64") };
    await bob.repos.createOrUpdateFileContents({ ...shop, ...file, message: "Write the post-mortem" });
    return true;
  } catch (error) {
    // The app was faster; a person looks again.
    if ((error as { status?: number }).status === 409) return undefined;
    throw error;
  }
}

/** What `look` finds, once it finds something. */
async function until<T>(what: string, look: () => Promise<T | undefined>, why = () => ""): Promise<T> {
  for (let tried = 0; tried < 300; tried++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(400);
  }
  throw new Error(`Unexpected wait of two minutes, expected: ${what} ${why()}`);
}
