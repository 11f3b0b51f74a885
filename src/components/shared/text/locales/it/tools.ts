/** Italiano: Italian, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

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
  checking: 'Verifica…',
  unsupported: 'Non disponibili in questo browser',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Predefinito di sistema',
  notConnected: (label) => `${label} (non collegato)`,
  chosenDevice: 'Il dispositivo scelto',
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
  copyAll: 'Copia tutto',
  download: 'Scarica',
  pause: 'Pausa',
  continueTrace: 'Continua',
};

export default tools;
