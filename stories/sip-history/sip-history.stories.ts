/** Past calls. */

import { html } from 'lit';
import '../../src/define/sip-history.js';
import type { HistoryEntry } from '../../src/phone/state.js';
import { ANN, BOB } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-history',
  component: 'sip-history',
  parameters: about('Past calls, newest first, by day.'),
};

const history = html`<sip-history></sip-history>`;
const ago = (minutes: number, entry: Omit<HistoryEntry, 'id' | 'startedAt' | 'endedAt'>): HistoryEntry => {
  const startedAt = Date.now() - minutes * 60_000;
  return { id: String(minutes), startedAt, endedAt: startedAt + 240_000, ...entry };
};

export const Several = withPhone(history, {
  history: [
    ago(5, { direction: 'incoming', peer: ANN, answeredAt: Date.now() - 300_000, cause: 'hung-up' }),
    ago(65, { direction: 'incoming', peer: BOB, cause: 'missed' }),
    ago(130, { direction: 'outgoing', peer: BOB, cause: 'busy' }),
    ago(1600, { direction: 'incoming', peer: { ...ANN, name: '' }, cause: 'answered-elsewhere' }),
  ],
});
export const None = withPhone(history);
export const Compact = withPhone(html`<sip-history layout="compact"></sip-history>`, {
  history: [
    ago(5, { direction: 'incoming', peer: BOB, cause: 'missed' }),
    ago(9, { direction: 'incoming', peer: BOB, cause: 'missed' }),
    ago(3000, { direction: 'outgoing', peer: ANN, cause: 'no-answer' }),
  ],
});
