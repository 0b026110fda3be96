/** The world moved between the look and the write: look again, plan again. */
export class StaleError extends Error {
  override readonly name = "StaleError";
}

/** Another process does what was to be done: it is done or left when one looks again. */
export class HeldError extends Error {
  override readonly name = "HeldError";
  /** Seconds after which to look again. */
  readonly again: number;

  constructor(message: string, again: number, options?: ErrorOptions) {
    super(message, options);
    this.again = again;
  }
}

/**
 * The world behind a host did not do what was asked.
 * `retryable`: the same call may succeed later. `ambiguous`: it may have been done although the answer was lost,
 * so nobody may repeat it before looking.
 */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly status: number;
  readonly retryable: boolean;
  readonly ambiguous: boolean;
  /** Milliseconds to wait before the next try, when the server said so. */
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    facts: { status: number; retryable: boolean; ambiguous?: boolean; retryAfter?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = facts.status;
    this.retryable = facts.retryable;
    this.ambiguous = facts.ambiguous ?? false;
    this.retryAfter = facts.retryAfter;
  }
}
