import type { Client } from "./client.ts";
import { permissionOf } from "./permission.ts";

/**
 * Those whom the repository lets be assigned, in the order given. GitHub answers 204 for each of them, else 404; where a
 * server has no such route, whoever may write can be assigned.
 */
export async function assignableAmong(client: Client, logins: readonly string[]): Promise<readonly string[]> {
  const able = await Promise.all(logins.map((login) => isAssignable(client, login)));
  return logins.filter((_, index) => able[index]);
}

async function isAssignable(client: Client, login: string): Promise<boolean> {
  if ((await client.find("/assignees/{assignee}", { assignee: login })) !== null) return true;
  const permission = permissionOf(await client.find("/collaborators/{username}/permission", { username: login }));
  return permission === "admin" || permission === "write";
}
