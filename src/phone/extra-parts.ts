/** The chunk of own presence and call reports; it supplies its function when it is evaluated. */

import { CallReports } from './calls/call-reports.js';
import { supplyParts } from './part-slot.js';
import { OwnPresence } from './presence/own-presence.js';

supplyParts((owner) => {
  const parts = [new OwnPresence(owner), new CallReports(owner)];
  return () => parts.forEach((part) => part.close());
});
