/** The chunk of alerts outside the page, own presence, call reports and voice quality; it supplies its function when it is evaluated. */

import { Alerts } from './alerts/alerts.js';
import { CallReports } from './calls/call-reports.js';
import { QualityPublisher } from './presence/quality-publisher.js';
import { supplyParts } from './part-slot.js';
import { OwnPresence } from './presence/own-presence.js';

supplyParts((owner) => {
  const alerts = new Alerts(owner.core, owner.phone, owner.media);
  const parts = [alerts, new OwnPresence(owner), new CallReports(owner), new QualityPublisher(owner)];
  return {
    check: () => alerts.check(),
    request: () => alerts.request(),
    close: () => parts.forEach((part) => part.close()),
  };
});
