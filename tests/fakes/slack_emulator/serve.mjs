// Starts the Slack service of npm's `emulate` and says where it listens. Where its events go it is told by lines on
// stdin, each an address; what was said to one person only is at /whispers. No public call of 0.12.2 does either, so the
// file of the service is found by what it exports.
import { Server } from "node:net";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [dist, seed] = process.argv.slice(2);
const imported = (name) => import(pathToFileURL(join(dist, name)).href);

let webhooks;
for (const name of await readdir(dist)) {
  if (/^dist-\w+\.js$/.test(name) && (await readFile(join(dist, name), "utf8")).includes("slackPlugin")) {
    const { slackPlugin, getSlackStore } = await imported(name);
    const register = slackPlugin.register;
    slackPlugin.register = (app, store, hooks, ...rest) => {
      webhooks = hooks;
      app.get("/whispers", (c) => c.json(getSlackStore(store).ephemeralMessages.all()));
      return register.call(slackPlugin, app, store, hooks, ...rest);
    };
  }
}

const listen = Server.prototype.listen;
Server.prototype.listen = function (...given) {
  this.once("listening", () => console.log(`listening on http://127.0.0.1:${this.address().port}`));
  return listen.apply(this, given);
};

const { createEmulator } = await imported("api.js");
await createEmulator({ service: "slack", port: 0, hostname: "127.0.0.1", seed: JSON.parse(seed) });

for await (const url of createInterface({ input: process.stdin })) {
  webhooks.clear();
  webhooks.register({ url, events: ["*"], active: true, owner: "slack" });
  console.log(`events go to ${url}`);
}
