import { hostContract } from "../contract/host-contract.ts";
import { memoryHost } from "./memory-host.ts";
import { dropBranch, editIssue, erase, label, merge, openIssue, push, say } from "./people.ts";
import { newWorld } from "./world.ts";

hostContract("memory", async () => {
  const world = newWorld({ files: { "README.md": "# Shop\n" } });
  world.permissions.set("alice", "write").set("trent", "read");
  return {
    host: memoryHost(world),
    people: {
      openIssue: async (login, title, labels = []) => openIssue(world, login, { title, labels }),
      say: async (login, issue, body) => say(world, login, issue, body),
      edit: async (login, issue, to) => editIssue(world, login, issue, to),
      label: async (login, issue, name) => label(world, login, issue, name),
      erase: async (_, comment) => erase(world, comment),
      push: async (login, branch, path, text) => void push(world, login, branch, path, text),
      dropBranch: async (_, branch) => dropBranch(world, branch),
      merge: async (login, pull) => void merge(world, pull, login),
    },
  };
});
