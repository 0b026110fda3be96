import { execute, GraphQLError, parse } from "graphql";
import { type Answer, answerJson, bodyOf, type Call, type Gap, type Json, jsonOf, ok, refuse } from "../exchange.ts";
import { callerOf, failure } from "../graphql/caller.ts";
import { knownNodes } from "../graphql/known-nodes.ts";
import { mutationsOf } from "../graphql/mutations.ts";
import { repositoryOf } from "../graphql/repository.ts";
import { actor, pull as pullShape } from "../graphql/shapes.ts";
import { checkGraphql, githubSchema } from "../validate-graphql.ts";
import type { World } from "../world.ts";
import { senderOf } from "./heads.ts";
import { corrected } from "./pull-state.ts";

/**
 * What we use of GitHub's GraphQL API, under GitHub's own schema and over REST's state.
 * https://docs.github.com/en/graphql/reference/mutations#markpullrequestreadyforreview
 */
export function graphql(world: World, without: readonly string[] = []): Gap {
  const nodes = knownNodes();

  async function setDraft(call: Call, id: string, draft: boolean): Promise<Json> {
    const state = [...world.pulls.values()].find((pull) => pull.node === id);
    if (!state) throw notFound(id);
    const path = `/repos/${state.owner}/${state.repo}/pulls/${state.number}`;
    const before = await world.read(path);
    if (!state.open) throw new GraphQLError("Pull request is closed");
    const answer = await world.upstream.ask("PATCH", path, call.headers.authorization ?? "", { draft });
    if (!ok(answer)) throw forbidden();
    const pull = corrected(state, jsonOf(answer));
    if (before.draft !== draft) {
      world.deliveries.accept("pull_request", {
        action: draft ? "converted_to_draft" : "ready_for_review",
        number: state.number,
        pull_request: pull,
        repository: pull.base.repo,
        sender: senderOf(world.login(call)),
      });
    }
    return pullShape(pull);
  }

  async function answer(call: Call): Promise<Answer> {
    const login = world.login(call);
    if (login === undefined) return refuse(401, "Requires authentication");
    const body = bodyOf(call);
    const problems = checkGraphql(body);
    if (problems.length > 0) return answerJson(200, { errors: problems.map((message) => ({ message })) });
    if (without.includes("sub-issues") && JSON.stringify(body.variables ?? {}).includes('"parentIssueId"'))
      return answerJson(200, { errors: [unknownField("CreateIssueInput", "parentIssueId")] });
    const write =
      (draft: boolean) =>
      async ({ input }: Json) => {
        if (world.level(call) !== "write" && world.level(call) !== "admin") throw forbidden();
        return {
          clientMutationId: input.clientMutationId,
          pullRequest: await setDraft(call, input.pullRequestId, draft),
        };
      };
    const result = await execute({
      schema: githubSchema(),
      document: parse(body.query),
      variableValues: body.variables ?? {},
      operationName: body.operationName,
      rootValue: {
        viewer: { login, id: `U_${login}` },
        repository: async ({ owner, name }: { owner: string; name: string }) => {
          const caller = callerOf(world, call, `/repos/${owner}/${name}`);
          const repo = await caller.find(caller.repo);
          const able = [...world.levels].filter(([, level]) => level === "write" || level === "admin");
          if (repo)
            return repositoryOf(
              caller,
              repo,
              able.map(([login]) => login),
            );
          throw failure("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
        },
        user: async ({ login: name }: { login: string }) => {
          const found = await callerOf(world, call, "").find(`/users/${encodeURIComponent(name)}`);
          if (found) return actor(found);
          throw failure("NOT_FOUND", `Could not resolve to a User with the login of '${name}'.`);
        },
        ...mutationsOf(callerOf(world, call, ""), nodes),
        markPullRequestReadyForReview: write(false),
        convertPullRequestToDraft: write(true),
      },
    });
    const errors = result.errors?.map((error) => ({
      type: error.extensions["type"],
      path: error.path,
      message: error.message,
    }));
    return answerJson(200, { data: result.data ?? null, ...(errors ? { errors } : {}) });
  }

  return async (call, next) => {
    if (call.method === "POST" && call.path === "/graphql") return answer(call);
    const given = await next(call);
    if (ok(given) && /^\/repos\/[^/]+\/[^/]+(?:$|\/(?:issues|labels|collaborators|pulls))/.test(call.path))
      nodes.note(jsonOf(given));
    if (ok(given) && call.path.startsWith("/users/")) nodes.note(jsonOf(given));
    return given;
  };
}

function notFound(id: string): GraphQLError {
  return new GraphQLError(`Could not resolve to a node with the global id of '${id}'`, {
    extensions: { type: "NOT_FOUND" },
  });
}

function forbidden(): GraphQLError {
  return new GraphQLError("Resource not accessible by integration", { extensions: { type: "FORBIDDEN" } });
}

/** What a server says of a field that its schema does not have, in a variable. */
function unknownField(type: string, name: string): Json {
  const explanation = `Field is not defined on ${type}`;
  return {
    message: `Variable $i0 of type ${type}! was provided invalid value for ${name} (${explanation})`,
    extensions: { problems: [{ path: [name], explanation }] },
  };
}
