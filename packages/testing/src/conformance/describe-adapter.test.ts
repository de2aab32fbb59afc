import { VERSION } from "openai/version";
import { describe, test } from "vitest";
import { openaiDriver } from "../../test/openai-driver.ts";
import { connect } from "../../test/reference-adapter.ts";
import { remembering } from "../../test/remembering.ts";
import { describeAdapter } from "./describe-adapter.ts";

const driver = openaiDriver({ name: `createValet and openai ${VERSION}`, ...remembering(connect) });

describeAdapter(driver, { describe, test });
