/**
 * The servers that calls of browsers are tested with; a test is skipped where the program is not installed.
 * Subjects: servers of end-to-end tests.
 */
import type { Context } from 'mocha';
import { needs } from '../../support/needs.js';
import { startAsterisk } from './asterisk.js';
import { startKamailio, type RestartableServer } from './kamailio.js';
import { startPocketPbx } from './pocket-pbx.js';
import { startRtpEngine } from './rtpengine.js';

export const SERVERS: Readonly<Record<string, (context: Context) => Promise<RestartableServer>>> = {
  'pocket PBX': () => startPocketPbx(),
  Kamailio: (context) => startKamailio(needs(context, 'kamailio')),
  'Asterisk 22': (context) => startAsterisk(needs(context, 'asterisk')),
  'Kamailio with rtpengine': async (context) => {
    const program = needs(context, 'kamailio');
    const engine = await startRtpEngine(needs(context, 'rtpengine'));
    const kamailio = await startKamailio(program, { rtpengine: engine.control });
    return { ...kamailio, stop: () => Promise.all([kamailio.stop(), engine.stop()]).then(() => undefined) };
  },
};
