/**
 * `npm pack` and `npm publish`: builds dist/ first, so that a package is whole (npm's `prepack`). Nothing is done while a
 * build packs to check itself, as it would build for ever.
 */
if (process.env.SIP_ELEMENTS_BUILDING !== '1') await import('./build.mjs');
