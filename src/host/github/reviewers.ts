import type { Effect, Receipt } from "../../model/effect.ts";
import type { Client } from "./client.ts";
import { answered, staleWhen } from "./errors.ts";

/**
 * Asks for reviews. GitHub refuses the whole list for one member who can't review (422), so then each is asked alone
 * and the receipt says who was left out.
 */
export async function askReviewers(client: Client, effect: Effect<"reviewers">): Promise<Receipt> {
  const { pull, users } = effect;
  const teams = effect.teams.map((team) => team.replace(/^.*\//, ""));
  const request = (reviewers: readonly string[], slugs: readonly string[]): Promise<unknown> =>
    client.write("POST", "/pulls/{pull_number}/requested_reviewers", {
      pull_number: pull,
      ...(reviewers.length > 0 && { reviewers }),
      ...(slugs.length > 0 && { team_reviewers: slugs }),
    });
  if (users.length + teams.length === 0) return { done: true, number: pull };
  try {
    await request(users, teams);
    return { done: true, number: pull };
  } catch (error) {
    if (!answered(error, 422)) return staleWhen(error, (one) => one.status === 404);
  }
  const left: string[] = [];
  const alone = async (name: string, reviewers: readonly string[], slugs: readonly string[]): Promise<void> => {
    try {
      await request(reviewers, slugs);
    } catch (error) {
      if (!answered(error, 422)) throw error;
      left.push(name);
    }
  };
  for (const user of users) await alone(user, [user], []);
  for (const team of teams) await alone(team, [], [team]);
  const note = left.length > 0 ? { note: `GitHub does not let ${left.join(", ")} review` } : {};
  return { done: true, number: pull, ...note };
}
