/**
 * Loaded into Portkey's gateway before it starts. It would listen on every interface, at a port that somebody else may
 * have taken by then: here it gets a free one on 127.0.0.1, and tells it to whoever started the process.
 */
import { type AddressInfo, Server } from "node:net";

const { listen } = Server.prototype;

Server.prototype.listen = function (this: Server, ...given: unknown[]): Server {
  const ready = given.find((each) => typeof each === "function") as (() => void) | undefined;
  this.once("listening", () => process.send?.((this.address() as AddressInfo).port));
  return (listen as (...all: unknown[]) => Server).call(this, 0, "127.0.0.1", ready);
};

// It must not outlive the tests, however they end.
process.on("disconnect", () => process.exit());
