import type { Effect, Plan } from "../model/effect.ts";

/** Whether an effect makes something that notifies people and that nobody can take back: an issue or a comment. */
export function creates(effect: Effect): boolean {
  return effect.kind === "open-issue" || (effect.kind === "comment" && effect.id === null);
}

/** The effects before the one that would create more than `most` things. */
export function creatingAtMost(most: number, effects: readonly Effect[]): readonly Effect[] {
  let created = 0;
  const end = effects.findIndex((effect) => creates(effect) && ++created > most);
  return end === -1 ? effects : effects.slice(0, end);
}

/**
 * Stops a plan that would create more than `most` issues and comments at once, and says so. The planners keep below it
 * or say more to people: this is the net under them.
 */
export function brake(plan: Plan, most: number): Plan {
  const created = plan.effects.filter(creates).length;
  if (created <= most) return plan;
  const note = `Brake: ${created} issues and comments would be created at once, at most ${most} are (\`brake\` in the config). Nothing of this plan was done.`;
  return { effects: [], notes: [...plan.notes, note], settles: true };
}
