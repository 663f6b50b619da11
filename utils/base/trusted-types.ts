/** The part of `globalThis.trustedTypes` that is used here; TypeScript's own library lacks it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: {
      createHTML(text: string, type: string, sink: string): string | undefined;
      createScriptURL(url: string): string | undefined;
    },
  ): unknown;
}

/** Where markup is only read: what comes of it runs and loads nothing. */
const readingSink = 'DOMParser parseFromString';

/**
 * Lets markup be parsed and our own worker files be started under `require-trusted-types-for`; every other way from a text to
 * something that runs (`innerHTML`, `eval`, a script of another origin) throws. To be called first in pages and background;
 * without effect in browsers that do not know trusted types.
 * https://w3c.github.io/trusted-types/dist/spec/#default-policy-hdr
 */
export function allowOnlyOurScripts(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createHTML: (text, _, sink) => (sink === readingSink ? text : undefined),
    createScriptURL: (url) =>
      new URL(url, location.href).origin === location.origin ? url : undefined,
  });
}
