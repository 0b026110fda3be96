import type { Source } from "../../model/ask.ts";
import type { Sink } from "../../model/effect.ts";
import type { Client } from "./client.ts";
import { answered } from "./errors.ts";
import { nodeOf, noteNode, noteUser } from "./graphql/nodes.ts";
import { at, textAt } from "./json.ts";
import type { Memory } from "./memory.ts";
import { permissionOf } from "./permission.ts";

const tenMinutes = 600_000;

/** What GitHub says of the repository, believed for ten minutes. */
export function readRepository(client: Client, memory: Memory): Promise<unknown> {
  return memory.brief("repository", tenMinutes, () => client.get(""));
}

export function repositorySource(client: Client, memory: Memory): Pick<Source, "repository" | "permission" | "labels"> {
  return {
    repository: async () => {
      const repository = await readRepository(client, memory);
      return {
        owner: textAt(repository, "owner", "login") || client.owner,
        name: textAt(repository, "name") || client.repo,
        defaultBranch: textAt(repository, "default_branch") || "main",
        url: textAt(repository, "html_url").replace(/\/+$/, ""),
        self: client.self,
        lacks: [...memory.lacks].sort(),
        worker: memory.worker,
      };
    },
    permission: async ({ login }) => {
      const found = await client.find("/collaborators/{username}/permission", { username: login });
      noteUser(memory, at(found, "user"));
      return permissionOf(found);
    },
    labels: async () => {
      const labels = await client.list("/labels");
      for (const label of labels) noteNode(memory, nodeOf.label(textAt(label, "name")), textAt(label, "node_id"));
      return labels.map((label) => textAt(label, "name")).filter(Boolean);
    },
  };
}

export function repositorySink(client: Client): Pick<Sink, "make-label"> {
  return {
    "make-label": async ({ name, color, description }) => {
      try {
        const label = { name, color: color.replace(/^#/, ""), description: description.slice(0, 100) };
        await client.write("POST", "/labels", label);
        return { done: true };
      } catch (error) {
        // Somebody made it first? Then there it is.
        if (!answered(error, 422) || (await client.find("/labels/{name}", { name })) === null) throw error;
        return { done: true };
      }
    },
  };
}
