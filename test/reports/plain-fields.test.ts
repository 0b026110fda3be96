import fc from "fast-check";
import { expect, it } from "vitest";
import { readField } from "../../src/model/fields.ts";
import { plainFields } from "../../src/model/plain-fields.ts";

const keys = [
  "kind",
  "status",
  "duplicate_of",
  "id",
  "title",
  "type",
  "services",
  "alerts",
  "runbooks",
  "started",
  "resolved",
];
const value = fc.oneof(
  fc.constantFrom<unknown>(
    "incident",
    "drill",
    "closed",
    "duplicate",
    "cancelled",
    "Closed",
    null,
    undefined,
    true,
    "",
  ),
  fc.constantFrom<unknown>(0, 7, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, "7", [], [""], ["a", 1], {}),
  fc.string(),
  fc.array(fc.string()),
);

it("reads each field as the schema does, whatever stands there", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys, "__proto__"), value), (given) => {
      const read = plainFields(given);
      expect(read.kind()).toEqual(readField(given, "kind"));
      expect(read.status()).toEqual(readField(given, "status"));
      expect(read.whole("duplicate_of")).toEqual(readField(given, "duplicate_of"));
      for (const key of ["id", "title", "started", "resolved"] as const)
        expect(read.text(key)).toEqual(readField(given, key));
      expect(read.text("type") ?? readField({}, "type")).toEqual(readField(given, "type"));
      for (const key of ["services", "alerts", "runbooks"] as const)
        expect(read.words(key)).toEqual(readField(given, key));
    }),
    { numRuns: 2000 },
  );
});
