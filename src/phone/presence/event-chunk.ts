/**
 * The chunk of subscriptions, publications and the documents of event packages; it supplies its functions when it is evaluated.
 * Subjects: chunk of subscriptions; number of dialogs of a lamp.
 */

import { EventAgent } from '../../sip/event/event-agent.js';
import { mergeDialogInfo, parseDialogInfo } from '../../sip/event/package/dialog-info.js';
import { parseMessageSummary } from '../../sip/event/package/message-summary.js';
import { parsePresence } from '../../sip/event/package/presence.js';
import { supplyEventCode } from './event-slot.js';
import { readLamp } from './lamp-status.js';

/** Maximum of dialogs for one address, against a notifier that only adds dialogs. */
const MOST_DIALOGS = 100;

supplyEventCode({
  makeAgent: (core) => new EventAgent(core, []),
  dialogs(known, body) {
    const document = parseDialogInfo(body);
    if (!document) return undefined;
    const merged = mergeDialogInfo(known, document);
    return merged ? { ...merged, dialogs: merged.dialogs.slice(-MOST_DIALOGS) } : 'lost';
  },
  messagesWaiting: (_known, body) => parseMessageSummary(body),
  presence: (_known, body) => parsePresence(body),
  readLamp,
});
