import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "./exchange.ts";
import { randomFrom, shuffled } from "./random.ts";

export interface DeliveryMode {
  /** The share of deliveries that never leave, 0 to 1. */
  readonly drop?: number;
  /** How many more times a delivery may be sent, with the same GUID: 0 to this many, at random. */
  readonly duplicate?: number;
  /** Deliveries that wait together leave in any order, several at once. */
  readonly shuffle?: boolean;
  /** Milliseconds that each delivery waits, at least and at most. */
  readonly delayMs?: readonly [number, number];
  readonly seed?: number;
}

export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly action: string | undefined;
  readonly payload: Json;
  /** The answers, one for each time it was sent; 0: nobody answered. Empty: dropped, or still waiting. */
  readonly statuses: number[];
  readonly dropped: boolean;
}

export interface Deliveries {
  /** Where the app listens; undefined holds everything back until an address is known. */
  to(url: string | undefined): void;
  setMode(mode: DeliveryMode): void;
  /** Resolves when nothing is waiting and the emulator has been quiet for a moment. */
  flush(): Promise<void>;
  readonly log: readonly Delivery[];
  /** Takes in an event to be delivered. */
  accept(event: string, payload: Json): void;
  /** Says that a write was done, whose event may still be on its way. */
  stir(): void;
  close(): void;
}

/** GitHub waits ten seconds. https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks */
const patienceMs = 10_000;
/** How long the emulator, which sends its events after it has answered, may take to begin. */
const quietMs = 40;

/**
 * The postman between the emulator and the app: unique GUIDs, a signature over the bytes that are sent
 * (https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries), and, on request, all that goes
 * wrong on the way. A delivery that nobody answers is lost, as it is on GitHub.
 */
export function createDeliveries(
  secret: string,
  prepare: (event: string, payload: Json) => { event: string; payload: Json },
): Deliveries {
  const log: Delivery[] = [];
  const stop = new AbortController();
  let target: string | undefined;
  let mode: DeliveryMode = {};
  let random = randomFrom(1);
  let waiting: { readonly delivery: Delivery; readonly times: number }[] = [];
  let busy = false;
  let stirred = 0;

  async function post(delivery: Delivery): Promise<void> {
    const body = JSON.stringify(delivery.payload);
    const signature = createHmac("sha256", secret).update(body).digest("hex");
    const headers = {
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/test",
      "x-github-event": delivery.event,
      "x-github-delivery": delivery.id,
      "x-hub-signature-256": `sha256=${signature}`,
    };
    try {
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(patienceMs)]);
      const answer = await fetch(target as string, { method: "POST", headers, body, signal });
      await answer.arrayBuffer();
      delivery.statuses.push(answer.status);
    } catch {
      delivery.statuses.push(0);
    }
  }

  async function bring(delivery: Delivery): Promise<void> {
    const [least, most] = mode.delayMs ?? [0, 0];
    if (most > 0) await sleep(least + random() * (most - least), undefined, { signal: stop.signal }).catch(() => {});
    if (!stop.signal.aborted) await post(delivery);
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    while (target !== undefined && waiting.length > 0 && !stop.signal.aborted) {
      if (mode.shuffle) {
        await sleep(quietMs);
        const letters = waiting.flatMap(({ delivery, times }) => Array.from({ length: times }, () => delivery));
        waiting = [];
        await Promise.all(shuffled(letters, random).map(bring));
      } else {
        const next = waiting.shift() as (typeof waiting)[number];
        for (let time = 0; time < next.times; time++) await bring(next.delivery);
      }
      stirred = Date.now();
    }
    busy = false;
  }

  return {
    log,
    to(url) {
      target = url;
      void work();
    },
    setMode(next) {
      mode = next;
      random = randomFrom(next.seed ?? 1);
    },
    accept(event, payload) {
      const dropped = random() < (mode.drop ?? 0);
      const times = 1 + Math.floor(random() * ((mode.duplicate ?? 0) + 1));
      const ready = prepare(event, payload);
      const delivery = { id: randomUUID(), ...ready, action: ready.payload.action, statuses: [], dropped };
      log.push(delivery);
      stirred = Date.now();
      if (!dropped) waiting.push({ delivery, times });
      void work();
    },
    async flush() {
      while (busy || (waiting.length > 0 && target !== undefined) || Date.now() - stirred < quietMs) await sleep(5);
    },
    stir() {
      stirred = Date.now();
    },
    close: () => stop.abort(),
  };
}
