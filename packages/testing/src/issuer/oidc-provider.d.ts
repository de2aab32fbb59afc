/** The class by itself: the package's main file prints a warning on runtimes other than an LTS of Node. */
declare module "oidc-provider/lib/provider.js" {
  export { Provider } from "oidc-provider";
}
