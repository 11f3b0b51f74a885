/**
 * Reading 36 messages with URI, tags, CSeq, Via, Contact and routes typed.
 * Subjects: parsing time, measured.
 */

import { pick, runPeers } from './peers.js';

export default async function bench(): Promise<object[]> {
  const results = await runPeers(
    { ours: 'parse/ours.ts', 'SIP.js': 'parse/sipjs.mjs', JsSIP: 'parse/jssip.mjs', sip: 'parse/sip.mjs' },
    7,
  );
  return [
    { title: 'Parse a message, warm', unit: 'µs of CPU', better: 'less', values: pick(results, 'warm') },
    {
      title: 'Parse 36 messages for the first time',
      unit: 'ms of CPU',
      better: 'less',
      values: pick(results, 'first'),
    },
  ];
}
