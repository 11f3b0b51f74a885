/** Runs a state machine along the rows of a table in the form of a figure of RFC 3261: state, event, next state, effects. */

import { expect } from 'chai';
import type { Effect, Machine } from '../../../src/sip/transaction/machine.js';
import { DEFAULT_TIMING, type Timing } from '../../../src/sip/transaction/timing.js';

export const RELIABLE: Timing = DEFAULT_TIMING;
export const UNRELIABLE: Timing = { ...DEFAULT_TIMING, reliable: false };

/** An effect as text: `start A 500`, `stop B`, `send-request`. */
export function words(effects: readonly Effect[]): string[] {
  return effects.map((effect) => {
    if (effect.do === 'start') return `start ${effect.timer} ${effect.delay}`;
    return effect.do === 'stop' ? `stop ${effect.timer}` : effect.do;
  });
}

export interface Row<State, Event> {
  rule: string;
  from: State;
  on: Event;
  to: State;
  does: string[];
  timing?: Timing;
}

export function follow<State extends { name: string }, Event>(
  machine: Machine<State, Event>,
  rows: Row<State, Event>[],
): void {
  for (const { rule, from, on, to, does, timing = RELIABLE } of rows) {
    it(`${from.name}: ${rule}`, () => {
      const { state, effects } = machine(from, on, timing);
      expect(state).to.deep.equal(to);
      expect(words(effects)).to.deep.equal(does);
    });
  }
}

/** Tests that events which the figure does not have for a state change nothing. */
export function ignored<State extends { name: string }, Event>(
  machine: Machine<State, Event>,
  states: State[],
  events: Event[],
): void {
  for (const from of states) {
    it(`${from.name}: ignores every other event`, () => {
      for (const on of events) {
        const { state, effects } = machine(from, on, RELIABLE);
        expect(state, JSON.stringify(on)).to.deep.equal(from);
        expect(effects, JSON.stringify(on)).to.deep.equal([]);
      }
    });
  }
}
