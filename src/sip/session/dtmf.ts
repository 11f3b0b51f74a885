/**
 * Sends and reads DTMF: INFO with `application/dtmf-relay`, or RTP events (RFC 2976 as used, RFC 6086, RFC 4733).
 * Subjects: DTMF by INFO, sent; DTMF received by INFO; gap and duration of INFO tones; flash; pause of a comma in INFO.
 */

import { addExtraHeaders, readExtraHeaders } from '../core/extra-headers.js';
import type { Dialog } from '../dialog/dialog.js';
import { DTMF_RELAY, parseDtmf, printDtmfRelay } from '../message/dtmf-relay.js';
import type { IncomingRequest } from '../message/request.js';
import type { InviteUsage } from './invite-usage.js';
import type { DtmfEvent } from './events.js';
import type { DtmfOptions } from './options.js';
import { requestIn } from './request.js';

const DEFAULT_DURATION = 100;
const DEFAULT_GAP = 500;
/** Pause for a comma, milliseconds. */
const PAUSE = 2000;

/** Sends the tones of an established session, one after another. */
export class DtmfSender {
  /** Settles with the last tone; never rejects. */
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly call: InviteUsage,
    private readonly dialog: Dialog,
  ) {}

  /** Queues the tones. Throws TypeError for an invalid tone, type or duration. */
  send(tone: string | number, options: DtmfOptions): void {
    const tones = String(tone ?? '').toUpperCase();
    if (!/^[0-9A-DR#*,]+$/.test(tones)) throw new TypeError('Tones are 0-9, A-D, *, # and R; a comma is a pause');
    const extra = readExtraHeaders(options.extraHeaders);
    const duration = within(options.duration, 70, 6000, DEFAULT_DURATION);
    const gap = within(options.interToneGap, 50, Number.MAX_SAFE_INTEGER, DEFAULT_GAP);
    const type = options.type ?? this.call.owner.settings.dtmfType;
    if (type !== 'info' && type !== 'rtp') throw new TypeError('The type of DTMF is info or rtp');
    const play = async (): Promise<void> => {
      if (type === 'rtp' && (await this.#playInSound(tones, duration, gap))) return;
      await this.#sendInfo(tones, duration, gap, extra);
    };
    this.#queue = this.#queue.then(play).catch(() => undefined);
  }

  /** Sends the tones as RTP events and waits for their end. False if not possible: RTP events have no flash. */
  async #playInSound(tones: string, duration: number, interToneGap: number): Promise<boolean> {
    const { call } = this;
    if (!call.is('established') || tones.includes('R')) return false;
    try {
      if (!call.media.handler.sendDtmf(tones, { duration, interToneGap })) return false;
    } catch (error) {
      call.logger.warn(`could not send RTP events: ${String(error)}`);
      return false;
    }
    // The handler plays the tones with the same duration, gap and pauses.
    for (const tone of tones) {
      if (tone !== ',') call.session.emit('dtmf', null, { tone, duration });
      await call.lifetime.pause(tone === ',' ? PAUSE : duration + interToneGap);
    }
    return true;
  }

  async #sendInfo(
    tones: string,
    duration: number,
    gap: number,
    extra: readonly (readonly [string, string])[],
  ): Promise<void> {
    const { call, dialog } = this;
    for (const tone of tones) {
      if (!call.is('established')) return;
      if (tone !== ',') {
        const request = requestIn(call, dialog, 'INFO');
        addExtraHeaders(request.headers, extra);
        request.setBody({ body: printDtmfRelay(tone, duration), contentType: DTMF_RELAY });
        call.core.request(request, {}, dialog);
        call.session.emit('dtmf', request, { tone, duration });
      }
      await call.lifetime.pause(tone === ',' ? PAUSE : duration + gap);
    }
  }
}

function within(value: number | undefined, lowest: number, highest: number, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0)
    throw new TypeError('A duration is a positive number');
  return Math.min(Math.max(Math.round(value), lowest), highest);
}

/** Returns the tone of an INFO; undefined if there is none. */
export function readDtmf({ contentType = '', body }: IncomingRequest): DtmfEvent | undefined {
  const signal = parseDtmf(contentType, body);
  return signal && { tone: signal.tone, duration: signal.duration ?? DEFAULT_DURATION };
}
