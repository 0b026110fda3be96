import type { Span } from "../../model/metrics.ts";
import type { PrintPart } from "../../reports/metrics/own-lists.ts";
import type { PrintedList } from "../../reports/metrics/splice-list.ts";
import { harmlessJson } from "../plain.ts";
import { writeSealed } from "../sealed.ts";
import { columnParts } from "./columns-bytes.ts";
import { readColumns } from "./known-table.ts";

/** What stands in printed metrics where. */
export interface PrintedPlaces {
  readonly lists: readonly PrintedList[];
  readonly settled: Span | null;
}

export interface Printed extends PrintedPlaces {
  readonly bytes: Uint8Array;
}

const name = "metrics-printed.bin";

/** What was printed last, of the files as they were kept under an id and as it was asked for. */
export function readPrinted(folder: string, id: string, asked: string): Printed | undefined {
  const columns = readColumns(folder, name, `${id} ${asked}`);
  const bytes = columns?.numbers["bytes"];
  return bytes instanceof Uint8Array ? { ...(columns?.said as PrintedPlaces), bytes } : undefined;
}

export function keepPrinted(
  folder: string,
  id: string,
  asked: string,
  bytes: readonly Uint8Array[],
  places: PrintedPlaces,
): void {
  const columns = { said: places, numbers: { bytes: Buffer.concat([...bytes]) }, texts: {} };
  writeSealed(folder, name, `${id} ${asked}`, columnParts(columns));
}

/** Bytes that are told at once: so much memory is used again where they are not kept. */
const roomBytes = 2 ** 16;

const encoder = new TextEncoder();

/** What is printed as bytes, and the end of the line. Tells where each list of its own stands. */
export function* bytesOf(parts: Iterable<PrintPart>, at?: (list: PrintedList) => void): Iterable<Uint8Array> {
  let [room, begin, end, before] = [Buffer.allocUnsafeSlow(roomBytes), 0, 0, 0];
  function* done(): Iterable<Uint8Array> {
    if (end > begin) yield room.subarray(begin, end);
    before += end - begin;
    begin = end;
  }
  function* written(text: string): Iterable<Uint8Array> {
    for (let rest = text; rest.length > 0; ) {
      const { read, written: used } = encoder.encodeInto(rest, room.subarray(end));
      end += used;
      rest = rest.slice(read);
      if (rest.length === 0) break;
      yield* done();
      [room, begin, end] = [Buffer.allocUnsafeSlow(roomBytes), 0, 0];
    }
  }
  let from = 0;
  for (const part of parts) {
    if (typeof part === "string") yield* written(harmlessJson(part));
    else if (part instanceof Uint8Array) {
      yield* done();
      yield part;
      before += part.length;
    } else {
      const place = before + end - begin;
      if (part.kind === "begins") from = place;
      else at?.({ name: part.list.name, n: part.list.n, indent: part.indent, from, to: place });
    }
  }
  yield* written("\n");
  yield* done();
}
