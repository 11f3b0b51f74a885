/**
 * How many seeded runs a random test makes: a fixed share in `npm test`, all of them in `npm run test:long` (LONG_TESTS=true).
 * Subjects: number of random runs.
 */
export const runs = (share: number, all: number): number => (process.env['LONG_TESTS'] === 'true' ? all : share);
