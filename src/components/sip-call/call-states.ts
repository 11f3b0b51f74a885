/**
 * The custom states of `<sip-call>`, by name.
 * Subjects: custom states of <sip-call>.
 */

import type { CallState } from '../../phone/state.js';
import type { StateTable } from '../shared/base/sip-element.js';

export const CALL_STATES = {
  dialing: (call) => call?.status === 'dialing',
  ringing: (call) => call?.status === 'ringing',
  early: (call) => call?.status === 'early',
  incoming: (call) => call?.status === 'incoming',
  answering: (call) => call?.status === 'answering',
  active: (call) => call?.status === 'active',
  resuming: (call) => call?.status === 'resuming',
  ending: (call) => call?.status === 'ending',
  ended: (call) => call?.status === 'ended',
  failed: (call) => call?.status === 'ended' && call.failed,
  muted: (call) => call?.status !== 'ended' && call?.muted === true,
  held: (call) => call?.status === 'active' && call.hold.local,
  'held-remotely': (call) => call?.status === 'active' && call.hold.remote,
  merged: (call) => call?.status === 'active' && call.merged === true,
  recording: (call) => call?.status === 'active' && call.recording?.status === 'recording',
  interrupted: (call) => call?.status === 'active' && call.media === 'interrupted',
} satisfies StateTable<CallState | undefined>;
