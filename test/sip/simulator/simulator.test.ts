/** Calls between two of us over a bad wire: every one ends at both ends, and nothing is left behind (RFC 3261 §12 to §17). */

import { expect } from 'chai';
import type { Session } from '../../../src/sip/session/session.js';
import { settle } from '../../support/virtual-clock.js';
import { Wire, randomOf, type Party } from './wire.js';

/** How many calls; the long run is asked for by the environment. */
const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 300);

/** One thing that a person may do at either end, whether it makes sense or not. */
function act(party: Party, random: () => number): void {
  const session: Session | undefined = party.sessions.at(-1);
  if (!session) return;
  const choice = random();
  const { status } = session.state;
  try {
    if (status === 'incoming') {
      if (choice < 0.6) session.accept();
      else if (choice < 0.75) session.reject();
      else if (choice < 0.9) session.progress();
      else session.terminate();
    } else if (status === 'established') {
      if (choice < 0.35) session.hold().catch(() => undefined);
      else if (choice < 0.6) session.unhold().catch(() => undefined);
      else if (choice < 0.75) session.reinvite().catch(() => undefined);
      else if (choice < 0.85) session.dtmf('1');
      else session.terminate();
    } else if (choice < 0.1) session.terminate();
  } catch (error) {
    expect(error).to.have.property('name', 'INVALID_STATE_ERROR');
  }
}

/** Runs one call; says whether it was answered. */
async function run(seed: number): Promise<boolean> {
  const random = randomOf(seed);
  const wire = new Wire(random, { loss: random() * 0.3, doubling: random() * 0.2, delay: random() * 1500 });
  const { alice, bob, clock } = wire;
  await Promise.all(wire.parties.map(({ ua }) => ua.start()));
  alice.sessions.push(alice.ua.invite('sip:bob@example.com'));
  for (let i = 0; i < 12; i++) {
    clock.after(random() * 40_000, () => act(random() < 0.5 ? alice : bob, random));
  }
  // In every third run a flow breaks, and comes back a little later.
  if (seed % 3 === 0) {
    const { transport, ua } = random() < 0.5 ? alice : bob;
    clock.after(random() * 45_000, () => {
      transport.cut();
      clock.after(random() * 20_000, () => void ua.start());
    });
  }
  // One end hangs up; the other has to learn of it from the wire.
  const last = random() < 0.5 ? alice : bob;
  clock.after(70_000, () => {
    for (const session of last.sessions) session.terminate();
  });
  await clock.drain();
  await settle();
  for (const [name, { ua, sessions }] of Object.entries({ alice, bob })) {
    const context = `seed ${seed}, ${name}\n${wire.trace.join('\n')}`;
    for (const session of sessions) expect(session.state.status, context).to.equal('ended');
    expect(ua.core.dialogs.size, `dialogs: ${context}`).to.equal(0);
    expect(ua.core.userAgentClients.size, `clients: ${context}`).to.equal(0);
    expect(ua.core.userAgentServers.size, `servers: ${context}`).to.equal(0);
    expect(ua.sessions.size, `sessions: ${context}`).to.equal(0);
  }
  expect(clock.pending, `timers: seed ${seed}`).to.equal(0);
  return alice.sessions[0]!.startTime !== undefined;
}

describe('two parties over a bad wire', function () {
  this.timeout(600_000);

  it(`end each of ${RUNS} calls, whatever is lost, late, out of order or doubled, and leave nothing behind`, async () => {
    const rejections: unknown[] = [];
    let answered = 0;
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', note);
    try {
      for (let seed = 1; seed <= RUNS; seed++) if (await run(seed)) answered++;
      await settle();
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(rejections).to.deep.equal([]);
    expect(answered, 'calls that were answered').to.be.greaterThan(RUNS / 4);
  });
});
