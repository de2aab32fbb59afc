import { type Route, route } from "../provider/route.ts";
import { createSpeech, createTranscription } from "./audio.ts";
import { cancelBatch, createBatch, listBatches, retrieveBatch } from "./batches.ts";
import { createChatCompletion } from "./chat.ts";
import { createEmbeddings } from "./embeddings.ts";
import { createFile, deleteFile, downloadFile, listFiles, retrieveFile } from "./files.ts";
import { editImage, generateImage } from "./images.ts";
import { createModeration } from "./moderations.ts";
import { openRealtime } from "./realtime.ts";
import { createResponse, deleteResponse, retrieveResponse } from "./responses.ts";
import { openResponsesSocket } from "./responses-socket.ts";

/** What the provider answers in OpenAI's dialect, and in Azure's. */
export const openaiRoutes: readonly Route[] = [
  route("POST /chat/completions", createChatCompletion),
  route("POST /responses", createResponse),
  route("GET /responses", openResponsesSocket),
  route("GET /responses/:id", retrieveResponse),
  route("DELETE /responses/:id", deleteResponse),
  route("GET /realtime", openRealtime),
  route("POST /embeddings", createEmbeddings),
  route("POST /files", createFile),
  route("GET /files", listFiles),
  route("GET /files/:id", retrieveFile),
  route("GET /files/:id/content", downloadFile),
  route("DELETE /files/:id", deleteFile),
  route("POST /batches", createBatch),
  route("GET /batches", listBatches),
  route("GET /batches/:id", retrieveBatch),
  route("POST /batches/:id/cancel", cancelBatch),
  route("POST /images/generations", generateImage),
  route("POST /images/edits", editImage),
  route("POST /audio/speech", createSpeech),
  route("POST /audio/transcriptions", createTranscription),
  route("POST /audio/translations", createTranscription),
  route("POST /moderations", createModeration),
];
