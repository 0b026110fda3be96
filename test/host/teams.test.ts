import { afterEach, describe, expect, it } from "vitest";
import { type GitHubStage, gitHubStage } from "../contract/github-stage.ts";
import { type Script, scripted } from "./scripted.ts";

let stage: GitHubStage | undefined;
let close: () => void = () => {};
afterEach(async () => {
  close();
  await stage?.close?.();
  stage = undefined;
});
const team = { kind: "team", slug: "sre" } as const;
const isTeam = (path: string): boolean => path.startsWith("/orgs/octo/teams/sre/members");

describe("who is in a team", () => {
  it("is read from GitHub, by a request that its description knows", async () => {
    stage = await gitHubStage();
    const admin = stage.github.as("octo-admin");
    expect(await stage.host.source.team(team)).toBeNull();
    await admin.request("POST /orgs/{org}/teams", { org: "octo", name: "sre-2" });
    for (const username of ["alice", "octo-db"]) {
      const place = { org: "octo", team_slug: "sre-2", username, role: "member" } as const;
      await admin.request("PUT /orgs/{org}/teams/{team_slug}/memberships/{username}", place);
    }
    // Only what the test does to set the stage is none of the requests that we know.
    stage.github.validation.forgive();
    expect(await stage.host.source.team({ kind: "team", slug: "sre-2" })).toEqual(["alice", "octo-db"]);
  });

  const open = async (script: Script) => {
    const server = await scripted(script);
    close = server.close;
    return server;
  };

  it("is asked once within minutes", async () => {
    const { host, asked } = await open(({ path }) =>
      isTeam(path) ? [{ login: "alice" }, { login: null }] : undefined,
    );
    expect(await host.source.team(team)).toEqual(["alice"]);
    expect(await host.source.team(team)).toEqual(["alice"]);
    expect(asked).toHaveLength(1);
  });

  it.each([403, 404])("is unknown to who may not know it: %i", async (status) => {
    const { host } = await open(() => ({ status, json: { message: "Resource not accessible by integration" } }));
    expect(await host.source.team(team)).toBeNull();
  });
});
