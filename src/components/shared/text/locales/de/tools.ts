/** Deutsch: German, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

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
  'echo-works': 'Der Ton kommt zurück',
  'echo-fails': 'Es kam kein Ton zurück',
  checking: 'Wird geprüft…',
  unsupported: 'In diesem Browser nicht verfügbar',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Mikrofon',
  speaker: 'Lautsprecher',
  ringer: 'Klingeln über',
  camera: 'Kamera',
};

const figures: Record<QualityFigure, string> = {
  codec: 'Codec',
  path: 'Pfad',
  roundTrip: 'Paketumlaufzeit',
  jitter: 'Jitter',
  lossIn: 'Paketverlust (empfangen)',
  lossOut: 'Paketverlust (gesendet)',
  mos: 'Qualität (1 bis 4,5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Klicken Sie in der Adressleiste auf das markierte Symbol.\nSchalten Sie „Mikrofon“ ein.',
  firefox:
    'Klicken Sie in der Adressleiste auf das durchgestrichene Mikrofon.\nHeben Sie die Blockierung neben „Mikrofon“ auf.',
  safari:
    'Öffnen Sie über die Adressleiste die Einstellungen für diese Website.\nStellen Sie „Mikrofon“ auf „Erlauben“.',
  other: 'Öffnen Sie in Ihrem Browser die Einstellungen dieser Website.\nErlauben Sie das Mikrofon.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'Sie sind stummgeschaltet.',
  recordingLost: 'Die Aufnahme hat neu begonnen: Was vor dem Laden der Seite aufgenommen wurde, ist verloren.',
  recordingStopped: 'Die Aufnahme endete, als die Seite geladen wurde. Was aufgenommen wurde, ist verloren.',
  noAudioPath: 'Es kommt kein Ton durch.',
  connectOthers: 'Andere weitersprechen lassen',
  weakLocal: '*Ihre* Verbindung ist schwach: Andere hören Sie vielleicht nicht.',
  weakRemote: 'Der Ton *der Gegenseite* ist schlecht.',
  weakSomewhere: 'Die Verbindung ist schwach.',
  moveCloser: 'Gehen Sie näher an den Router oder schalten Sie WLAN aus.',
  noMicrophoneAudio: (device) => (device ? `Von „${device}“ kommt kein Ton.` : 'Von Ihrem Mikrofon kommt kein Ton.'),
  changeMicrophone: 'Mikrofon wechseln',
  deviceLost: (lost, now) => (now ? `${lost} wurde getrennt. Jetzt wird ${now} verwendet.` : `${lost} wurde getrennt.`),
  deviceBack: (now) => `${now} wird wieder verwendet.`,
  endCall: 'Anruf beenden',
  recordingReady: 'Die Aufnahme ist fertig.',
  saveRecording: 'Aufnahme speichern',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'über einen Relaisserver' : 'direkt'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'Wiedergabe…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Systemstandard',
  notConnected: 'Nicht verbunden',
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
  cannotCopy: 'Dieser Browser erlaubt der Seite das Kopieren nicht. Markieren Sie stattdessen den Text.',
  allowMicrophone: 'Mikrofon erlauben',
  allowNotifications: 'Benachrichtigungen erlauben',

  trace: 'SIP-Nachrichten',
  traceMessages: (count) => (count === 1 ? '1 Nachricht' : `${count} Nachrichten`),
  noTraceYet: 'Noch keine Nachricht',
  thisPhone: 'Telefon',
  theServer: 'Server',
  others: 'Andere',
  copyMessage: 'Nachricht kopieren',
  previousMessage: 'Vorherige Nachricht',
  nextMessage: 'Nächste Nachricht',
  copyAll: 'Alles kopieren',
  download: 'Herunterladen',
  pause: 'Anhalten',
  continueTrace: 'Fortsetzen',
};

export default tools;
