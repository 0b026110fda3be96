// Cuts GitHub's OpenAPI description down to what requests need: node test/github/prune-openapi.mjs <description.json>
// The description is generated/api.github.com.deref.json of the npm package @octokit/openapi.
import { readFileSync, writeFileSync } from "node:fs";

const wanted = `
GET /app
GET /app/installations
GET /app/installations/{installation_id}
POST /app/installations/{installation_id}/access_tokens
GET /apps/{app_slug}
GET /installation/repositories
GET /meta
GET /rate_limit
GET /user
GET /users/{username}
GET /orgs/{org}
GET /orgs/{org}/installation
GET /orgs/{org}/members
GET /orgs/{org}/teams/{team_slug}
GET /orgs/{org}/teams/{team_slug}/members
GET /search/issues
GET /search/repositories
GET /repos/{owner}/{repo}
PATCH /repos/{owner}/{repo}
GET /repos/{owner}/{repo}/assignees
GET /repos/{owner}/{repo}/assignees/{assignee}
GET /repos/{owner}/{repo}/branches
GET /repos/{owner}/{repo}/branches/{branch}
GET /repos/{owner}/{repo}/branches/{branch}/protection
PUT /repos/{owner}/{repo}/branches/{branch}/protection
DELETE /repos/{owner}/{repo}/branches/{branch}/protection
POST /repos/{owner}/{repo}/check-runs
GET /repos/{owner}/{repo}/check-runs/{check_run_id}
PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}
GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations
POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest
GET /repos/{owner}/{repo}/collaborators
PUT /repos/{owner}/{repo}/collaborators/{username}
DELETE /repos/{owner}/{repo}/collaborators/{username}
GET /repos/{owner}/{repo}/collaborators/{username}/permission
GET /repos/{owner}/{repo}/commits
GET /repos/{owner}/{repo}/commits/{ref}
GET /repos/{owner}/{repo}/commits/{ref}/check-runs
GET /repos/{owner}/{repo}/commits/{ref}/check-suites
GET /repos/{owner}/{repo}/compare/{basehead}
GET /repos/{owner}/{repo}/contents/{path}
PUT /repos/{owner}/{repo}/contents/{path}
DELETE /repos/{owner}/{repo}/contents/{path}
POST /repos/{owner}/{repo}/git/blobs
GET /repos/{owner}/{repo}/git/blobs/{file_sha}
POST /repos/{owner}/{repo}/git/commits
GET /repos/{owner}/{repo}/git/commits/{commit_sha}
GET /repos/{owner}/{repo}/git/matching-refs/{ref}
GET /repos/{owner}/{repo}/git/ref/{ref}
POST /repos/{owner}/{repo}/git/refs
PATCH /repos/{owner}/{repo}/git/refs/{ref}
DELETE /repos/{owner}/{repo}/git/refs/{ref}
POST /repos/{owner}/{repo}/git/trees
GET /repos/{owner}/{repo}/git/trees/{tree_sha}
GET /repos/{owner}/{repo}/installation
GET /repos/{owner}/{repo}/issues
POST /repos/{owner}/{repo}/issues
GET /repos/{owner}/{repo}/issues/comments
GET /repos/{owner}/{repo}/issues/comments/{comment_id}
PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}
DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}
GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions
POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions
DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}
GET /repos/{owner}/{repo}/issues/events
GET /repos/{owner}/{repo}/issues/{issue_number}
PATCH /repos/{owner}/{repo}/issues/{issue_number}
POST /repos/{owner}/{repo}/issues/{issue_number}/assignees
DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees
GET /repos/{owner}/{repo}/issues/{issue_number}/comments
POST /repos/{owner}/{repo}/issues/{issue_number}/comments
GET /repos/{owner}/{repo}/issues/{issue_number}/events
GET /repos/{owner}/{repo}/issues/{issue_number}/labels
POST /repos/{owner}/{repo}/issues/{issue_number}/labels
PUT /repos/{owner}/{repo}/issues/{issue_number}/labels
DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels
DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}
PUT /repos/{owner}/{repo}/issues/{issue_number}/lock
DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock
GET /repos/{owner}/{repo}/issues/{issue_number}/parent
GET /repos/{owner}/{repo}/issues/{issue_number}/reactions
POST /repos/{owner}/{repo}/issues/{issue_number}/reactions
DELETE /repos/{owner}/{repo}/issues/{issue_number}/reactions/{reaction_id}
DELETE /repos/{owner}/{repo}/issues/{issue_number}/sub_issue
GET /repos/{owner}/{repo}/issues/{issue_number}/sub_issues
POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues
GET /repos/{owner}/{repo}/issues/{issue_number}/timeline
GET /repos/{owner}/{repo}/labels
POST /repos/{owner}/{repo}/labels
GET /repos/{owner}/{repo}/labels/{name}
PATCH /repos/{owner}/{repo}/labels/{name}
DELETE /repos/{owner}/{repo}/labels/{name}
GET /repos/{owner}/{repo}/pulls
POST /repos/{owner}/{repo}/pulls
GET /repos/{owner}/{repo}/pulls/{pull_number}
PATCH /repos/{owner}/{repo}/pulls/{pull_number}
GET /repos/{owner}/{repo}/pulls/{pull_number}/comments
GET /repos/{owner}/{repo}/pulls/{pull_number}/commits
GET /repos/{owner}/{repo}/pulls/{pull_number}/files
GET /repos/{owner}/{repo}/pulls/{pull_number}/merge
PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge
GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers
POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers
DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers
GET /repos/{owner}/{repo}/pulls/comments/{comment_id}
PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}
DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}
POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies
GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews
POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews
GET /repos/{owner}/{repo}/readme
`;

