/** Deutsch: German, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Mikrofon',
  speaker: 'Lautsprecher',
  ringer: 'Lautsprecher',
  camera: 'Kamera',
};

const testOf = { microphone: 'Mikrofon testen', speaker: 'Lautsprecher testen', ringer: 'Klingeln testen' } as const;

const rows: Record<CheckRow, string> = {
  account: 'Konto',
  server: 'Server',
  microphone: 'Mikrofon',
  relay: 'Relaisserver',
  notifications: 'Benachrichtigungen',
};

const checks: Record<CheckWord, string> = {
  ready: 'Angemeldet',
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

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Systemstandard',
  notConnected: (label) => `${label} (nicht verbunden)`,
  chosenDevice: 'Das gewählte Gerät',
  browserChoosesOutput: 'Dieser Browser bestimmt selbst, wo der Ton ausgegeben wird.',
  deviceRefused: 'Dieses Gerät kann gerade nicht verwendet werden.',
  volume: (use) => (use === 'ringer' ? 'Klingellautstärke' : 'Lautstärke'),
  levelOut: 'Pegel Ihres Mikrofons',
  levelIn: 'Pegel des Tons, den Sie hören',
  test: 'Testen',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `Jetzt sprechen… ${seconds}`,
  testFailed: 'Der Test konnte nicht ausgeführt werden.',
  reduceNoise: 'Geräusche unterdrücken',
  removeEcho: 'Echo entfernen',
  adjustLevel: 'Mikrofonlautstärke anpassen',
  ringtone: 'Klingelton',
  silent: 'Stumm',
  echoTest: 'Echotest',
  callersHearBusy: 'Anrufern wird „Besetzt“ gemeldet',
  connectionCheck: 'Verbindungstest',
  connectionCheckOf: 'Konto, Server, Mikrofon, Relaisserver',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Gut',
  warning: 'Warnung',
  fault: 'Fehler',
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
};

export default tools;
