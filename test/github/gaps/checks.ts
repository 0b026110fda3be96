import {
  type Answer,
  bodyOf,
  type Call,
  type Gap,
  type Json,
  jsonOf,
  match,
  ok,
  refuse,
  withBody,
  withJson,
} from "../exchange.ts";
import { bearerOf, type World } from "../world.ts";
import { pageOf } from "./pages.ts";

/**
 * Check runs: only Apps make them and each names its App; at most 50 annotations a request, and those of an update are
 * appended. https://docs.github.com/en/rest/checks/runs
 */
export function checks(world: World): Gap {
  const apps = new Map<number, string>();
  const counts = new Map<number, Json[]>();

  function signed(run: Json): Json {
    const slug = apps.get(run.id);
    return slug === undefined ? run : { ...run, app: { slug, name: slug, id: slug === "gitcident" ? 4242 : 4343 } };
  }

  async function write(call: Call, id: number | undefined, next: (call: Call) => Promise<Answer>): Promise<Answer> {
    const slug = world.installationTokens.get(bearerOf(call) ?? "");
    if (slug === undefined) return refuse(403, "You must authenticate via a GitHub App.");
    if (id !== undefined && apps.get(id) !== slug)
      return refuse(
        403,
        `Invalid app_id \`${slug}\` - check run can only be modified by the GitHub App that created it.`,
      );
    const body = bodyOf(call) ?? {};
    const given: Json[] = body.output?.annotations ?? [];
    if (given.length > 50) {
      return refuse(422, `Invalid request.\n\nNo more than 50 items are allowed; ${given.length} were supplied.`);
    }
    const all = [...(id === undefined ? [] : (counts.get(id) ?? [])), ...given];
    const output = body.output && { ...body.output, annotations: all };
    const answer = await next(output ? withBody(call, { ...body, output }) : call);
    if (!ok(answer)) return answer;
    const run = jsonOf(answer);
    apps.set(run.id, slug);
    if (output) counts.set(run.id, all);
    return withJson(answer, signed(run));
  }

  return async (call, next) => {
    if (match(call, "POST", "/repos/:owner/:repo/check-runs")) return write(call, undefined, next);
    const one = match(call, "PATCH", "/repos/:owner/:repo/check-runs/:id");
    if (one) return write(call, Number(one["id"]), next);
    const listed = match(call, "GET", "/repos/:owner/:repo/check-runs/:id/annotations");
    const answer = await next(call);
    if (listed && ok(answer)) {
      // A list on GitHub, with the columns and titles that the emulator drops.
      return pageOf(call, world.url, counts.get(Number(listed["id"])) ?? []);
    }
    if (call.method !== "GET" || !ok(answer) || !call.path.includes("/check-runs")) return answer;
    const json = jsonOf(answer);
    if (json?.check_runs) {
      const app = call.query.get("app_id");
      const runs: Json[] = json.check_runs
        .map(signed)
        .filter((run: Json) => app === null || String(run.app?.id) === app);
      const [size, page] = [Number(call.query.get("per_page") ?? 30), Number(call.query.get("page") ?? 1)];
      return withJson(answer, { total_count: runs.length, check_runs: runs.slice((page - 1) * size, page * size) });
    }
    return json?.head_sha ? withJson(answer, signed(json)) : answer;
  };
}
