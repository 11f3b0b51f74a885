/** Nederlands: Dutch, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Microfoon',
  speaker: 'Luidspreker',
  ringer: 'Luidspreker',
  camera: 'Camera',
};

const testOf = { microphone: 'Microfoon testen', speaker: 'Luidspreker testen', ringer: 'Beltoon testen' } as const;

const rows: Record<CheckRow, string> = {
  account: 'Account',
  server: 'Server',
  microphone: 'Microfoon',
  relay: 'Relayserver',
  notifications: 'Meldingen',
};

const checks: Record<CheckWord, string> = {
  ready: 'Aangemeld',
  offline: 'Wacht op de verbinding',
  refused: 'Aanmelding geweigerd: controleer gebruikersnaam en wachtwoord',
  unconfigured: 'Niet ingesteld',
  elsewhere: 'Actief in ander tabblad',
  stopped: 'Afgemeld',
  connected: 'Verbonden',
  'not-connected': 'Niet bereikbaar',
  idle: 'Niet verbonden',
  granted: 'Kan worden gebruikt',
  ask: 'Nog niet toegestaan',
  denied: 'Geblokkeerd voor deze site',
  missing: 'Geen gevonden',
  insecure: 'Deze pagina moet https gebruiken',
  frame: 'Dit frame mag de microfoon niet gebruiken',
  policy: 'De website staat de microfoon niet toe',
  'in-use': 'In gebruik door een ander programma',
  'no-relay': 'Niet ingesteld: op streng beveiligde netwerken kunnen oproepen mislukken',
  'relay-works': 'Werkt',
  'relay-fails': 'Niet bereikbaar: op streng beveiligde netwerken kunnen oproepen mislukken',
  'echo-works': 'Uw geluid komt terug',
  'echo-fails': 'Er kwam geen geluid terug',
  checking: 'Controleren…',
  unsupported: 'Niet beschikbaar in deze browser',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Microfoon',
  speaker: 'Luidspreker',
  ringer: 'Beltoon via',
  camera: 'Camera',
};

const figures: Record<QualityFigure, string> = {
  codec: 'Codec',
  path: 'Pad',
  roundTrip: 'Retourtijd',
  jitter: 'Jitter',
  lossIn: 'Pakketverlies (ontvangen)',
  lossOut: 'Pakketverlies (verzonden)',
  mos: 'Kwaliteit (1 tot 4,5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Klik op het gemarkeerde pictogram in de adresbalk.\nZet ‘Microfoon’ aan.',
  firefox: 'Klik op de doorgestreepte microfoon in de adresbalk.\nVerwijder de blokkering naast ‘Microfoon’.',
  safari: 'Open via de adresbalk de instellingen voor deze website.\nZet ‘Microfoon’ op ‘Sta toe’.',
  other: 'Open de instellingen van deze site in je browser.\nSta de microfoon toe.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'Je bent gedempt.',
  recordingLost: 'De opname is opnieuw begonnen: wat vóór het laden van de pagina is opgenomen, is verloren gegaan.',
  recordingStopped: 'De opname is gestopt toen de pagina werd geladen; wat is opgenomen, is verloren gegaan.',
  noAudioPath: 'Er komt geen geluid door.',
  connectOthers: 'Laat de anderen verder praten',
  weakLocal: '*Jouw* verbinding is zwak: anderen horen je misschien niet.',
  weakRemote: 'Het geluid van *de andere kant* is slecht.',
  weakSomewhere: 'De verbinding is zwak.',
  moveCloser: 'Ga dichter bij de router staan of zet wifi uit.',
  noMicrophoneAudio: (device) =>
    device ? `Er komt geen geluid van ‘${device}’.` : 'Er komt geen geluid van je microfoon.',
  changeMicrophone: 'Andere microfoon kiezen',
  deviceLost: (lost, now) => (now ? `${lost} is losgekoppeld. Nu wordt ${now} gebruikt.` : `${lost} is losgekoppeld.`),
  deviceBack: (now) => `${now} wordt weer gebruikt.`,
  endCall: 'Gesprek beëindigen',
  recordingReady: 'De opname is klaar.',
  saveRecording: 'Opname opslaan',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'via een relayserver' : 'rechtstreeks'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'Afspelen…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Systeemstandaard',
  notConnected: 'Niet verbonden',
  browserChoosesOutput: 'Deze browser bepaalt zelf waar het geluid uitkomt.',
  deviceRefused: 'Dit apparaat kan nu niet worden gebruikt.',
  volume: (use) => (use === 'ringer' ? 'Belvolume' : 'Volume'),
  levelOut: 'Niveau van je microfoon',
  levelIn: 'Niveau van wat je hoort',
  test: 'Testen',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `Spreek nu… ${seconds}`,
  testFailed: 'De test kon niet worden uitgevoerd.',
  reduceNoise: 'Ruis onderdrukken',
  removeEcho: 'Echo verwijderen',
  adjustLevel: 'Microfoonvolume aanpassen',
  ringtone: 'Beltoon',
  silent: 'Stil',
  echoTest: 'Echotest',
  callersHearBusy: 'Bellers krijgen te horen dat je in gesprek bent',
  connectionCheck: 'Verbindingstest',
  connectionCheckOf: 'Account, server, microfoon, relayserver',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Goed',
  warning: 'Waarschuwing',
  fault: 'Fout',
  report: 'Rapport',
  copyReport: 'Rapport kopiëren',
  copied: 'Gekopieerd',
  cannotCopy: 'In deze browser mag de pagina niet kopiëren. Selecteer in plaats daarvan de tekst.',
  allowMicrophone: 'Microfoon toestaan',
  allowNotifications: 'Meldingen toestaan',

  trace: 'SIP-berichten',
  traceMessages: (count) => (count === 1 ? '1 bericht' : `${count} berichten`),
  noTraceYet: 'Nog geen bericht',
  thisPhone: 'Telefoon',
  theServer: 'Server',
  others: 'Overige',
  copyMessage: 'Bericht kopiëren',
  previousMessage: 'Vorig bericht',
  nextMessage: 'Volgend bericht',
  copyAll: 'Alles kopiëren',
  download: 'Downloaden',
  pause: 'Pauzeren',
  continueTrace: 'Hervatten',
};

export default tools;
