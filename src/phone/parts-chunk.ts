/**
 * The chunk of alerts outside the page, notification tones, own presence, call reports and voice quality; it supplies its
 * function when it is evaluated.
 * Subjects: chunk of alerts and other late parts.
 */

import { Alerts } from './alerts/alerts.js';
import { CUES, NotificationTones } from './audio/notification-tones.js';
import { CallReports } from './calls/call-reports.js';
import { supplyParts } from './parts-slot.js';
import { OwnPresence } from './presence/own-presence.js';
import { QualityPublisher } from './presence/quality-publisher.js';

supplyParts((owner) => {
  const { core, phone, media } = owner;
  const alerts = new Alerts(core, phone, media);
  const tones = new NotificationTones(core.store, core.clock, (cue) => media.cue(CUES[cue]));
  const parts = [alerts, tones, new OwnPresence(owner), new CallReports(owner), new QualityPublisher(owner)];
  return {
    check: () => alerts.check(),
    request: () => alerts.request(),
    close: () => parts.forEach((part) => part.close()),
  };
});
