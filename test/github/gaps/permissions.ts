import {
  type Answer,
  answerJson,
  bodyOf,
  type Call,
  type Gap,
  type Json,
  jsonOf,
  match,
  ok,
  refuse,
  withBody,
} from "../exchange.ts";
import type { Level } from "../seed.ts";
import type { World } from "../world.ts";

const roles: Readonly<Record<string, Level>> = {
  admin: "admin",
  maintain: "write",
  push: "write",
  triage: "read",
  pull: "read",
};

/** What anybody may write on a public repository. https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization */
const free = /^\/repos\/[^/]+\/[^/]+\/issues(\/\d+)?(\/comments)?(\/\d+)?(\/reactions(\/\d+)?)?$/;

/**
 * Who may do what: the emulator lets anybody write nearly everything on a public repository, calls everybody in an
 * organization an administrator, and knows no permission for a stranger.
 */
export function permissions(world: World): Gap {
  const mayWrite = (level: Level) => level === "write" || level === "admin";

  /** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
  async function permissionOf(call: Call, login: string, next: (call: Call) => Promise<Answer>): Promise<Answer> {
    if (login.endsWith("[bot]")) return refuse(404, `${login} is not a user`);
    const user = await world.ask("GET", `/users/${encodeURIComponent(login)}`);
    if (!ok(user)) return refuse(404, "Not Found");
    const given = await next(call);
    const { role_name: role = "read" } = ok(given) ? jsonOf(given) : {};
    const known = world.levels.get(login);
    const permission = known === undefined || known === "none" ? "read" : known;
    return answerJson(200, { permission, role_name: known ? permission : role, user: jsonOf(user) });
  }

  /** https://docs.github.com/en/rest/issues/issues#create-an-issue */
  async function limited(call: Call, login: string, next: (call: Call) => Promise<Answer>): Promise<Answer> {
    if (!free.test(call.path)) return refuse(403, "Must have admin rights to Repository.");
    if (call.method === "POST" || call.path.endsWith("/reactions")) {
      if (!call.path.endsWith("/issues")) return next(call);
      const { title, body } = bodyOf(call) ?? {};
      return next(withBody(call, { title, body }));
    }
    if (/\/reactions\/\d+$/.test(call.path)) return next(call);
    const own = await world.ask("GET", call.path);
    if (!ok(own)) return own;
    if (jsonOf(own).user?.login !== login) return refuse(403, "Must have admin rights to Repository.");
    if (call.path.includes("/comments/") || call.method !== "PATCH") return next(call);
    const { labels: _, assignees: __, milestone: ___, ...rest } = bodyOf(call) ?? {};
    return next(withBody(call, rest));
  }

  const assignable = (login: Json) => typeof login === "string" && mayWrite(world.levels.get(login) ?? "none");

  /** https://docs.github.com/en/rest/issues/assignees#add-assignees-to-an-issue */
  function withAssignees(call: Call): Call | Answer {
    const body = bodyOf(call);
    if (!Array.isArray(body?.assignees)) return call;
    const odd = body.assignees.filter((login: Json) => !assignable(login));
    if (odd.length === 0) return call;
    if (match(call, "POST", "/repos/:owner/:repo/issues/:number/assignees")) {
      return withBody(call, { ...body, assignees: body.assignees.filter(assignable) });
    }
    if (!match(call, "POST", "/repos/:owner/:repo/issues")) return call;
    return refuse(422, "Validation Failed", {
      errors: [{ resource: "Issue", field: "assignees", code: "invalid", value: odd[0] }],
    });
  }

  return async (call, next) => {
    const asked = match(call, "GET", "/repos/:owner/:repo/collaborators/:login/permission");
    if (asked) return permissionOf(call, asked["login"] as string, next);
    if (call.method === "GET" || !call.path.startsWith("/repos/")) return next(call);
    const login = world.login(call);
    if (login === undefined) return next(call);
    if (!mayWrite(world.level(call))) return limited(call, login, next);
    const invited = match(call, call.method, "/repos/:owner/:repo/collaborators/:login");
    const checked = withAssignees(call);
    if ("status" in checked) return checked;
    const answer = await next(checked);
    if (invited && ok(answer)) {
      const permission = call.method === "DELETE" ? undefined : (bodyOf(call)?.permission ?? "push");
      world.levels.set(invited["login"] as string, permission === undefined ? "none" : (roles[permission] ?? "write"));
    }
    return answer;
  };
}
