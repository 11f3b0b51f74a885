/** Español: ayuda. Spanish: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'Cuenta',
  server: 'Servidor',
  microphone: 'Micrófono',
  relay: 'Retransmisor',
  notifications: 'Notificaciones',
};

/** `granted`, `ask` and `denied` are said of the microphone and of the notifications. */
const checks: Record<CheckWord, string> = {
  ready: 'Sesión iniciada',
  connecting: 'Iniciando sesión…',
  offline: 'A la espera de la conexión',
  refused: 'Inicio de sesión rechazado: revisar el nombre de usuario y la contraseña',
  unconfigured: 'Sin configurar',
  elsewhere: 'Activa en otra pestaña',
  stopped: 'Sesión cerrada',
  connected: 'Conectado',
  'not-connected': 'No se puede acceder',
  idle: 'Sin conectar',
  granted: 'Uso permitido',
  ask: 'Uso aún no permitido',
  denied: 'Uso bloqueado en este sitio',
  missing: 'No se encontró ninguno',
  insecure: 'Esta página debe usar https',
  frame: 'Este marco no puede usarlo',
  policy: 'El sitio web no lo permite',
  'in-use': 'Otro programa lo está usando',
  'no-relay': 'Ninguno configurado: las llamadas pueden fallar en redes restringidas',
  'relay-works': 'Funciona',
  'relay-fails': 'No se puede acceder: las llamadas pueden fallar en redes restringidas',
  checking: 'Comprobando…',
  unsupported: 'Este navegador no las admite',
};

export const tools: ToolWords = {
  diagnostics: 'Comprobación de la conexión',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Correcto',
  warning: 'Advertencia',
  fault: 'Error',
  allGood: 'Todo funciona',
  report: 'Informe',
  copyReport: 'Copiar informe',
  copied: 'Copiado',
  cannotCopy: 'Este navegador no permite que la página copie. En su lugar, se puede seleccionar el texto.',
  allowMicrophone: 'Permitir micrófono',
  allowNotifications: 'Permitir notificaciones',

  trace: 'Mensajes SIP',
  traceMessages: (count) => (count === 1 ? '1 mensaje' : `${count} mensajes`),
  noTraceYet: 'Aún no hay mensajes',
  thisPhone: 'Teléfono',
  theServer: 'Servidor',
  others: 'Otros',
  copyMessage: 'Copiar mensaje',
  copyAll: 'Copiar todo',
  download: 'Descargar',
  pause: 'Pausar',
  continueTrace: 'Continuar',

  callsFromThisPage: (number) => `Llamada a ${number} desde esta página`,
  notCalledFromPages: (number) => `Desde una página no se llama a ${number}`,
  callThisNumber: '¿Llamar a este número?',
  callThisNumberWhy:
    'La página inicia esta llamada, y su texto no muestra este número. Una llamada puede costar dinero.',
  serviceCode: 'Desde una página no se marca este código',
  serviceCodeWhy:
    'Un código de servicio puede cambiar la configuración de la línea, como el destino de las llamadas. Si eso es lo que se desea, hay que marcarlo en el teclado.',
  framedPhone: 'Teléfono',
};
