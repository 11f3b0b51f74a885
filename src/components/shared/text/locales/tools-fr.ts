/** Français: les outils. French: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'Compte',
  server: 'Serveur',
  microphone: 'Micro',
  relay: 'Relais',
  notifications: 'Notifications',
};

const checks: Record<CheckWord, string> = {
  ready: 'Connecté au compte',
  connecting: 'Identification…',
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

export const tools: ToolWords = {
  diagnostics: 'Vérification de la connexion',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'OK',
  warning: 'Avertissement',
  fault: 'Erreur',
  allGood: 'Tout fonctionne',
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

  callsFromThisPage: (number) => `Appeler le ${number} depuis cette page`,
  notCalledFromPages: (number) => `Le ${number} ne peut pas être appelé depuis une page`,
  callThisNumber: 'Appeler ce numéro\u00a0?',
  callThisNumberWhy:
    'C’est la page qui lance cet appel, et son texte n’affiche pas ce numéro. Un appel peut être payant.',
  serviceCode: 'Ce code ne peut pas être appelé depuis une page',
  serviceCodeWhy:
    'Un code de service peut modifier les paramètres de votre ligne, par exemple la destination de vos appels. Composez-le sur le clavier si c’est ce que vous voulez.',
  framedPhone: 'Téléphone',
};
