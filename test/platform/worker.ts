/** The SIP stack in a worker: runs the scenario and posts the messages on the wire, or the error. */

import { live } from './scenario.js';

const report: Promise<object> = live().then(
  (wire) => ({ wire, hasDocument: 'document' in globalThis }),
  (error: unknown) => ({ error: String(error) }),
);
void report.then((result) => self.postMessage(result));
