import fc from "fast-check";

/**
 * Random tests draw the same cases in every run, so that a change that is refused is refused for what it changed.
 * `GITCIDENT_SEED=random` draws new ones, as the nightly run does; a failure names its seed.
 */
const wanted = process.env["GITCIDENT_SEED"] ?? "20261121";
if (wanted !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
