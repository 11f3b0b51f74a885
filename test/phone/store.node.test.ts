import { expect } from 'chai';
import { Store } from '../../src/phone/store.js';

describe('The observable state', () => {
  it('calls a listener with the new and the previous state', () => {
    const store = new Store({ a: 1, b: 1 });
    const heard: unknown[] = [];
    store.subscribe((state, previous) => heard.push([state.a, previous.a]));
    store.update({ a: 2 });
    store.update({ a: 2 });
    expect(heard).to.deep.equal([[2, 1]]);
  });

  it('calls all listeners in the order of the changes, also for a change that a listener makes', () => {
    const store = new Store({ n: 0 });
    const heard: number[] = [];
    store.subscribe(({ n }) => n === 1 && store.update({ n: 2 }));
    store.subscribe(({ n }) => heard.push(n));
    store.update({ n: 1 });
    expect(heard).to.deep.equal([1, 2]);
  });

  it('does not call a removed listener', () => {
    const store = new Store({ n: 0 });
    const heard: number[] = [];
    const leave = store.subscribe(({ n }) => heard.push(n));
    store.update({ n: 1 });
    leave();
    store.update({ n: 2 });
    expect(heard).to.deep.equal([1]);
  });

  it('calls the next listener when one throws', () => {
    const platform = globalThis as { reportError?: (error: unknown) => void };
    const before = platform.reportError;
    const reported: unknown[] = [];
    platform.reportError = (error) => reported.push(error);
    try {
      const store = new Store({ n: 0 });
      const heard: number[] = [];
      store.subscribe(() => {
        throw new Error('broken');
      });
      store.subscribe(({ n }) => heard.push(n));
      store.update({ n: 1 });
      expect(heard).to.deep.equal([1]);
      expect(reported).to.have.length(1);
    } finally {
      if (before) platform.reportError = before;
      else delete platform.reportError;
    }
  });
});
