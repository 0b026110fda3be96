import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { play } from "./play.ts";
import { show } from "./show.ts";
import { raiseStage } from "./stage.ts";
import { verify } from "./verify.ts";

/**
 * Plays an incident on an embedded GitHub with the real App in front of it. Exits with 0 when the end state is right.
 * `--keep` leaves it running, in real time or from `--now` on, for a person with curl. `--config` names a config for the
 * repository that it is played in. `--json` prints what was looked at in the end, and whether it was as it should be.
 */
const { values } = parseArgs({
  options: {
    keep: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    config: { type: "string" },
    now: { type: "string" },
  },
});
const started = performance.now();
const stage = await raiseStage(
  "2025-01-15T02:30:00Z",
  values.config === undefined ? undefined : readFileSync(values.config, "utf8"),
);
show.line("An embedded GitHub and the Gitcident App, over real HTTP with signed webhooks. All times are UTC.");
const played = await play(stage);
const verdicts = await verify(stage, played);
const wrong = verdicts.filter(({ holds }) => !holds).map(({ what }) => what);
const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
const requests = stage.github.requests.length;
show.line(
  `\n${wrong.length === 0 ? "Everything is as it should be." : `${wrong.length} of ${verdicts.length} things are not as they should be.`} ${requests} requests, ${seconds} s.`,
);
if (values.json) {
  const answer = { right: wrong.length === 0, checked: verdicts.length, wrong, ...played, requests, seconds };
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}

if (values.keep) {
  if (values.now === undefined) stage.clock.restore();
  else stage.clock.set(values.now);
  const { url, tokens } = stage.github;
  const repository = `${url}/repos/${stage.shop.owner}/${stage.shop.repo}`;
  show.line(
    `\nIt stays up until you press Ctrl-C.\n\n  GitHub   ${url}\n  App      ${stage.app.url}/api/github/webhooks\n`,
  );
  for (const login of ["alice", "bob", "mallory"]) show.line(`  @${login}  token ${tokens[login]}`);
  const header = `-H 'Authorization: token ${tokens["alice"]}'`;
  show.line(
    `\nDeclare an incident, then talk to it:\n\n  curl -s ${header} ${repository}/issues -d '{"title":"Search is down","body":"500s since 10:00","labels":["incident"]}'`,
  );
  show.line(
    `  curl -s ${header} ${repository}/issues/NUMBER/comments -d '{"body":"/ack"}'\n  curl -s ${header} ${repository}/issues/NUMBER/comments`,
  );
  setInterval(() => void stage.app.tick(), 60_000);
} else {
  await stage.close();
  process.exit(wrong.length === 0 ? 0 : 1);
}
