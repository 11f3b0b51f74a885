/** The SIP stack in a module worker, as it is in Node and in a page beside this file. */

import { expect } from '@open-wc/testing';
import { LIFE } from './scenario.js';

describe('the SIP stack in a worker', () => {
  it('registers, calls, hangs up, is called, answers and is hung up on', async () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    try {
      const result = await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message || 'the worker could not be loaded'));
      });
      expect(result).to.deep.equal({ wire: [...LIFE], hasDocument: false });
    } finally {
      worker.terminate();
    }
  });
});
