import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** A service that gives every request the same answer, in a thread of its own, so that it takes no time from the SDK's. */
export async function startLoopback(answer: object): Promise<AsyncDisposable & { readonly baseURL: string }> {
  const worker = new Worker(
    `import { createServer } from "node:http";
     import { parentPort, workerData } from "node:worker_threads";
     const server = createServer((request, response) => {
       request.resume().once("end", () => {
         response.writeHead(200, { "content-type": "application/json" }).end(workerData);
       });
     });
     server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`,
    { eval: true, workerData: JSON.stringify(answer) },
  );
  const [port] = (await once(worker, "message")) as [number];
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
