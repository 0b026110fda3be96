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
import { keyOf, type World } from "../world.ts";

interface Place {
  readonly repo: string;
  readonly path: string;
  readonly first: number;
  readonly line: number;
  /** The commented lines when they were commented. */
  readonly text: string;
}

/**
 * Review comments on lines: the emulator knows the older positions in a diff only. A line outside of the diff is refused,
 * and a comment whose lines changed since has no `line`. What moved up or down is found by its text here.
 * https://docs.github.com/en/rest/pulls/reviews and https://docs.github.com/en/rest/pulls/comments
 */
export function reviewComments(world: World): Gap {
  const places = new Map<number, Place>();

  async function textAt(repo: string, path: string, sha: string): Promise<readonly string[]> {
    const found = await world.ask("GET", `/repos/${repo}/contents/${path}?ref=${sha}`);
    return ok(found)
      ? Buffer.from(jsonOf(found).content ?? "", "base64")
          .toString("utf8")
          .split("\n")
      : [];
  }

  async function review(
    call: Call,
    repo: string,
    number: string,
    next: (call: Call) => Promise<Answer>,
  ): Promise<Answer> {
    const body = bodyOf(call) ?? {};
    const given: Json[] = body.comments ?? [];
    const head = world.pulls.get(keyOf(repo, number))?.head ?? "";
    if (body.commit_id !== undefined && body.commit_id !== head) return unresolved("commit_id");
    const pull = jsonOf(await world.ask("GET", `/repos/${repo}/pulls/${number}`));
    const { files } = await world.read(`/repos/${repo}/compare/${encodeURIComponent(pull.base.ref)}...${head}`);
    for (const { path, line, start_line: first = line } of given) {
      const patch: string = files.find(({ filename }: Json) => filename === path)?.patch ?? "";
      const inside = Array.from(patch.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)).some(
        ([, from, count = "1"]) => first >= Number(from) && line < Number(from) + Number(count) && first <= line,
      );
      if (!inside) return unresolved("line");
    }
    const answer = await next(
      withBody(call, { ...body, comments: given.map((one) => ({ ...one, position: one.line })) }),
    );
    if (!ok(answer)) return answer;
    const made: Json[] = await world.readAll(`/repos/${repo}/pulls/${number}/reviews/${jsonOf(answer).id}/comments`);
    for (const [index, { id }] of made.entries()) {
      const { path, line, start_line: first = line } = given[index];
      const lines = await textAt(repo, path, head);
      places.set(id, { repo, path, first, line, text: lines.slice(first - 1, line).join("\n") });
    }
    return answer;
  }

  async function shown(repo: string, number: string, comment: Json): Promise<Json> {
    const place = places.get(comment.id);
    if (!place) return comment;
    const lines = await textAt(repo, place.path, world.pulls.get(keyOf(repo, number))?.head ?? "");
    const height = place.line - place.first + 1;
    const at = lines.findIndex((_, index) => lines.slice(index, index + height).join("\n") === place.text);
    const line = at === -1 ? null : at + height;
    const { line: original_line, first } = place;
    return {
      ...comment,
      line,
      start_line: height > 1 && line ? at + 1 : null,
      original_line,
      original_start_line: first,
    };
  }

  return async (call, next) => {
    const made = match(call, "POST", "/repos/:owner/:repo/pulls/:number/reviews");
    if (made) return review(call, `${made["owner"]}/${made["repo"]}`, made["number"] ?? "", next);
    const answer = await next(call);
    const listed = match(call, "GET", "/repos/:owner/:repo/pulls/:number/comments");
    if (!listed || !ok(answer)) return answer;
    const repo = `${listed["owner"]}/${listed["repo"]}`;
    const all: Json[] = jsonOf(answer);
    return withJson(answer, await Promise.all(all.map((one) => shown(repo, listed["number"] ?? "", one))));
  };
}

function unresolved(field: string): Answer {
  return refuse(422, "Unprocessable Entity", { errors: [`Pull request review thread ${field} could not be resolved`] });
}
