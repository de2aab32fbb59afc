/** A chat model, a completion model or embeddings, and where it takes what it has to be given. */
export interface ClassEntry {
  /** The package that exports it. */
  readonly package: string;
  /** The field for a `fetch`; for `httpClient` that of an object with `request`. */
  readonly seam: "configuration.fetch" | "clientOptions.fetch" | "fetch" | "httpClient";
  /** The fields for its address, those that win first. */
  readonly address: readonly string[];
  /** The environment variables that it reads an address from where no field has one, those that win first. */
  readonly addressVariables: readonly string[];
  /** The address without any of these; none where the user has to give one. */
  readonly standard?: string;
  /** The environment variable that it reads its key from; none where it has no key. */
  readonly keyVariable?: string;
}

export type ClassName =
  | "ChatOpenAI"
  | "OpenAIEmbeddings"
  | "OpenAI"
  | "AzureChatOpenAI"
  | "AzureOpenAIEmbeddings"
  | "AzureOpenAI"
  | "ChatDeepSeek"
  | "ChatAnthropic"
  | "ChatGroq"
  | "ChatCerebras"
  | "ChatOllama"
  | "ChatMistralAI";

const openai: ClassEntry = {
  package: "@langchain/openai",
  seam: "configuration.fetch",
  address: ["configuration.baseURL", "baseUrl"],
  addressVariables: ["OPENAI_API_BASE", "OPENAI_BASE_URL"],
  standard: "https://api.openai.com/v1",
  keyVariable: "OPENAI_API_KEY",
};

const azure: ClassEntry = {
  package: "@langchain/openai",
  seam: "configuration.fetch",
  address: ["azureOpenAIBasePath", "azureOpenAIEndpoint", "azureOpenAIApiInstanceName"],
  addressVariables: ["AZURE_OPENAI_BASE_PATH", "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_INSTANCE_NAME"],
  keyVariable: "AZURE_OPENAI_API_KEY",
};

/** The classes that an auth can be put into: what the code goes by, the tests run through, and the README shows. */
export const classes: Readonly<Record<ClassName, ClassEntry>> = {
  ChatOpenAI: openai,
  OpenAIEmbeddings: openai,
  OpenAI: openai,
  AzureChatOpenAI: azure,
  AzureOpenAIEmbeddings: azure,
  AzureOpenAI: azure,
  ChatDeepSeek: {
    package: "@langchain/deepseek",
    seam: "configuration.fetch",
    address: ["configuration.baseURL"],
    addressVariables: [],
    standard: "https://api.deepseek.com",
    keyVariable: "DEEPSEEK_API_KEY",
  },
  ChatAnthropic: {
    package: "@langchain/anthropic",
    seam: "clientOptions.fetch",
    address: ["anthropicApiUrl", "clientOptions.baseURL"],
    addressVariables: ["ANTHROPIC_API_URL", "ANTHROPIC_BASE_URL"],
    standard: "https://api.anthropic.com",
    keyVariable: "ANTHROPIC_API_KEY",
  },
  ChatGroq: {
    package: "@langchain/groq",
    seam: "fetch",
    address: ["baseUrl"],
    addressVariables: ["GROQ_BASE_URL"],
    standard: "https://api.groq.com",
    keyVariable: "GROQ_API_KEY",
  },
  ChatCerebras: {
    package: "@langchain/cerebras",
    seam: "fetch",
    address: [],
    addressVariables: ["CEREBRAS_BASE_URL"],
    standard: "https://api.cerebras.ai",
    keyVariable: "CEREBRAS_API_KEY",
  },
  ChatOllama: {
    package: "@langchain/ollama",
    seam: "fetch",
    address: ["baseUrl"],
    addressVariables: ["OLLAMA_BASE_URL"],
    standard: "http://127.0.0.1:11434",
  },
  ChatMistralAI: {
    package: "@langchain/mistralai",
    seam: "httpClient",
    address: ["serverURL"],
    addressVariables: [],
    standard: "https://api.mistral.ai",
    keyVariable: "MISTRAL_API_KEY",
  },
};

/** Every entry that these fields may be for: that of the class where it is known, all where it is not. */
export function entriesFor(fields: object, known?: ClassName): readonly ClassEntry[] {
  if (known) return [classes[known]];
  const isAzure = Object.entries(fields).some(([name, value]) => /^azure/.test(name) && value != null);
  return isAzure ? [azure] : [...new Set(Object.values(classes))];
}
