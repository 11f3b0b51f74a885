/**
 * The folder of what is made before the site: the manifest and the sizes. A test names one of its own (`DOCS_REFERENCE`).
 * Subjects: manifest and sizes of the site, where they are read.
 */
export const REFERENCE = process.env['DOCS_REFERENCE'] ?? new URL('../../reference', import.meta.url).pathname;
