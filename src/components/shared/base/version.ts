/** The version of the package, equal to that in package.json (a test compares them). */
export const VERSION = '0.1.0';
