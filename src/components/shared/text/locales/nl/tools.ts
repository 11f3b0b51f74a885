/** Nederlands: Dutch, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

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
  checking: 'Controleren…',
  unsupported: 'Niet beschikbaar in deze browser',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Systeemstandaard',
  notConnected: (label) => `${label} (niet verbonden)`,
  chosenDevice: 'Het gekozen apparaat',
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
  copyAll: 'Alles kopiëren',
  download: 'Downloaden',
  pause: 'Pauzeren',
  continueTrace: 'Hervatten',
};

export default tools;
