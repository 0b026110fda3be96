import { play } from "./play.ts";
import { show } from "./show.ts";
import { raiseStage } from "./stage.ts";
import { verify } from "./verify.ts";

/**
 * Plays an incident on an embedded GitHub with the real App in front of it. Exits with 0 when the end state is right.
 * `--keep` leaves it running, in real time, for a person with curl.
 */
const started = performance.now();
const stage = await raiseStage("2025-01-15T02:30:00Z");
show.line("An embedded GitHub and the Gitcident App, over real HTTP with signed webhooks. All times are UTC.");
const played = await play(stage);
const wrong = await verify(stage, played);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
show.line(
  `\n${wrong === 0 ? "Everything is as it should be." : `${wrong} things are not as they should be.`} ${stage.github.requests.length} requests, ${seconds} s.`,
);

if (process.argv.includes("--keep")) {
  stage.clock.restore();
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
  process.exit(wrong === 0 ? 0 : 1);
}
