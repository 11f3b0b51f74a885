/** Typed events: order, once, and listeners that throw. */

import { expect } from 'chai';
import { Emitter } from '../../../src/sip/base/emitter.js';

interface Events {
  message: [text: string, at: number];
  end: [];
}

describe('Emitter', () => {
  it('calls listeners in the order of their registration, with the arguments of the event', () => {
    const emitter = new Emitter<Events>();
    const seen: string[] = [];
    emitter
      .on('message', (text, at) => seen.push(`first ${text} ${at}`))
      .on('message', (text) => seen.push(`second ${text}`));
    expect(emitter.emit('message', 'hello', 7)).to.equal(true);
    expect(seen).to.deep.equal(['first hello 7', 'second hello']);
    expect(emitter.emit('end')).to.equal(false);
  });

  it("has the method names of Node's EventEmitter beside on() and off()", () => {
    const emitter = new Emitter<Events>();
    const seen: string[] = [];
    const one = (): void => void seen.push('one');
    const two = (): void => void seen.push('two');
    emitter.addListener('end', one).addListener('end', two);
    expect(emitter.listenerCount('end')).to.equal(2);
    emitter.removeListener('end', one).emit('end');
    emitter.removeAllListeners('end').emit('end');
    emitter.on('end', one).on('message', two).removeAllListeners().emit('message', '', 0);
    expect(seen).to.deep.equal(['two']);
  });

  it('calls the next listener, and returns to the sender, when a listener throws, and reports the exception', () => {
    const reported: unknown[] = [];
    const platform = globalThis as { reportError?: (error: unknown) => void };
    const saved = platform.reportError;
    platform.reportError = (error) => reported.push(error);
    try {
      const emitter = new Emitter<Events>();
      const broken = new Error('broken listener');
      let reached = false;
      emitter.on('end', () => {
        throw broken;
      });
      emitter.on('end', () => (reached = true));
      emitter.emit('end');
      expect(reached).to.equal(true);
      expect(reported).to.deep.equal([broken]);
    } finally {
      if (saved) platform.reportError = saved;
      else delete platform.reportError;
    }
  });

  // @seed Transport.off(event, listener): no more
  it('calls a once() listener once, and lets a listener remove itself during its call', () => {
    const emitter = new Emitter<Events>();
    let once = 0;
    let removed = 0;
    emitter.once('end', () => once++);
    const self = (): void => {
      removed++;
      emitter.off('end', self);
    };
    emitter.on('end', self);
    emitter.emit('end');
    emitter.emit('end');
    expect([once, removed, emitter.listenerCount('end')]).to.deep.equal([1, 1, 0]);
  });
});
