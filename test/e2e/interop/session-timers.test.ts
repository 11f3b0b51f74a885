/** Session timers at real servers (RFC 4028). The calls of all servers go on at the same time, as a refresh takes half of 90 s. */
import { expect } from 'chai';
import type { Context } from 'mocha';
import { SERVERS as START } from '../support/servers.js';
import { waitForSoundAt as hear } from '../support/sound.js';
import { until } from '../support/until.js';
import { accepted, callsCarol, ends, last, openCast, type Cast } from './cast.js';
import { SERVERS, SERVER_FEATURES, groupTitle, type ServerName } from './features.mjs';

/** How many refreshes were sent or received; either party may be the one that refreshes. */
const refreshes = (cast: Cast): number => {
  const wire = last(cast);
  const received = wire.fromServer.filter((text) => /^(UPDATE|INVITE) /.test(text)).length;
  return accepted(wire, 'UPDATE') + accepted(wire, 'INVITE') + received;
};

interface TimedCall {
  readonly cast: Cast;
  /** The number of re-INVITEs and UPDATEs before it was left to itself. */
  readonly before: number;
}
const calls = new Map<ServerName, TimedCall>();

/** The call at a server: that of the test before, or where there is none, as that test failed or was not asked for, a new one. */
async function callAt(name: ServerName, context: Context): Promise<TimedCall> {
  const made = calls.get(name);
  if (made) return made;
  const cast = await openCast(context, START[name]!);
  try {
    await callsCarol(cast);
  } catch (error) {
    await cast.close();
    throw error;
  }
  const call = { cast, before: refreshes(cast) };
  calls.set(name, call);
  return call;
}

for (const name of SERVERS)
  describe(groupTitle(name), function () {
    this.timeout(120_000);

    it('agrees on a session interval of 90 s in a call (RFC 4028 §7)', async function () {
      const { cast } = await callAt(name, this);
      const answer = last(cast).fromServer.find(
        (text) => /^SIP\/2.0 200 /.test(text) && /^CSeq: *\d+ INVITE/m.test(text),
      );
      expect(answer).to.match(/^(Session-Expires|x): *90\b/im);
    });
  });

for (const name of SERVERS)
  describe(groupTitle(name), function () {
    this.timeout(180_000);

    after(() => calls.get(name)?.cast.close());

    it(SERVER_FEATURES['session timer'], async function () {
      const { cast, before } = await callAt(name, this);
      await until('a refresh', () => refreshes(cast) > before, 90_000);
      await hear(cast.alice, cast.carol);
      await ends(cast, cast.alice);
    });
  });
