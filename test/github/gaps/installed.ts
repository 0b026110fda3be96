import { answerJson, type Gap, jsonOf, match, ok, refuse } from "../exchange.ts";
import { installationId, otherInstallationId, type SeedRepository } from "../seed.ts";
import { bearerOf, type World } from "../world.ts";

/**
 * The repositories that an installation token may use.
 * https://docs.github.com/en/rest/apps/installations#list-repositories-accessible-to-the-app-installation
 */
export function installed(world: World, repositories: readonly SeedRepository[]): Gap {
  const installations = new Map<string, number>();
  const owners = [...new Set(repositories.map(({ owner }) => owner))];
  return async (call, next) => {
    const asked = match(call, "POST", "/app/installations/:id/access_tokens");
    if (asked) {
      const answer = await next(call);
      if (ok(answer)) installations.set(jsonOf(answer).token, Number(asked["id"]));
      return answer;
    }
    if (!match(call, "GET", "/installation/repositories")) return next(call);
    const id = installations.get(bearerOf(call) ?? "");
    if (id === undefined) return refuse(403, "You must authenticate with an installation access token");
    const first = (id - otherInstallationId) % 100 === 0 ? otherInstallationId : installationId;
    const own = repositories.filter(({ owner }) => owner === owners[(id - first) / 100]);
    const from = (Number(call.query.get("page") ?? 1) - 1) * Number(call.query.get("per_page") ?? 30);
    const page = own.slice(from, from + Number(call.query.get("per_page") ?? 30));
    return answerJson(200, {
      total_count: own.length,
      repositories: await Promise.all(page.map(({ owner, name }) => world.repository(`${owner}/${name}`))),
    });
  };
}
