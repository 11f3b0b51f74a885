/** What scripts/editor-data.mjs uses of the generators of editor data. */
declare module 'custom-element-vs-code-integration' {
  export function generateVsCodeCustomElementData(
    manifest: object,
    options: { outdir: string; hideLogs: boolean },
  ): void;
}
declare module 'custom-element-jet-brains-integration' {
  export function generateJetBrainsWebTypes(
    manifest: object,
    options: {
      outdir: string;
      packageJson: boolean;
      hideLogs: boolean;
      packageInfo: { name: string; version: string };
    },
  ): void;
}
