import { type Route, route } from "../provider/route.ts";
import { downloadFile, retrieveFile } from "../provider/stored-file.ts";
import {
  cancelMessageBatch,
  createMessageBatch,
  deleteMessageBatch,
  listMessageBatches,
  messageBatchResults,
  retrieveMessageBatch,
} from "./batches.ts";
import { deleteFile, listFiles, uploadFile } from "./files.ts";
import { countMessageTokens, createMessage } from "./messages.ts";

/** What the provider answers in Anthropic's dialect. */
export const anthropicRoutes: readonly Route[] = [
  route("POST /messages", createMessage),
  route("POST /messages/count_tokens", countMessageTokens),
  route("POST /messages/batches", createMessageBatch),
  route("GET /messages/batches", listMessageBatches),
  route("GET /messages/batches/:id", retrieveMessageBatch),
  route("POST /messages/batches/:id/cancel", cancelMessageBatch),
  route("GET /messages/batches/:id/results", messageBatchResults),
  route("DELETE /messages/batches/:id", deleteMessageBatch),
  route("POST /files", uploadFile),
  route("GET /files", listFiles),
  route("GET /files/:id", retrieveFile),
  route("GET /files/:id/content", downloadFile),
  route("DELETE /files/:id", deleteFile),
];
