import { gitHubStage } from "../contract/github-stage.ts";
import { hostContract } from "../contract/host-contract.ts";

hostContract("GitHub", () => gitHubStage());
hostContract("an older server", () => gitHubStage({ bare: true }));
hostContract("GitHub with GraphQL documents", () => gitHubStage({ documentsFrom: 1 }));
