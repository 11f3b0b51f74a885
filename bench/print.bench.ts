/**
 * Writing an INVITE with a session description: from its parts, and once more from the message that is there.
 * Subjects: printing time, measured.
 */

import { pick, runPeers } from './peers.js';

export default async function bench(): Promise<object[]> {
  const results = await runPeers(
    { ours: 'print/ours.ts', 'SIP.js': 'print/sipjs.mjs', JsSIP: 'print/jssip.mjs', sip: 'print/sip.mjs' },
    7,
  );
  return [
    { title: 'Print an INVITE', unit: 'µs of CPU', better: 'less', values: pick(results, 'print') },
    { title: 'Build and print an INVITE', unit: 'µs of CPU', better: 'less', values: pick(results, 'build') },
  ];
}
