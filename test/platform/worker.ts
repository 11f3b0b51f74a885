/** The SIP stack in a worker: lives the scenario and posts what went over the wire, or what went wrong. */

import { live } from './scenario.js';

const report: Promise<object> = live().then(
  (wire) => ({ wire, hasDocument: 'document' in globalThis }),
  (error: unknown) => ({ error: String(error) }),
);
void report.then((result) => self.postMessage(result));
