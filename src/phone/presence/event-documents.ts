/** The chunk of the documents of event packages; it supplies its functions when it is evaluated. */

import { mergeDialogInfo, parseDialogInfo } from '../../sip/event/package/dialog-info.js';
import { parseMessageSummary } from '../../sip/event/package/message-summary.js';
import { parsePresence } from '../../sip/event/package/presence.js';
import { supplyReaders } from './document-slot.js';

/** Maximum of dialogs for one address, against a notifier that only adds dialogs. */
const MOST_DIALOGS = 100;

supplyReaders({
  dialogs(known, body) {
    const document = parseDialogInfo(body);
    if (!document) return undefined;
    const merged = mergeDialogInfo(known, document);
    return merged ? { ...merged, dialogs: merged.dialogs.slice(-MOST_DIALOGS) } : 'lost';
  },
  messagesWaiting: (_known, body) => parseMessageSummary(body),
  presence: (_known, body) => parsePresence(body),
});
