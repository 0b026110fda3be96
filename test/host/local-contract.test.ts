import { rmSync } from "node:fs";
import { localHost } from "../../src/host/local/local-host.ts";
import { hostContract } from "../contract/host-contract.ts";
import type { People } from "../contract/stage.ts";
import { cloneWith, emptyFolder, gitEnv } from "./clone.ts";

const needsGitHub = "needs a GitHub";

hostContract(
  "a clone",
  async () => {
    const clone = cloneWith();
    // Nobody's changes may be lost when others push to the branch that is checked out.
    clone.git("config", "receive.denyCurrentBranch", "updateInstead");
    const alice = emptyFolder();
    alice.git("clone", "-q", clone.path, ".");
    const never = async (): Promise<never> => {
      throw new Error(needsGitHub);
    };
    const people: People = {
      openIssue: never,
      say: never,
      edit: never,
      label: never,
      erase: never,
      merge: never,
      push: async (_, branch, path, text) => {
        alice.git("fetch", "-q", "origin");
        alice.git("checkout", "-q", "--detach", `origin/${branch}`);
        alice.write(path, text);
        alice.git("add", "--", path);
        alice.git("commit", "-q", "-m", `Edit ${path}`);
        alice.git("push", "-q", "origin", `HEAD:refs/heads/${branch}`);
      },
      dropBranch: async (_, branch) => void clone.git("branch", "-q", "-D", branch),
    };
    return {
      host: localHost({ root: clone.path, env: gitEnv }),
      people,
      close: async () => {
        for (const { path } of [clone, alice]) rmSync(path, { recursive: true, force: true });
      },
    };
  },
  {
    issues: needsGitHub,
    comments: needsGitHub,
    claims: needsGitHub,
    pulls: needsGitHub,
    checks: needsGitHub,
    reviews: needsGitHub,
  },
);
