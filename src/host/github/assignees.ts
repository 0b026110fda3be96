import type { Client } from "./client.ts";

/** Those whom the repository lets be assigned, in the order given. GitHub answers 204 for each of them, else 404. */
export async function assignableAmong(client: Client, logins: readonly string[]): Promise<readonly string[]> {
  const able = await Promise.all(
    logins.map(async (assignee) => (await client.find("/assignees/{assignee}", { assignee })) !== null),
  );
  return logins.filter((_, index) => able[index]);
}
