export { type Browser, launchBrowser } from "./launch-browser.ts";
