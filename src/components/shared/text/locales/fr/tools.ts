/** Français: French, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Micro',
  speaker: 'Haut-parleur',
  ringer: 'Haut-parleur',
  camera: 'Caméra',
};

const testOf = {
  microphone: 'Tester le micro',
  speaker: 'Tester le haut-parleur',
  ringer: 'Tester la sonnerie',
} as const;

const rows: Record<CheckRow, string> = {
  account: 'Compte',
  server: 'Serveur',
  microphone: 'Micro',
  relay: 'Relais',
  notifications: 'Notifications',
};

const checks: Record<CheckWord, string> = {
  ready: 'Connecté au compte',
  offline: 'En attente de la connexion',
  refused: 'Identification refusée\u00a0: vérifiez le nom d’utilisateur et le mot de passe',
  unconfigured: 'Non configuré',
  elsewhere: 'Actif dans un autre onglet',
  stopped: 'Déconnecté du compte',
  connected: 'Connecté',
  'not-connected': 'Injoignable',
  idle: 'Non connecté',
  granted: 'Autorisation accordée',
  ask: 'Pas encore d’autorisation',
  denied: 'Accès bloqué pour ce site',
  missing: 'Aucun trouvé',
  insecure: 'Cette page doit utiliser https',
  frame: 'Ce cadre n’a pas le droit de l’utiliser',
  policy: 'Le site ne l’autorise pas',
  'in-use': 'Un autre programme l’utilise',
  'no-relay': 'Aucun défini\u00a0: les appels peuvent échouer sur les réseaux restrictifs',
  'relay-works': 'Fonctionne',
  'relay-fails': 'Injoignable\u00a0: les appels peuvent échouer sur les réseaux restrictifs',
  checking: 'Vérification…',
  unsupported: 'Ce navigateur n’en propose pas',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Par défaut du système',
  notConnected: (label) => `${label} (non connecté)`,
  chosenDevice: 'L’appareil choisi',
  browserChoosesOutput: 'Ce navigateur choisit lui-même la sortie du son.',
  deviceRefused: 'Cet appareil ne peut pas être utilisé maintenant.',
  volume: (use) => (use === 'ringer' ? 'Volume de la sonnerie' : 'Volume'),
  levelOut: 'Niveau de votre micro',
  levelIn: 'Niveau de ce que vous entendez',
  test: 'Tester',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `Parlez maintenant… ${seconds}`,
  testFailed: 'Le test n’a pas pu être effectué.',
  reduceNoise: 'Réduire le bruit',
  removeEcho: 'Supprimer l’écho',
  adjustLevel: 'Ajuster le volume du micro',
  ringtone: 'Sonnerie',
  silent: 'Silencieux',
  echoTest: 'Test d’écho',
  callersHearBusy: 'Les appelants reçoivent le signal «\u00a0occupé\u00a0»',
  connectionCheck: 'Vérification de la connexion',
  connectionCheckOf: 'Compte, serveur, micro, relais',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'OK',
  warning: 'Avertissement',
  fault: 'Erreur',
  report: 'Rapport',
  copyReport: 'Copier le rapport',
  copied: 'Copié',
  cannotCopy: 'Ce navigateur ne permet pas à la page de copier. Sélectionnez plutôt le texte.',
  allowMicrophone: 'Autoriser le micro',
  allowNotifications: 'Autoriser les notifications',

  trace: 'Messages SIP',
  traceMessages: (count) => (count < 2 ? `${count} message` : `${count} messages`),
  noTraceYet: 'Pas encore de message',
  thisPhone: 'Téléphone',
  theServer: 'Serveur',
  others: 'Autres',
  copyMessage: 'Copier le message',
  copyAll: 'Tout copier',
  download: 'Télécharger',
  pause: 'Pause',
  continueTrace: 'Continuer',
};

export default tools;
