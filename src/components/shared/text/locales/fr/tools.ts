/** Français: French, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

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
  'echo-works': 'Le son revient bien',
  'echo-fails': 'Aucun son en retour',
  checking: 'Vérification…',
  unsupported: 'Non disponible dans ce navigateur',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Micro',
  speaker: 'Haut-parleur',
  ringer: 'Sonnerie sur',
  camera: 'Caméra',
};

const figures: Record<QualityFigure, string> = {
  codec: 'Codec',
  path: 'Chemin',
  roundTrip: 'Temps aller-retour',
  jitter: 'Gigue',
  lossIn: 'Paquets perdus (réception)',
  lossOut: 'Paquets perdus (envoi)',
  mos: 'Qualité (de 1 à 4,5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Cliquez sur le symbole indiqué dans la barre d’adresse.\nActivez Micro.',
  firefox: 'Cliquez sur le micro barré dans la barre d’adresse.\nSupprimez le blocage à côté de Microphone.',
  safari: 'Ouvrez les paramètres de ce site web dans la barre d’adresse.\nRéglez Microphone sur Autoriser.',
  other: 'Ouvrez les paramètres de ce site dans votre navigateur.\nAutorisez le micro.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'Votre micro est coupé.',
  recordingLost: 'L’enregistrement a recommencé\u00a0: ce qui précède le chargement de la page est perdu.',
  recordingStopped: 'L’enregistrement s’est arrêté au chargement de la page et son contenu est perdu.',
  noAudioPath: 'Le son ne passe pas.',
  connectOthers: 'Les laisser parler',
  weakLocal: '*Votre* connexion est faible\u00a0: les autres risquent de ne pas vous entendre.',
  weakRemote: 'Le son de *votre correspondant* est mauvais.',
  weakSomewhere: 'La connexion est faible.',
  moveCloser: 'Rapprochez-vous du routeur ou désactivez le Wi-Fi.',
  noMicrophoneAudio: (device) =>
    device ? `Aucun son ne vient de «\u00a0${device}\u00a0».` : 'Aucun son ne vient de votre micro.',
  changeMicrophone: 'Changer de micro',
  deviceLost: (lost, now) =>
    now ? `Appareil débranché\u00a0: ${lost}. Désormais utilisé\u00a0: ${now}.` : `Appareil débranché\u00a0: ${lost}.`,
  deviceBack: (now) => `${now} est de nouveau en service.`,
  endCall: 'Raccrocher',
  recordingReady: 'L’enregistrement est prêt.',
  saveRecording: 'Sauvegarder l’enregistrement',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'par un relais' : 'direct'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'Lecture…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Par défaut du système',
  notConnected: 'Non connecté',
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
  previousMessage: 'Message précédent',
  nextMessage: 'Message suivant',
  copyAll: 'Tout copier',
  download: 'Télécharger',
  pause: 'Pause',
  continueTrace: 'Continuer',
};

export default tools;
