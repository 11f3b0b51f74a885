/**
 * The version of the package, equal to that in package.json (a test compares them).
 * Subjects: version of the package.
 */
export const VERSION = '0.1.0';
