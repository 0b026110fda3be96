import { execute, GraphQLError, parse } from "graphql";
import { type Answer, answerJson, bodyOf, type Call, type Gap, type Json, jsonOf, ok, refuse } from "../exchange.ts";
import { checkGraphql, githubSchema } from "../validate-graphql.ts";
import type { World } from "../world.ts";
import { senderOf } from "./heads.ts";
import { corrected, readPull } from "./pull-state.ts";

/**
 * The few fields of GitHub's GraphQL API that have no REST twin, under GitHub's own schema.
 * https://docs.github.com/en/graphql/reference/mutations#markpullrequestreadyforreview
 */
export function graphql(world: World): Gap {
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
    return pullOf(pull);
  }

  function pullOf(pull: Json): Json {
    return {
      id: pull.node_id,
      number: pull.number,
      title: pull.title,
      body: pull.body ?? "",
      isDraft: pull.draft,
      merged: pull.merged,
      closed: pull.state === "closed",
      state: pull.merged ? "MERGED" : pull.state.toUpperCase(),
      headRefName: pull.head.ref,
      headRefOid: pull.head.sha,
      baseRefName: pull.base.ref,
      url: pull.html_url,
    };
  }

  async function repository({ owner, name }: { owner: string; name: string }): Promise<Json> {
    const repo = await world.repository(`${owner}/${name}`);
    return {
      id: repo.node_id,
      name: repo.name,
      nameWithOwner: repo.full_name,
      pullRequest: async ({ number }: { number: number }) => pullOf(await readPull(world, `${owner}/${name}`, number)),
    };
  }

  async function answer(call: Call): Promise<Answer> {
    const login = world.login(call);
    if (login === undefined) return refuse(401, "Requires authentication");
    const body = bodyOf(call);
    const problems = checkGraphql(body);
    if (problems.length > 0) return answerJson(200, { errors: problems.map((message) => ({ message })) });
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
        repository,
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

  return (call, next) => (call.method === "POST" && call.path === "/graphql" ? answer(call) : next(call));
}

function notFound(id: string): GraphQLError {
  return new GraphQLError(`Could not resolve to a node with the global id of '${id}'`, {
    extensions: { type: "NOT_FOUND" },
  });
}

function forbidden(): GraphQLError {
  return new GraphQLError("Resource not accessible by integration", { extensions: { type: "FORBIDDEN" } });
}
