import { type Route, route } from "../provider/route.ts";
import { downloadFile, retrieveFile } from "../provider/stored-file.ts";
import { createSpeech, createTranscription } from "./audio.ts";
import { cancelBatch, createBatch, listBatches, retrieveBatch } from "./batches.ts";
import { createChatCompletion } from "./chat.ts";
import { createClientSecret } from "./client-secrets.ts";
import { createCompletion } from "./completions.ts";
import { createEmbeddings } from "./embeddings.ts";
import { createFile, deleteFile, listFiles } from "./files.ts";
import { editImage, generateImage, varyImage } from "./images.ts";
import { listInputItems } from "./input-items.ts";
import { createModeration } from "./moderations.ts";
import { openRealtime } from "./realtime.ts";
import {
  cancelResponse,
  countInputTokens,
  createResponse,
  deleteResponse,
  retrieveResponse,
} from "./responses.ts";
import { openResponsesSocket } from "./responses-socket.ts";
import { addUploadPart, cancelUpload, completeUpload, createUpload } from "./uploads.ts";

/** What the provider answers in OpenAI's dialect, and in Azure's. */
export const openaiRoutes: readonly Route[] = [
  route("POST /chat/completions", createChatCompletion),
  route("POST /completions", createCompletion),
  route("POST /responses", createResponse),
  route("GET /responses", openResponsesSocket),
  route("GET /responses/:id", retrieveResponse),
  route("DELETE /responses/:id", deleteResponse),
  route("POST /responses/:id/cancel", cancelResponse),
  route("GET /responses/:id/input_items", listInputItems),
  route("POST /responses/input_tokens", countInputTokens),
  route("GET /realtime", openRealtime),
  route("POST /realtime/client_secrets", createClientSecret),
  route("POST /embeddings", createEmbeddings),
  route("POST /files", createFile),
  route("GET /files", listFiles),
  route("GET /files/:id", retrieveFile),
  route("GET /files/:id/content", downloadFile),
  route("DELETE /files/:id", deleteFile),
  route("POST /uploads", createUpload),
  route("POST /uploads/:id/parts", addUploadPart),
  route("POST /uploads/:id/complete", completeUpload),
  route("POST /uploads/:id/cancel", cancelUpload),
  route("POST /batches", createBatch),
  route("GET /batches", listBatches),
  route("GET /batches/:id", retrieveBatch),
  route("POST /batches/:id/cancel", cancelBatch),
  route("POST /images/generations", generateImage),
  route("POST /images/edits", editImage),
  route("POST /images/variations", varyImage),
  route("POST /audio/speech", createSpeech),
  route("POST /audio/transcriptions", createTranscription),
  route("POST /audio/translations", createTranscription),
  route("POST /moderations", createModeration),
];
