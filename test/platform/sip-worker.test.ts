/** The SIP stack in a module worker: the same scenario as in Node and in a page. */

import { expect } from '@open-wc/testing';
import { LIFE } from './scenario.js';

describe('the SIP stack in a worker', () => {
  it('registers, makes a call and ends it, and answers a call that the caller ends', async () => {
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
