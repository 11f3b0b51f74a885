/**
 * fast-check with the same values in each `npm test`, so that a failure is that of the change, and with others each night
 * (`npm run test:long`). A failure names the seed and the path that repeat it.
 * Subjects: random values of tests; seed of fast-check.
 */

import fc from 'fast-check';

if (process.env['LONG_TESTS'] !== 'true') fc.configureGlobal({ seed: 20_261_123 });

export default fc;
