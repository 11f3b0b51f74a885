/** Italiano: Italian, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Microfono',
  speaker: 'Altoparlante',
  ringer: 'Altoparlante',
  camera: 'Fotocamera',
};

const testOf = {
  microphone: 'Prova microfono',
  speaker: 'Prova altoparlante',
  ringer: 'Prova suoneria',
} as const;

const rows: Record<CheckRow, string> = {
  account: 'Account',
  server: 'Server',
  microphone: 'Microfono',
  relay: 'Server di inoltro',
  notifications: 'Notifiche',
};

const checks: Record<CheckWord, string> = {
  ready: 'Accesso effettuato',
  offline: 'In attesa della connessione',
  refused: 'Accesso rifiutato: verificare nome utente e password',
  unconfigured: 'Non configurato',
  elsewhere: 'Attivo in un’altra scheda',
  stopped: 'Disconnesso',
  connected: 'Connesso',
  'not-connected': 'Non raggiungibile',
  idle: 'Non connesso',
  granted: 'Autorizzazione concessa',
  ask: 'Autorizzazione non ancora concessa',
  denied: 'Accesso bloccato per questo sito',
  missing: 'Nessuno trovato',
  insecure: 'Questa pagina deve usare https',
  frame: 'Questo riquadro non può usarlo',
  policy: 'Il sito non lo consente',
  'in-use': 'Un altro programma lo sta usando',
  'no-relay': 'Non impostato: le chiamate potrebbero non riuscire nelle reti con restrizioni',
  'relay-works': 'Funziona',
  'relay-fails': 'Non raggiungibile: le chiamate potrebbero non riuscire nelle reti con restrizioni',
  'echo-works': 'Il suono ritorna',
  'echo-fails': 'Nessun suono è tornato',
  checking: 'Verifica…',
  unsupported: 'Non disponibile in questo browser',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Microfono',
  speaker: 'Altoparlante',
  ringer: 'Suoneria su',
  camera: 'Fotocamera',
};

const figures: Record<QualityFigure, string> = {
  codec: 'Codec',
  path: 'Percorso',
  roundTrip: 'Tempo di andata e ritorno',
  jitter: 'Variazione del ritardo',
  lossIn: 'Pacchetti persi (ricezione)',
  lossOut: 'Pacchetti persi (invio)',
  mos: 'Qualità (da 1 a 4,5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Premere il simbolo indicato nella barra degli indirizzi.\nAttivare Microfono.',
  firefox: 'Premere il microfono barrato nella barra degli indirizzi.\nRimuovere il blocco accanto a Microfono.',
  safari: 'Aprire le impostazioni di questo sito nella barra degli indirizzi.\nImpostare Microfono su Consenti.',
  other: 'Aprire le impostazioni di questo sito nel browser.\nConsentire l’uso del microfono.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'Il microfono è disattivato.',
  recordingLost:
    'La registrazione è ricominciata: ciò che era stato registrato prima del caricamento della pagina è perso.',
  recordingStopped: 'La registrazione si è fermata al caricamento della pagina e ciò che era stato registrato è perso.',
  noAudioPath: 'L’audio non passa.',
  connectOthers: 'Lasciali parlare',
  weakLocal: 'La connessione *di questo dispositivo* è debole: gli altri potrebbero non sentire.',
  weakRemote: 'L’audio *dell’interlocutore* è scadente.',
  weakSomewhere: 'La connessione è debole.',
  moveCloser: 'Avvicinarsi al router o disattivare il Wi-Fi.',
  noMicrophoneAudio: (device) =>
    device ? `Non arriva alcun suono da “${device}”.` : 'Non arriva alcun suono dal microfono.',
  changeMicrophone: 'Cambia microfono',
  deviceLost: (lost, now) =>
    now ? `Dispositivo scollegato: ${lost}. Ora in uso: ${now}.` : `Dispositivo scollegato: ${lost}.`,
  deviceBack: (now) => `${now} è di nuovo in uso.`,
  endCall: 'Termina chiamata',
  recordingReady: 'La registrazione è pronta.',
  saveRecording: 'Salva registrazione',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'tramite server di inoltro' : 'diretto'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'Riproduzione…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Predefinito di sistema',
  notConnected: 'Non collegato',
  browserChoosesOutput: 'Questo browser sceglie da sé l’uscita audio.',
  deviceRefused: 'Al momento questo dispositivo non può essere usato.',
  volume: (use) => (use === 'ringer' ? 'Volume suoneria' : 'Volume'),
  levelOut: 'Livello del microfono',
  levelIn: 'Livello dell’audio in ascolto',
  test: 'Prova',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `Parlare ora… ${seconds}`,
  testFailed: 'Impossibile eseguire la prova.',
  reduceNoise: 'Riduci rumore',
  removeEcho: 'Rimuovi l’eco',
  adjustLevel: 'Regola il volume del microfono',
  ringtone: 'Suoneria',
  silent: 'Silenzioso',
  echoTest: 'Prova dell’eco',
  callersHearBusy: 'Chi chiama trova occupato',
  connectionCheck: 'Verifica connessione',
  connectionCheckOf: 'Account, server, microfono, server di inoltro',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'OK',
  warning: 'Avviso',
  fault: 'Errore',
  report: 'Rapporto',
  copyReport: 'Copia rapporto',
  copied: 'Copiato',
  cannotCopy: 'Questo browser non consente alla pagina di copiare. In alternativa, selezionare il testo.',
  allowMicrophone: 'Consenti microfono',
  allowNotifications: 'Consenti notifiche',

  trace: 'Messaggi SIP',
  traceMessages: (count) => (count === 1 ? '1 messaggio' : `${count} messaggi`),
  noTraceYet: 'Ancora nessun messaggio',
  thisPhone: 'Telefono',
  theServer: 'Server',
  others: 'Altri',
  copyMessage: 'Copia messaggio',
  previousMessage: 'Messaggio precedente',
  nextMessage: 'Messaggio successivo',
  copyAll: 'Copia tutto',
  download: 'Scarica',
  pause: 'Pausa',
  continueTrace: 'Continua',
};

export default tools;
