/** A token in a projected volume is rotated as the kubelet does it; it asserts that no call fails. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { authFetch } from "@valetkey/core";
import { file } from "@valetkey/core/node";
import { startProvider } from "@valetkey/testing";

await using provider = await startProvider();
const volume = await mkdtemp(join(tmpdir(), "projected-"));
let version = 0;

/** A folder for each version, and one symbolic link that is renamed over the one before: `..data`. */
async function project(token: string): Promise<void> {
  version += 1;
  await mkdir(join(volume, `..version_${version}`));
  await writeFile(join(volume, `..version_${version}`, "token"), token);
  await symlink(`..version_${version}`, join(volume, "..data_tmp"));
  await rename(join(volume, "..data_tmp"), join(volume, "..data"));
}
await project(provider.key);
await symlink(join("..data", "token"), join(volume, "token")); // what the program sees

// In a pod: file("/var/run/secrets/tokens/llm-gateway")
const send = authFetch({ key: file(join(volume, "token")), baseURL: provider.baseURL });
const call = async () => {
  const response = await send(`${provider.baseURL}/models`);
  await response.body?.cancel();
  assert.equal(response.status, 200);
};

await call();
for (let rotation = 0; rotation < 3; rotation += 1) {
  await project(provider.rotate()); // the old token is refused from now on
  await Promise.all([call(), call(), call()]);
}

assert.equal(provider.stats.statuses[200], 10);
assert.ok(provider.stats.statuses[401]); // refused, and sent once more with what the file said by then
await rm(volume, { recursive: true });
console.log("10 calls, 3 rotations, 0 failures");
