export { type CommandOptions, command } from "./command.ts";
export { type FileOptions, file } from "./file.ts";
