/** Nederlands: hulp. Dutch: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'Account',
  server: 'Server',
  microphone: 'Microfoon',
  relay: 'Relayserver',
  notifications: 'Meldingen',
};

const checks: Record<CheckWord, string> = {
  ready: 'Aangemeld',
  connecting: 'Aanmelden…',
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

export const tools: ToolWords = {
  diagnostics: 'Verbindingstest',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Goed',
  warning: 'Waarschuwing',
  fault: 'Fout',
  allGood: 'Alles werkt',
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

  callsFromThisPage: (number) => `${number} bellen vanaf deze pagina`,
  notCalledFromPages: (number) => `${number} wordt niet vanaf een pagina gebeld`,
  callThisNumber: 'Dit nummer bellen?',
  callThisNumberWhy: 'De pagina start dit gesprek, en de tekst ervan toont dit nummer niet. Bellen kan geld kosten.',
  serviceCode: 'Deze code wordt niet vanaf een pagina gekozen',
  serviceCodeWhy:
    'Een servicecode kan de instellingen van je lijn wijzigen, bijvoorbeeld waar je oproepen naartoe gaan. Kies de code met de kiestoetsen als je dat wilt.',
  framedPhone: 'Telefoon',
};
