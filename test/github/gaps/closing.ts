import type { Json } from "../exchange.ts";
import type { World } from "../world.ts";

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:[\w.-]+\/[\w.-]+)?#(\d+)\b/gi;

/** Numbers of the issues that a text closes. */
export function closedBy(text: string): number[] {
  return [...new Set([...text.matchAll(closing)].map((found) => Number(found[1])))];
}

/** Closes what texts that reached the default branch say, in the name of whoever brought them there. */
export async function closeLinked(
  world: World,
  repo: string,
  texts: readonly string[],
  authorization: string,
): Promise<void> {
  for (const number of closedBy(texts.join("\n"))) {
    const path = `/repos/${repo}/issues/${number}`;
    const found = await world.ask("GET", path);
    if (found.status !== 200) continue;
    const issue: Json = JSON.parse(found.body.toString("utf8"));
    if (issue.state !== "open") continue;
    await world.act("PATCH", path, authorization, { state: "closed", state_reason: "completed" });
  }
}
