/** PRACK: provisional responses that must arrive (RFC 3262). The caller's side acknowledges, the callee's side waits. */

import type { IncomingResponse } from '../message/response.js';
import { parseRSeq, printRAck } from '../message/header/rack.js';
import { toSipError, type Call, type Fork } from './call.js';
import { answerOffer } from './offer-answer.js';
import type { InviteOptions } from './options.js';
import type { SessionDescription } from './description-handler.js';

/**
 * Acknowledges a reliable provisional response, also one that comes though we did not offer it. `repeated` for one that
 * was seen, or that comes before another: it means nothing (§4).
 */
export function prack(
  call: Call,
  fork: Fork,
  options: InviteOptions,
  response: IncomingResponse,
  description: string | undefined,
): 'unreliable' | 'new' | 'repeated' {
  if (!response.hasOption('Require', '100rel')) return 'unreliable';
  const rseq = parseRSeq(response.headers.get('RSeq') ?? '');
  if (rseq === undefined) return 'unreliable';
  if (fork.rseq !== undefined && rseq !== fork.rseq + 1) return 'repeated';
  fork.rseq = rseq;
  const rack = printRAck({ rseq, cseq: response.cseq });
  if (!options.inviteWithoutSdp || description === undefined || call.negotiation !== 'stable') {
    send(call, fork, rack);
    return 'new';
  }
  // The offer of a late-offer INVITE may come here; its answer then goes into the PRACK (§5).
  call.queue
    .add(async () => send(call, fork, rack, await answerOffer(call, description, options)))
    .catch((error: unknown) => call.logger.warn(`no answer for PRACK: ${toSipError(error).message}`));
  return 'new';
}

function send(call: Call, fork: Fork, rack: string, answer?: SessionDescription): void {
  if (call.is('ended')) return;
  const request = fork.dialog.makeRequest('PRACK');
  request.headers.append('RAck', rack);
  if (answer) {
    request.headers.append('Content-Type', answer.contentType);
    request.body = answer.body;
  }
  call.core.request(request, {}, fork.dialog);
}
