/**
 * The parties in the body of a call: the peer, with the other calls; a consultation; the conference; after the end, the cause.
 * Subjects: consultation or conference, what is shown.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../../phone/state.js';
import { consultationOf } from '../shared/phone/consultation.js';
import { nameOrNumber } from '../shared/text/known-name.js';
import { callCards, conferenceView, type CardsContext } from './call-cards.js';
import { conferenceOf } from '../shared/phone/conference.js';
import { callChips, endedHero, hero } from './call-hero.js';

interface PartiesContext extends CardsContext {
  /** Whether the technical cause of an ended call is shown. */
  readonly details: boolean;
}

export function callParties(call: CallState, context: PartiesContext): TemplateResult {
  const { access, words, ticker, talking, held } = context;
  if (call.status === 'ended') {
    const { retryAfter } = call;
    const retryIn = retryAfter && ticker.secondsUntil(call.endedAt + 1000 * retryAfter);
    return endedHero(call, words, context.details, retryIn);
  }
  const { calls } = access.phone.state;
  if (call.status === 'active' && call.merged)
    return html`<div class="crowd" part="hero">${conferenceView(conferenceOf(calls), context)}</div>`;
  const consultation = consultationOf(access.phone, call.id);
  const pair = consultation && [consultation.first, consultation.second];
  if (pair) return html`<div class="crowd" part="hero">${callCards(pair, call.id, context)}</div>`;
  const heldSince = held.of(call.id);
  const peer = hero(call, words, {
    heldFor: heldSince === undefined ? undefined : ticker.secondsSince(heldSince),
    talks: talking.talks(call.id),
    nameFor: (target) => nameOrNumber(access.phone.state, target),
  });
  const hasVideo = call.status === 'active' && call.video && (call.video.remote || call.video.local !== 'none');
  const videos = hasVideo ? html`<sip-media part="media"></sip-media>` : nothing;
  const others = calls.filter((other) => other.id !== call.id && other.status === 'active');
  const chips = callChips(call, words);
  if (others.length === 0 || call.status === 'incoming') return html`${chips}${videos}${peer}`;
  return html`${chips}${videos}
    <div class="others">${callCards(others, call.id, context)}</div>
    ${peer}`;
}
