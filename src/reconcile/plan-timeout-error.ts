/** A target's planning took longer than a plan may take, and was stopped. */
export class PlanTimeoutError extends Error {
  override readonly name = "PlanTimeoutError";
  /** As `nameOf` names it. */
  readonly target: string;

  constructor(target: string, limit: number) {
    super(
      `Unexpected ${limit} ms of work on ${target}, expected a plan by then: shorten or simplify the texts that it reads`,
    );
    this.target = target;
  }
}
