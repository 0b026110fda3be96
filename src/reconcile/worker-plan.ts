import { planFor } from "../plan/plan.ts";
import { servePlans } from "./serve-plans.ts";

// The file that a plan worker runs.
servePlans(planFor);
