import type { PartsRead } from "./byte-parts.ts";
import type { Frame, Seldom } from "./frame.ts";
import type { Tally } from "./tally.ts";

/** Lists of numbers, one for each incident file: those of the file at `i` end at `ends[i]`. */
export interface Ragged {
  readonly all: Uint32Array;
  readonly ends: Uint32Array;
}

/** A report that was kept, as columns. Nothing of it is copied, and what is seldom asked for is not read before. */
export interface Kept {
  /** As it is printed: UTF-8. */
  readonly text: Uint8Array;
  readonly frame: Frame;
  /** Of the incident files in the order of their paths: what they are, as numbers of `lineKinds`. */
  readonly kinds: Uint8Array;
  readonly minutes: Float64Array;
  /** From and to of each, one after the other. */
  readonly rows: Uint32Array;
  readonly broken: Uint32Array;
  readonly services: Ragged;
  readonly costs: Ragged;
  readonly runbooks: Ragged;
  readonly spellingKeys: Uint32Array;
  readonly serviceRows: Uint32Array;
  readonly serviceBits: Uint8Array;
  readonly tally: Tally;
  readonly gapRows: Uint32Array;
  readonly gapKinds: Uint8Array;
  readonly gapRefs: Uint32Array;
  readonly paths: () => readonly string[];
  readonly seldom: <Name extends keyof Seldom>(name: Name) => Seldom[Name];
  /** Of `alertRunbooks`, see keep-coverage.ts. */
  readonly alertRunbooks: () => string;
}

/** What `keepCoverage` made, as it is read back. */
export function openKept(parts: PartsRead): Kept {
  const { bytes, counts, numbers } = parts;
  const known = new Map<string, unknown>();
  const once = <T>(name: string, read: () => T): T => {
    if (!known.has(name)) known.set(name, read());
    return known.get(name) as T;
  };
  const ragged = (name: string): Ragged => ({ all: counts(name), ends: counts(`${name}Ends`) });
  return {
    text: bytes("text"),
    frame: parts.json("frame") as Frame,
    kinds: bytes("kinds"),
    minutes: numbers("minutes"),
    rows: counts("rows"),
    broken: counts("broken"),
    services: ragged("lineServices"),
    costs: ragged("lineCosts"),
    runbooks: ragged("lineRunbooks"),
    spellingKeys: counts("spellingKeys"),
    serviceRows: counts("serviceRows"),
    serviceBits: bytes("serviceBits"),
    tally: {
      services: {
        first: counts("serviceFirst"),
        counts: counts("serviceCounts"),
        measured: counts("serviceMeasured"),
        minutes: numbers("serviceMinutes"),
      },
      costs: { counts: counts("costCounts"), measured: counts("costMeasured"), minutes: numbers("costMinutes") },
      runbooks: counts("usedRunbooks"),
    },
    gapRows: counts("gapRows"),
    gapKinds: bytes("gapKinds"),
    gapRefs: counts("gapRefs"),
    paths: () => once("paths", () => (bytes("paths").length === 0 ? [] : parts.text("paths").split("\0"))),
    seldom: <Name extends keyof Seldom>(name: Name) => once(name, () => parts.json(name) as Seldom[Name]),
    alertRunbooks: () => once("alertRunbooks", () => parts.text("alertRunbooks")),
  };
}
