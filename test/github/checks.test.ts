import { expect, it } from "vitest";
import { startGitHub } from "./start.ts";

it("takes 50 annotations at a time and adds them up", async () => {
  const github = await startGitHub();
  const app = await github.asApp();
  const at = { owner: "octo", repo: "shop" };
  const note = { path: "README.md", start_line: 1, end_line: 1, annotation_level: "warning", message: "Hm" } as const;
  const output = (count: number) => ({
    title: "T",
    summary: "S",
    annotations: Array.from({ length: count }, () => note),
  });
  const head_sha = (await app.rest.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
  const run = { ...at, name: "check", head_sha };
  await expect(app.rest.checks.create({ ...run, output: output(51) })).rejects.toMatchObject({ status: 422 });
  github.validation.forgive();
  const { data } = await app.rest.checks.create({ ...run, output: output(50) });
  await app.rest.checks.update({ ...at, check_run_id: data.id, output: output(10) });
  const all = await app.paginate(app.rest.checks.listAnnotations, { ...at, check_run_id: data.id, per_page: 50 });
  expect(all).toHaveLength(60);
  const { data: runs } = await app.rest.checks.listForRef({ ...at, ref: head_sha, check_name: "check" });
  expect(runs.check_runs.map((one) => one.app?.slug)).toEqual(["gitcident"]);
  await expect(github.as("alice").rest.checks.create(run)).rejects.toMatchObject({ status: 403 });
  await github.close();
});
