/** The manifest of the elements, as a module that main.ts makes. */
declare module 'virtual:manifest' {
  const manifest: unknown;
  export default manifest;
}
