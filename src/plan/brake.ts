import type { Effect, Plan } from "../model/effect.ts";

/** The most issues and comments that one plan may create: more than that is a mistake until a person says otherwise. */
export const mostCreated = 20;

/** Stops a plan that would create too much at once, and says so. Everything that creates nothing still happens. */
export function brake(plan: Plan): Plan {
  const created = plan.effects.filter(creates);
  if (created.length <= mostCreated) return plan;
  const note = `Brake: ${created.length} issues and comments would be created at once, at most ${mostCreated} are. Nothing of this plan was done.`;
  return { effects: [], notes: [...plan.notes, note], settles: true };
}

function creates(effect: Effect): boolean {
  return effect.kind === "open-issue" || (effect.kind === "comment" && effect.id === null);
}
