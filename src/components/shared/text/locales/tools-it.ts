/** Italiano: gli strumenti. Italian: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'Account',
  server: 'Server',
  microphone: 'Microfono',
  relay: 'Server di inoltro',
  notifications: 'Notifiche',
};

const checks: Record<CheckWord, string> = {
  ready: 'Accesso effettuato',
  connecting: 'Accesso in corso…',
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

export const tools: ToolWords = {
  diagnostics: 'Verifica connessione',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'OK',
  warning: 'Avviso',
  fault: 'Errore',
  allGood: 'Tutto funziona',
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

  callsFromThisPage: (number) => `Chiama ${number} da questa pagina`,
  notCalledFromPages: (number) => `${number} non può essere chiamato da una pagina`,
  callThisNumber: 'Chiamare questo numero?',
  callThisNumberWhy:
    'È la pagina ad avviare questa chiamata e il suo testo non mostra questo numero. Una chiamata può avere un costo.',
  serviceCode: 'Questo codice non può essere chiamato da una pagina',
  serviceCodeWhy:
    'Un codice di servizio può modificare le impostazioni della linea, ad esempio la destinazione delle chiamate. Se lo si desidera, comporlo sul tastierino.',
  framedPhone: 'Telefono',
};
