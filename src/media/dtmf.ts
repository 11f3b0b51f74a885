/** DTMF as RTP events (RFC 4733, WebRTC §7). */

export interface DigitTiming {
  /** ms that each tone lasts, 40 to 6000. Default 100. */
  duration?: number;
  /** ms between tones, at least 30. Default 70. */
  interToneGap?: number;
}

/** Adds digits to what is being sent. False where the platform cannot send them now; a comma pauses two seconds. */
export function insertDigits(dtmf: RTCDTMFSender | null | undefined, tones: string, timing: DigitTiming): boolean {
  if (!dtmf?.canInsertDTMF) return false;
  // `insertDTMF` replaces what waits, so what waits goes in again (WebRTC §7.2).
  dtmf.insertDTMF(dtmf.toneBuffer + tones.toUpperCase(), timing.duration ?? 100, timing.interToneGap ?? 70);
  return true;
}
