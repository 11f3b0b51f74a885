/**
 * DTMF as RTP events (RFC 4733, WebRTC §7).
 * Subjects: DTMF by RTP; insertDTMF; telephone-event tones; digits stopped.
 */

import type { CallConnection } from './peer-connection.js';
import { hasTelephoneEvent } from './sdp.js';

export interface DigitTiming {
  /** The duration of each tone, ms, 40 to 6000. Default 100. */
  duration?: number;
  /** The gap between tones, ms, at least 30. Default 70. */
  interToneGap?: number;
}

/** Appends digits to the tone buffer; a comma is a pause of two seconds. Returns false where DTMF cannot be sent now. */
export function insertDigits(peer: CallConnection | undefined, tones: string, timing: DigitTiming): boolean {
  const dtmf = peer?.audio?.sender.dtmf;
  if (!dtmf?.canInsertDTMF || !hasTelephoneEvent(peer!.connection.remoteDescription?.sdp ?? '')) return false;
  // `insertDTMF` replaces the tone buffer, so its content is inserted again (WebRTC §7.2).
  dtmf.insertDTMF(dtmf.toneBuffer + tones.toUpperCase(), timing.duration ?? 100, timing.interToneGap ?? 70);
  return true;
}

/** Empties the tone buffer; the tone that is played now ends. */
export function removeDigits(peer: CallConnection | undefined): void {
  const dtmf = peer?.audio?.sender.dtmf;
  if (dtmf?.canInsertDTMF) dtmf.insertDTMF('');
}
