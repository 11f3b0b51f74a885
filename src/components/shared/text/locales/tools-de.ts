/** Deutsch: Hilfen. German: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'Konto',
  server: 'Server',
  microphone: 'Mikrofon',
  relay: 'Relaisserver',
  notifications: 'Benachrichtigungen',
};

const checks: Record<CheckWord, string> = {
  ready: 'Angemeldet',
  connecting: 'Wird angemeldet…',
  offline: 'Wartet auf die Verbindung',
  refused: 'Anmeldung abgelehnt: Benutzername und Passwort prüfen',
  unconfigured: 'Nicht eingerichtet',
  elsewhere: 'In anderem Tab aktiv',
  stopped: 'Abgemeldet',
  connected: 'Verbunden',
  'not-connected': 'Nicht erreichbar',
  idle: 'Nicht verbunden',
  granted: 'Kann verwendet werden',
  ask: 'Noch nicht erlaubt',
  denied: 'Für diese Website blockiert',
  missing: 'Keines gefunden',
  insecure: 'Diese Seite muss https verwenden',
  frame: 'Dieser Frame darf es nicht verwenden',
  policy: 'Die Website lässt es nicht zu',
  'in-use': 'Wird von einem anderen Programm verwendet',
  'no-relay': 'Nicht festgelegt: In restriktiven Netzen können Anrufe fehlschlagen',
  'relay-works': 'Funktioniert',
  'relay-fails': 'Nicht erreichbar: In restriktiven Netzen können Anrufe fehlschlagen',
  checking: 'Wird geprüft…',
  unsupported: 'In diesem Browser nicht verfügbar',
};

export const tools: ToolWords = {
  diagnostics: 'Verbindungstest',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Gut',
  warning: 'Warnung',
  fault: 'Fehler',
  allGood: 'Alles funktioniert',
  report: 'Bericht',
  copyReport: 'Bericht kopieren',
  copied: 'Kopiert',
  cannotCopy: 'Dieser Browser lässt die Seite nicht kopieren. Markieren Sie stattdessen den Text.',
  allowMicrophone: 'Mikrofon erlauben',
  allowNotifications: 'Benachrichtigungen erlauben',

  trace: 'SIP-Nachrichten',
  traceMessages: (count) => (count === 1 ? '1 Nachricht' : `${count} Nachrichten`),
  noTraceYet: 'Noch keine Nachricht',
  thisPhone: 'Telefon',
  theServer: 'Server',
  others: 'Andere',
  copyMessage: 'Nachricht kopieren',
  copyAll: 'Alles kopieren',
  download: 'Herunterladen',
  pause: 'Anhalten',
  continueTrace: 'Fortsetzen',

  callsFromThisPage: (number) => `${number} von dieser Seite aus anrufen`,
  notCalledFromPages: (number) => `${number} wird nicht von einer Seite aus angerufen`,
  callThisNumber: 'Diese Nummer anrufen?',
  callThisNumberWhy:
    'Die Seite startet diesen Anruf, und ihr Text zeigt diese Nummer nicht. Ein Anruf kann Geld kosten.',
  serviceCode: 'Dieser Code wird nicht von einer Seite aus gewählt',
  serviceCodeWhy:
    'Ein Servicecode kann die Einstellungen Ihres Anschlusses ändern, zum Beispiel wohin Ihre Anrufe gehen. Wählen Sie ihn über die Wähltasten, wenn Sie das möchten.',
  framedPhone: 'Telefon',
};