const noise = new Set(["description", "example", "examples", "default", "title", "externalDocs", "deprecated"]);

/**
 * A schema without its prose and in the words of JSON Schema: `nullable` becomes a type, `oneOf` (whose branches
 * GitHub lets overlap) `anyOf`. Under `properties` every key is a name and stays.
 */
function lean(value, names = false) {
  if (Array.isArray(value)) return value.map((item) => lean(item));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key]) => names || !(noise.has(key) || key.startsWith("x-")));
  if (names) return Object.fromEntries(kept.map(([key, item]) => [key, lean(item)]));
  const { nullable, oneOf, format, ...rest } = Object.fromEntries(
    kept.map(([key, item]) => [key, lean(item, key === "properties")]),
  );
  const schema = { ...rest };
  if (oneOf) schema.anyOf = oneOf;
  if (format === "date-time") schema.format = format;
  if (!nullable) return schema;
  return { anyOf: [schema, { type: "null" }] };
}

const [input] = process.argv.slice(2);
if (!input) throw new Error("Unexpected end of the command, expected the path of GitHub's OpenAPI description");
const source = JSON.parse(readFileSync(input, "utf8"));
const operations = wanted
  .trim()
  .split("\n")
  .map((line) => {
    const [method, path] = line.split(" ");
    const operation = source.paths[path]?.[method.toLowerCase()];
    if (!operation) throw new Error(`Unexpected operation ${line}, expected one of GitHub's`);
    const parameters = [...(source.paths[path].parameters ?? []), ...(operation.parameters ?? [])];
    const body = operation.requestBody?.content?.["application/json"]?.schema;
    return {
      method,
      path,
      id: operation.operationId,
      parameters: parameters
        .filter((parameter) => parameter.in === "path" || parameter.in === "query")
        .map(({ name, in: place, required, schema }) => ({ name, in: place, required: required ?? false, schema: lean(schema) })),
      ...(body ? { body: lean(body), bodyRequired: operation.requestBody.required ?? false } : {}),
    };
  });
const description = { version: source.info.version, operations };
writeFileSync(new URL("openapi.json", import.meta.url), `${JSON.stringify(description)}\n`);
