import type { Permission } from "../../model/world.ts";
import { textAt } from "./json.ts";

/** GitHub folds `maintain` into write and `triage` into read; servers that don't are folded here. Unsure is `none`. */
export function permissionOf(answer: unknown): Permission {
  const said = textAt(answer, "permission");
  if (said === "admin") return "admin";
  if (["write", "push", "maintain"].includes(said)) return "write";
  return ["read", "pull", "triage"].includes(said) ? "read" : "none";
}
