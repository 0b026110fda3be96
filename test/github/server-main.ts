// The test's GitHub as a process of its own: prints one line of JSON, then serves until SIGTERM.
// `node test/github/server-main.ts '{"bare":true}' http://127.0.0.1:3000/api/github/webhooks`
import { startGitHub } from "./start.ts";

const [options = "{}", app] = process.argv.slice(2);
const github = await startGitHub(JSON.parse(options));
github.deliveries.to(app);
const { url, owner, repo, webhookSecret, appId, privateKey, installationId, tokens } = github;
process.stdout.write(
  `${JSON.stringify({ url, owner, repo, webhookSecret, appId, privateKey, installationId, tokens })}\n`,
);
process.once("SIGTERM", () => {
  github.close().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
});
